"""The text that a person agrees to when they join, and nothing else with it. A changed text is a new version."""

from django.utils.translation import gettext_lazy as _

PURPOSE = "sign_up"
VERSION = "2026-11"
PARAGRAPHS = (
    _("This is a place where people support each other. It is not therapy, and not an emergency service."),
    _(
        "To give you a seat here we keep: the name you chose, a scrambled form of your passphrase or the public half "
        "of your passkey, the day you joined, your settings, and what you write until you take it away."
    ),
    _(
        "What you write about your health is read by the people of the groups you choose. It is not used for "
        "advertising, sold, or used to train programs."
    ),
    _("You can take this agreement back at any time, under You. That is as easy as giving it."),
)


def whole() -> str:
    """Return the text as it is shown, in the active language: this is what the consent's hash is made of."""
    return "\n\n".join(str(paragraph) for paragraph in PARAGRAPHS)
