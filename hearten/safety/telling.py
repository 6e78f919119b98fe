"""What safety tells people, in words that say nothing about anybody to whoever sees the screen (CR-20)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register


def ready() -> None:
    """Make this slice's kinds of notices known. The reviewed doors of safety write them."""
    register(_kind("concern", _("Somebody asks you to look"), "safety:alert"))
    register(_kind("check_in", _("Somebody asks how it is now"), "safety:check_in"))
    register(_kind("disclosed", _("There is something to read about your safety"), "safety:told"))


def _kind(name: str, words: Any, route: str) -> Kind:
    return Kind(name, lambda told: words, lambda told: url(route, told.about))
