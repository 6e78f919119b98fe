"""The pages of the care slice."""
