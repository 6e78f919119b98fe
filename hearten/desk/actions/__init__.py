"""What staff do, by verb. Each leaves a trace that the people it concerns can read."""
