"""Plans that follow on a published one, and what changes between two."""
