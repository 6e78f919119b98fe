"""The room while a meeting runs: its page, its state, what is said, care in it."""
