"""Sessions: one read opens the session, the credentials and the standing; the cookie's token is kept as a hash only.

Members idle out after 30 days, staff after 30 minutes and 12 hours in all (ASVS 7.4). `Acting` puts the seat on the
request, which is all that views ever see of a sign-in.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError, connection
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Least
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from hearten.kernel.clock import now
from hearten.kernel.refusals import resting_page
from hearten.kernel.seat import VISITOR, Seat
from hearten.members.forgetting import forgetting
from hearten.members.models import Member, Session, session_mark

MEMBER_IDLE = timedelta(days=30)
STAFF_IDLE = timedelta(minutes=30)
STAFF_WHOLE = timedelta(hours=12)
MEMBER_WHOLE = timedelta(days=90)
SHARED_IDLE = timedelta(minutes=10)  # a device that others use too (PR-16)
VISITOR_IDLE = timedelta(hours=2)


_WAS_ENDED = "SELECT members_session_was_ended(%s)"
_OPEN = "SELECT data, renewed_at, member_id, password, standing FROM members_open_session(%s)"


def hash_of(token: str) -> str:
    """Return what the database keeps of a cookie's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session interface over `members_session`. Data is plain JSON: ids and half-done sign-ins, no words."""

    credentials: tuple[UUID, str, str] | None = None  # member, passphrase hash, standing
    renewed_at: datetime | None = None
    was_ended = False  # its person signed this browser out from elsewhere

    def load(self) -> dict[str, Any]:
        connection.ensure_connection()
        asked = [hash_of(self.session_key or "")]
        found = connection.read_prepared(_OPEN, asked)  # type: ignore[attr-defined]  # ours
        if not found:
            self.was_ended = connection.read_prepared(_WAS_ENDED, asked)[0][0]  # type: ignore[attr-defined]  # ours
            self._session_key = None
            return {}
        data, self.renewed_at, member, password, standing = found[0]
        self.credentials = (member, password, standing or "") if member else None
        return dict(json.loads(data))

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=hash_of(session_key)).exists()

    def create(self) -> None:
        self._session_key = secrets.token_urlsafe(32)
        self.modified = True
        self._session_cache: dict[str, Any] = getattr(self, "_session_cache", {})
        self.save(must_create=True)

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        moment = now()
        data: dict[str, Any] = self._session  # type: ignore[attr-defined]  # the base class's, unknown to its stubs
        kept = {"member_id": data.get(SESSION_KEY), "data": json.dumps(data), "renewed_at": moment}
        until = moment + self.idle()
        if must_create:
            Session.objects.create(key_hash=hash_of(self.session_key), began_at=moment, expires_at=until, **kept)
            return
        last = F("began_at") + Value(self.whole())
        ends = Least(Value(until), last, output_field=DateTimeField())
        if not Session.objects.filter(key_hash=hash_of(self.session_key)).update(expires_at=ends, **kept):
            raise UpdateError

    def idle(self) -> timedelta:
        """Return how long this session lives without being used."""
        if not self.get(SESSION_KEY):
            return VISITOR_IDLE
        if self.get_expire_at_browser_close():
            return SHARED_IDLE
        return STAFF_IDLE if self._is_staffs() else MEMBER_IDLE

    def whole(self) -> timedelta:
        """Return how long this session lives in all, however much it is used."""
        return STAFF_WHOLE if self._is_staffs() else MEMBER_WHOLE

    def _is_staffs(self) -> bool:
        return bool(self.credentials and self.credentials[2]) and not settings.HEARTEN_DEMO

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=hash_of(key)).delete()

    def change_token(self) -> None:
        """Give this session a new token; the one before opens nothing any more. When it ends stays as it was."""
        token = secrets.token_urlsafe(32)
        if not Session.objects.filter(key_hash=hash_of(self.session_key or "")).update(key_hash=hash_of(token)):
            raise UpdateError
        self._session_key = token
        self.modified = True

    def _get_new_session_key(self) -> str:
        return secrets.token_urlsafe(32)

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(key or "") >= 32

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lt=now()).delete()

    def seat(self) -> Seat:
        """Return the seat this session gives: a visitor's, unless its sign-in is whole and still good."""
        if not self.get(SESSION_KEY) or self.credentials is None:
            return VISITOR
        member, password, standing = self.credentials
        mark = session_mark(password)
        if str(member) != self.get(SESSION_KEY) or not constant_time_compare(self.get(HASH_SESSION_KEY, ""), mark):
            return VISITOR
        return Seat(member, standing)


class Sessions(SessionMiddleware):
    """Django's session middleware, which says so calmly when the database is away."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:  # type: ignore[override]
        super().process_request(request)
        if not request.session.session_key:
            return None
        try:
            request.session.get(SESSION_KEY)  # reads it now, where we can answer for it
        except OperationalError:
            request.session = SessionStore()
            request.rests = True  # type: ignore[attr-defined]  # read below
            return resting_page(request)
        request.forgets = getattr(request.session, "was_ended", False)  # type: ignore[attr-defined]  # read by pages
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the browser's cookie while the database is away: a session that nobody could ask about has not ended."""
        if getattr(request, "rests", False):
            return response
        if not getattr(request, "forgets", False):
            return super().process_response(request, response)
        forgetting(response)
        # The cookie goes with the first page that is shown: that page has its script forget, in each browser there is.
        stays = request.session.is_empty() and not _is_shown(request, response)
        return response if stays else super().process_response(request, response)


def _is_shown(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page that somebody gets to see, not a way to one or what a script asked for."""
    page = response.headers.get("Content-Type", "").startswith("text/html") and not 300 <= response.status_code < 400
    return page and request.headers.get("Sec-Fetch-Dest", "document") == "document"


class Acting:
    """Middleware: puts `seat` and `user` on the request, and renews a session that is in use.

    What an open page asks for by itself ("X-By-Itself") is no use: whoever went away is signed out all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        store: SessionStore = request.session  # type: ignore[assignment]
        seat = store.seat() if store.session_key else VISITOR
        request.seat = seat  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(lambda: _user(store, seat))  # type: ignore[assignment]  # made when asked for
        used = "X-By-Itself" not in request.headers
        if used and seat.signed_in and store.renewed_at and now() - store.renewed_at > store.idle() / 10:
            store.modified = True
        return self.get_response(request)


def _user(store: SessionStore, seat: Seat) -> Any:
    """Return what libraries call the user: the credentials alone."""
    if not seat.signed_in or store.credentials is None:
        return AnonymousUser()
    member = Member(id=seat.member_id, password=store.credentials[1])
    member._state.adding, member._state.db = False, "default"
    member.backend = store.get(BACKEND_SESSION_KEY, "")
    return member


class Languages:
    """Middleware: the browser's language and this place's zone, or a member's own choice (in the session since)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.only_one = len(settings.LANGUAGES) == 1

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = settings.LANGUAGE_CODE if self.only_one else request.session.get("language")
        zone = request.session.get("zone") if request.session.session_key else None
        language = chosen or translation.get_language_from_request(request)
        with translation.override(language), timezone.override(zone or settings.HEARTEN_TIME_ZONE or None):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response
