"""What I would like to do, checking it off, and what I count for myself."""
