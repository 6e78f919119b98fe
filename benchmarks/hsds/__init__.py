"""How long the directory takes to come in."""
