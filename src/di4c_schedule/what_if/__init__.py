"""What a wish would cost, and what else would do."""
