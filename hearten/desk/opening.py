"""The desk's own door, which slices beside it have, too."""

from hearten.members.desk_door import desk

__all__ = ["desk"]
