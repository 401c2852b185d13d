"""Why there is no schedule, and the ways out."""
