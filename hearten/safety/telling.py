"""What safety tells people, in words that say nothing about anybody to whoever sees the screen (CR-20)."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register
from hearten.safety.actions.concerns import ANSWERED, SECOND_READER
from hearten.safety.actions.disclosures import SECOND
from hearten.safety.actions.rest import TALK
from hearten.safety.actions.rota import COVER

_SECOND = "SELECT safety_second_people(%(about)s)"


def ready() -> None:
    """Make this slice's kinds of notices known. The reviewed doors of safety write them."""
    register(_duty(_kind("concern", _("Somebody asks you to look"), "safety:alert")))
    register(_at_once(_kind("check_in", _("Somebody asks how it is now"), "safety:check_in")))
    register(_kind("disclosed", _("There is something to read about your safety"), "safety:told"))
    register(_duty(_kind(SECOND_READER, _("Somebody asks you to look with them"), "safety:note", _SECOND)))
    register(_duty(_kind(SECOND, _("Somebody asks for a second person"), "safety:disclosure", _SECOND)))
    register(
        Kind(
            ANSWERED,
            lambda told: _("Somebody answered you"),
            lambda told: url("safety:asked"),
            "SELECT safety_answered(%(about)s)",
            urgent=True,  # they asked for a person, and wait
        )
    )
    register(_duty(_to_duty(COVER, _("Somebody who helps needs cover"))))
    register(_at_once(_to_duty(TALK, _("Somebody who helps would like to talk"))))


def _at_once(kind: Kind) -> Kind:
    """Have word of it go outside at once: somebody waits for it now."""
    return replace(kind, urgent=True)


def _duty(kind: Kind) -> Kind:
    """Have word of it go outside at once, whatever hours they are: somebody may be in danger."""
    return replace(kind, duty=True)


def _kind(name: str, words: Any, route: str, recipients: str | None = None) -> Kind:
    return Kind(name, lambda told: words, lambda told: url(route, told.about), recipients)


def _to_duty(name: str, words: Any) -> Kind:
    return Kind(name, lambda told: words, lambda told: url("safety:duty"), "SELECT safety_colleagues(%(about)s)")
