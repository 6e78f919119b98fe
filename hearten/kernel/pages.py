"""Pages: Jinja2, rendered inside the door's transaction, from what the view already holds.

A template that touches the database while it renders raises: what a page costs is decided in its view, where a reader
looks for it.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.templatetags.static import static
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from jinja2 import Environment
from markupsafe import Markup

from hearten.kernel.device import mark_of
from hearten.kernel.language import count, say
from hearten.kernel.seat import VISITOR, Seat

_SAMPLE = UUID("00000000-0000-4000-8000-000000000000")


class QueryWhileRendering(Exception):
    """A template asked the database for something. Fetch it in the view."""


def environment(**options: Any) -> Environment:
    """Build the Jinja2 environment that every template of hearten is rendered with."""
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Django's backend says autoescape
    made.globals.update(
        _=say,
        ngettext=count,
        static=lru_cache(static),
        url=url,
        piece=piece,
        moment_text=moment_text,
        day_text=day_text,
        install_name=settings.HEARTEN_NAME,
    )
    return made


def url(name: str, *keys: Any) -> str:
    """Return the address of a route. Twenty posts ask for many, so each route is worked out once."""
    return _pattern(name, len(keys)).format(*keys)


@lru_cache
def _pattern(name: str, count: int) -> str:
    """Return the address with {} for each value, found by reversing it with samples."""
    if not count:
        return reverse(name)
    samples = [UUID(int=_SAMPLE.int + number) for number in range(count)]
    try:
        address = reverse(name, args=samples)
    except Exception:
        samples = [f"sample{number}" for number in range(count)]  # type: ignore[misc]  # a route of words, not of keys
        address = reverse(name, args=samples)
    for number, sample in enumerate(samples):
        address = address.replace(str(sample), f"{{{number}}}")
    return address


def moment_text(moment: datetime) -> str:
    """Return a time as words, in the active zone; script replaces it with the reader's own clock."""
    local = localtime(moment)
    return f"{date_format(local, 'j M Y, H:i')} {local.tzname()}"


def day_text(day: date, near: bool = False) -> str:
    """Return a day as "12 March 2026", or, `near` today, as "Thu 12 Mar". Of a moment: its day in the active zone."""
    return date_format(localtime(day) if isinstance(day, datetime) else day, "D j M" if near else "j F Y")


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page for this request's seat. Raises QueryWhileRendering when the template reads the database."""
    seat: Seat = getattr(request, "seat", VISITOR)
    signs_out = bool(_look(request, "leaves_signed_out"))
    context |= {
        "request": request,
        "seat": seat,
        "device_mark": mark_of(seat.member_id) if seat.member_id else "",
        "forgets": getattr(request, "forgets", False),
        "csrf_token": get_token(request),
        "lang": translation.get_language(),
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "theme": context.get("theme") or _look(request, "theme"),
        "shared": _look(request, "shared_device"),
        "private": _look(request, "private_contact") == "yes",
        "leave_url": url("members:quick_exit") if signs_out else settings.HEARTEN_QUICK_EXIT,
        "neutral_url": settings.HEARTEN_QUICK_EXIT if signs_out else "",
        "notes": context.get("notes") or take_notes(request),
    }
    return HttpResponse(fragment(template, **context), status=status)


def fragment(template: str, **context: Any) -> str:
    """Render a template without a request: what a live stream sends is the same text as in the page."""
    with connection.execute_wrapper(_refuse_query):
        return str(_template(template).render(context))


@lru_cache
def _template(name: str) -> Any:
    return engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]  # the Jinja2 backend's


def piece(template: str, **values: Any) -> Markup:
    """Return a part of a page that many pages share, made once for each language and values (which are hashable)."""
    return _piece(translation.get_language() or "", template, tuple(sorted(values.items())))


@lru_cache(maxsize=1024)
def _piece(language: str, template: str, values: tuple[tuple[str, Any], ...]) -> Markup:
    return Markup(_template(template).render(dict(values)))  # noqa: S704  # our own template


def _refuse_query(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    raise QueryWhileRendering(sql[:200])


def leave_note(request: HttpRequest, text: str, tone: str = "good", href: str = "", link: str = "") -> None:
    """Say one sentence on the next page this person sees; with `href`, a way on beside it that reads `link`."""
    note = {"tone": tone, "text": str(text), "href": href, "link": str(link)}
    request.session["notes"] = [*request.session.get("notes", []), note]


def _look(request: HttpRequest, what: str) -> Any:
    """Return what a signed-in browser was told about its look (members.actions.entering puts it into the session)."""
    session = getattr(request, "session", None)
    return session.get(what, "") if session is not None and session.session_key else ""


def take_notes(request: HttpRequest) -> list[dict[str, str]]:
    session = getattr(request, "session", None)
    return session.pop("notes", []) if session is not None and session.session_key and "notes" in session else []


def safe_html(html: str) -> Markup:
    """Mark text as HTML that is safe because we made it (rendered and sanitised at write)."""
    return Markup(html)  # noqa: S704  # only called with words.render()'s output


def routes() -> Any:
    """Return the URL resolver, for the checks that walk every route."""
    return get_resolver()
