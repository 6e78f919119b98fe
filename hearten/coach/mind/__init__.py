"""What runs in the coach's own process: post and draft in, feedback out. No Django, no database, no network."""
