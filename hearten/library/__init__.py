"""What helps: strategies with honest accounts of who tried them, and guides through health systems."""
