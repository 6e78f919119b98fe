"""A message as HTML: the same in the page, after sending, and in the live stream. Nothing in it depends on who reads.

Unlike a post's it is never remembered: opened words stay in memory no longer than it takes to send them.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from hearten.kernel.keystore import KeyStoreUnavailable
from hearten.kernel.pages import fragment
from hearten.kernel.words import render
from hearten.messages.models import Message


def message_html(message: Message, name: str, place_id: UUID) -> Markup:
    """Return a message's article under its author's name in the group."""
    shown = name or _("Somebody")
    values: dict[str, Any] = {"name": shown, "initials": shown[:1].upper(), "hue": place_id.int % 8}
    try:
        words, locked = message.body, False
    except KeyStoreUnavailable:
        words, locked = None, True
    html = None if words is None else Markup(render(words))  # noqa: S704  # sanitised there
    page = fragment("messages/_message.html", message=message, words=words, html=html, locked=locked, **values)
    return Markup(page)  # noqa: S704  # our own template


def state_html(talk_id: UUID, over: bool) -> Markup:
    """Return the line that says on an open page that something changed for both."""
    return Markup(fragment("messages/_state.html", talk_id=talk_id, over=over, changed=True))  # noqa: S704  # ours
