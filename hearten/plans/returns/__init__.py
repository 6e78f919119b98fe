"""Coming back after a while: a note from a person, for whoever wanted that."""
