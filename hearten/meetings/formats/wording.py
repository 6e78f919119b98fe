"""What the keys and choices of a format are called where people read them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Any] = {
    "title": _("title"),
    "about": _("what it is about"),
    "length_min": _("minutes of the whole meeting"),
    "capacity": _("how many people"),
    "duties": _("roles for today"),
    "required": _("roles that are needed"),
    "optional": _("roles that can be given"),
    "media": _("ways to take part"),
    "segments": _("parts"),
    "on_overrun": _("when it runs over"),
    "protect": _("time that is kept in full"),
    "on_facilitator_lost": _("when nobody leads any more"),
    "after": _("afterwards"),
    "defaults": _("what holds at first"),
    "min": _("minutes"),
    "order": _("who speaks"),
    "turn_sec": _("seconds for a turn"),
    "warn_sec": _("seconds before a turn ends"),
    "crosstalk": _("answering each other"),
    "chat": _("chat"),
    "may_pass": _("may pass"),
    "prompt": _("what people are asked"),
    "script": _("words for whoever leads"),
    "tools": _("tools"),
}

ORDERS = (
    ("leader", _("Whoever leads")),
    ("readers", _("Those who were asked to, one after the other")),
    ("circle", _("Everybody in turn")),
    ("hands", _("Whoever raises a hand")),
    ("open", _("Anybody, without turns")),
    ("quiet", _("Nobody: quiet, or a break")),
)
CROSSTALK = (
    ("none", _("No, we only listen")),
    ("feedback_if_invited", _("When the one who spoke asks for it")),
    ("open", _("Yes")),
    ("leader_only", _("Only whoever leads")),
)
CHATS = (
    ("closed", _("Closed")),
    ("open", _("Open")),
    ("links", _("Only links, from whoever leads and the chat steward")),
)


def name_of_field(key: Any) -> str:
    """Return what a key of a definition is called, or the key where it has no name of its own."""
    return str(FIELDS.get(str(key), key))
