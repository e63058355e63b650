"""What hangs together, who stands in between, what is missing and what is thin. Functions on counts."""
