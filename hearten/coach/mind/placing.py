"""Putting a sentence into a draft, so that it reads as one text."""


def put(draft: str, sentence: str, start: int, end: int) -> str:
    """Return the draft with a sentence in its place, and one space around it."""
    before, after = draft[:start].rstrip(" "), draft[end:].lstrip(" ")
    gap = "" if not before or before.endswith("\n") else " "
    stop = "" if not before or before.rstrip()[-1:] in ".!?…:" or start != end else "."
    return (
        f"{before}{stop if gap else ''}{gap}{sentence}{' ' if after and not after.startswith(chr(10)) else ''}{after}"
    )
