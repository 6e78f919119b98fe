"""Pages of groups. `doorway` is for the slice above: it shows a group's address to people who are not in it."""

from hearten.groups.views.about import doorway

__all__ = ["doorway"]
