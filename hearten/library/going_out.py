"""Who is told when somebody tried a card, asks for a look at one, or changed one that waits."""

from uuid import UUID

from hearten.notices.actions import tell


def told(group_id: UUID, report_id: UUID) -> None:
    """Somebody said how it went with a card."""
    tell(kind="tried", about=report_id, group=group_id)


def flagged(group_id: UUID, flag_id: UUID) -> None:
    """A card waits for a look: who leads is told, and who wrote it."""
    tell(kind="card_flag", about=flag_id, group=group_id)
    tell(kind="card_waits", about=flag_id, group=group_id)


def answered(group_id: UUID, flag_id: UUID) -> None:
    """Somebody looked at a card: who asked is told, and who wrote it."""
    tell(kind="card_answer", about=flag_id, group=group_id)
    tell(kind="card_looked", about=flag_id, group=group_id)


def changed(group_id: UUID, version_id: UUID) -> None:
    """A card has a new version: if it waits for a look, who leads is told to come again."""
    tell(kind="card_again", about=version_id, group=group_id)
