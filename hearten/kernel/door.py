"""The door: the first ring. Every view wears one, and what no door lets in does not happen.

A door says who may knock and which form is filled in there. It opens one transaction in which the seat acts, runs the
view and its rendering inside it, and turns a rule's no into a page. A view without a door fails the system check.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hearten.kernel.acting import as_member
from hearten.kernel.refusals import refused_page, resting_page, unseen_page
from hearten.kernel.seat import VISITOR, Seat
from hearten.kernel.verdict import Refused, Unseen


class Knock(Enum):
    """Who may knock."""

    ANYONE = "anyone"
    MEMBER = "a signed-in member"
    DESK = "the install's staff"
    OPERATOR = "an operator"


@dataclass(frozen=True)
class Door:
    who: Knock
    form: type[Form] | None
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Later:
    """What a view returns when its answer needs something slow that is not the database (the coach's reading).

    The door commits, gives the connection back, and only then calls `work`; `at_table` opens another transaction in it.
    """

    work: Callable[[], HttpResponse]


View = Callable[..., HttpResponse]
Answering = Callable[..., HttpResponse | Later]  # a view as it is written; with a door on, it answers


@contextmanager
def at_table(seat: Seat) -> Iterator[None]:
    """Act as `seat` in one transaction, for work that follows a view (`Later`)."""
    with as_member(seat.member_id), transaction.atomic():
        yield


def door(who: Knock, *, form: type[Form] | None = None, methods: tuple[str, ...] = ()) -> Callable[[Answering], View]:
    """Let `who` in. With a form: GET shows it, POST fills it in (`methods` narrows that); without: GET, or as said.

    The view is called as view(request, seat, **url values), plus `form` (bound on POST) when the door has one.
    """
    here = Door(who, form, methods or (("GET", "POST") if form else ("GET",)))

    def hang(view: Answering) -> View:
        @wraps(view)
        def through(request: HttpRequest, **values: Any) -> HttpResponse:
            if (request.method if request.method != "HEAD" else "GET") not in here.methods:
                return HttpResponseNotAllowed(here.methods)
            seat: Seat = getattr(request, "seat", VISITOR)
            return _turned_away(request, seat, here) or _inside(request, seat, view, here, values)

        through.door = here  # type: ignore[attr-defined]  # read by the checks and by the matrix tests
        return through

    return hang


def _turned_away(request: HttpRequest, seat: Seat, here: Door) -> HttpResponse | None:
    """Return the page for a knock that is not let in, or None. Staff pages do not exist for others."""
    if here.who is Knock.ANYONE:
        return None
    if not seat.signed_in:
        return _to_sign_in(request)
    if (here.who is Knock.DESK and not seat.standing) or (here.who is Knock.OPERATOR and seat.standing != "operator"):
        return unseen_page(request)
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        reason = _("You are signed out. Sign in in another tab, then come back here and send it again.")
        return refused_page(request, Refused(reason, reverse("members:sign_in"), _("Sign in")), status=401)
    return HttpResponseRedirect(f"{reverse('members:sign_in')}?{urlencode({'next': request.get_full_path()})}")


def _inside(request: HttpRequest, seat: Seat, view: Answering, here: Door, values: dict[str, Any]) -> HttpResponse:
    if here.form is not None:
        values["form"] = here.form(request.POST) if request.method == "POST" else here.form()
    try:
        with at_table(seat):
            answer = view(request, seat, **values)
        return _afterwards(answer) if isinstance(answer, Later) else answer
    except Unseen:
        return unseen_page(request)
    except Refused as refusal:
        return refused_page(request, refusal)
    except OperationalError:
        return resting_page(request)


def _afterwards(later: Later) -> HttpResponse:
    """Give the connection back to the pool, so that nobody's page waits for it, then do the slow part."""
    connection.close()
    return later.work()
