"""What hearten says when it cannot go on and the person at the keyboard can mend it."""


class Complaint(Exception):
    """One plain sentence: the cause, and the command that mends it. Shown as it is, never as a traceback."""
