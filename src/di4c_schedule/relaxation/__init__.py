"""Lower bounds by relaxation."""
