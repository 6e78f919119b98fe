"""A member's own summary for whoever treats or supports them: chosen by line, made when they ask, kept nowhere."""
