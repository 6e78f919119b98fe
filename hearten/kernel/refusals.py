"""Pages that say no. Each says what happened and what to do next, and hands a person's own words back to them."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hearten import __version__
from hearten.kernel.pages import show
from hearten.kernel.verdict import Refused

# Never shown back: secrets, and what the machine put into the form.
_NOT_WORDS = (
    "csrfmiddlewaretoken", "passphrase", "password", "code", "client_id", "credential", "next",
    "quotes", "suggested", "use", "along", "part", "person", "pick", "practice", "whom",
)  # fmt: skip
_WORDS_FROM = 12
_AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)  # as a choice of the form sends it
_SOON = {"Retry-After": "5"}


def kept_words(request: HttpRequest) -> list[dict[str, str]]:
    """Return what the person wrote into the form they sent, so that a refusal loses none of it."""
    if request.method != "POST":
        return []
    return [
        {"label": _("Your words"), "text": text}
        for name, values in request.POST.lists()
        if not name.startswith(_NOT_WORDS)
        for text in values
        if len(text) >= _WORDS_FROM and not _AN_ID.fullmatch(text)
    ]


def refused_page(request: HttpRequest, refusal: Refused, status: int = 403) -> HttpResponse:
    """Return the page for a no with its reason."""
    return show(
        request,
        "kernel/_refusal.html",
        status=status,
        title=_("That is not possible right now"),
        reason=refusal.reason,
        next_url=refusal.next_url,
        next_text=refusal.next_text,
        kept=kept_words(request),
    )


def unseen_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the one page for everything that is not there for this seat: gone, private, or never was."""
    return show(
        request,
        "kernel/_refusal.html",
        status=404,
        title=_("There is nothing here for you to see"),
        reason=_(
            "The page may have been removed, or it may belong to a group you are not in. "
            "The address may have a typing slip."
        ),
        next_url="/",
        next_text=_("Go to the first page"),
        kept=kept_words(request),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that is older than the sign-in: it offers to send the same words again."""
    return show(
        request,
        "kernel/_stale.html",
        status=403,
        again=request.get_full_path(),
        fields=[
            (name, text)
            for name, values in request.POST.lists()
            for text in values
            if name != "csrfmiddlewaretoken" and not name.startswith(("passphrase", "password"))
        ],
        kept=kept_words(request),
    )


def broken_page(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault. It reads nothing from the database: that may be what broke."""
    return show(
        request,
        "kernel/_refusal.html",
        status=500,
        title=_("Something broke on our side"),
        reason=_("It is not your fault. Wait a minute and send it again. Nothing was sent twice."),
        next_url=request.path if request.method == "GET" else "",
        next_text=_("Try again"),
        kept=kept_words(request),
    )


def resting_page(request: HttpRequest) -> HttpResponse:
    """Return the page for a database that is away for a moment. Nothing was written; nothing they wrote is lost."""
    if request.path == "/health":
        body = {"status": "down", "database": "down", "worker": "unknown", "version": __version__}
        return JsonResponse(body, status=503, headers=_SOON)
    page = show(
        request,
        "kernel/_refusal.html",
        status=503,
        title=_("One moment, please"),
        reason=_("Our database is starting again. Nothing was sent. Wait a few seconds, then try once more."),
        next_url=request.path if request.method == "GET" else "",
        next_text=_("Try again"),
        kept=kept_words(request),
    )
    page.headers["Retry-After"] = _SOON["Retry-After"]
    return page


def unreadable_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that could not be read: too large, or not a form."""
    return show(
        request,
        "kernel/_refusal.html",
        status=400,
        title=_("We could not read what was sent"),
        reason=_(
            "It was too long or broken on the way. Go back: your words are still in the box. "
            "Make them shorter and send again."
        ),
        next_url="/",
        next_text=_("Go to the first page"),
        kept=[],
    )
