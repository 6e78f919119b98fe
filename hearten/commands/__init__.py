"""What an operator types: one file per verb, joined in hearten.__main__."""
