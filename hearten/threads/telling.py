"""Which events of conversations are news for somebody."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register


def _post(told: Told) -> str:
    return url("threads:post", told.about)


def _thread(told: Told) -> str:
    return url("threads:thread", told.about)


def ready() -> None:
    """Make this slice's kinds of notices known."""
    register(
        Kind(
            "reply",
            lambda told: _("There is a reply in a conversation of yours"),
            _post,
            "SELECT threads_whom_to_tell(%(about)s)",
        )
    )
    register(
        Kind(
            "heard",
            lambda told: _("Somebody felt heard by something you wrote"),
            _post,
            "SELECT threads_writer_of(%(about)s)",
        )
    )
    register(
        Kind(
            "idea_tried",
            lambda told: _("Somebody told what came of an idea of yours"),
            _post,
            "SELECT threads_writer_of(%(about)s)",
        )
    )
    register(
        Kind(
            "card_asked",
            lambda told: _("Somebody asks whether something you wrote could become a card"),
            lambda told: url("threads:card_answer", told.about),
            "SELECT threads_writer_of(%(about)s)",
        )
    )
    register(
        Kind("hello", lambda told: _("Somebody new said hello"), _thread, "SELECT threads_welcomers_of(%(about)s)")
    )
