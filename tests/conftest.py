"""The cast of the tests is declared here; the ground under them is tests/ground.py."""
