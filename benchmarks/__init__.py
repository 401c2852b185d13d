"""Benchmarks: this library and its peers side by side, on the same instances, every answer checked.

``python -m benchmarks`` runs all of them and writes ``docs/benchmarks.md``.
"""
