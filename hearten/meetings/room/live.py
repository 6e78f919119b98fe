"""What the page of a room listens to. Whoever opens it is here; whoever closes it is waited for."""

from hearten.kernel.live import Topic, register
from hearten.meetings.room.fragments import live_html
from hearten.meetings.room.presence import changed


def ready() -> None:
    """Make the topic known. Nobody listens who was not let in, or to what was before they came."""
    register(
        Topic(
            "meeting",
            "SELECT 1 WHERE meetings_inside(%s)",
            "SELECT * FROM meetings_live(%s)",
            live_html,
            since="SELECT meetings_heard_from(%s)",
            whole=True,
            presence=changed,
        )
    )
