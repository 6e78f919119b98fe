"""The pages for hard days."""
