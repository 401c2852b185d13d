"""The peers: other solvers on the same problems, a file each; `registry` names them all."""
