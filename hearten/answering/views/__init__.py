"""Pages for who helps and who leads."""
