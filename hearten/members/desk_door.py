"""The door of what staff come for: staff only, and with more than a passphrase. For others there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, View, door
from hearten.kernel.seat import Seat
from hearten.members.rules import staff_ready
from hearten.members.second_factors import has_second_factor


def desk(
    who: Knock = Knock.DESK, *, form: type[Form] | None = None, methods: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """Let in staff (or, with Knock.OPERATOR, operators) who have set up a second step. Otherwise like kernel's door."""

    def hang(view: View) -> View:
        @wraps(view)
        def ready(request: HttpRequest, seat: Seat, **values: Any) -> HttpResponse:
            staff_ready(seat, has_second_factor(seat.me)).or_refuse()
            return view(request, seat, **values)

        return door(who, form=form, methods=methods)(ready)

    return hang
