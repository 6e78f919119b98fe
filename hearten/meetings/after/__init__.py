"""What follows a meeting: words kept by their speakers, recap, log, attendance."""
