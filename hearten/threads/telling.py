"""Which events of conversations are news for somebody."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register

BEGUN = "conversation"


def _post(told: Told) -> str:
    return url("threads:post", told.about)


def _thread(told: Told) -> str:
    return url("threads:thread", told.about)


def ready() -> None:
    """Make this slice's kinds of notices known."""
    writer = "SELECT threads_writer_of(%(about)s)"
    may_be_missed = [
        ("reply", _("There is a reply in a conversation of yours"), _post, "SELECT threads_whom_to_tell(%(about)s)"),
        (BEGUN, _("There is a new conversation in a group of yours"), _thread, "SELECT threads_who_follow(%(about)s)"),
        ("heard", _("Somebody felt heard by something you wrote"), _post, writer),
        ("idea_tried", _("Somebody told what came of an idea of yours"), _post, writer),
    ]
    for name, words, way, whom in may_be_missed:
        register(Kind(name, lambda _told, said=words: said, way, whom, may_miss=True))  # type: ignore[misc]  # bound now
    asked = _("Somebody asks whether something you wrote could become a card")
    register(Kind("card_asked", lambda _told: asked, lambda told: url("threads:card_answer", told.about), writer))
