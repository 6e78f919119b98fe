"""How often something may be tried, counted without keeping who tried it.

An address is turned into HMAC-SHA-256 under a random key that lives in this process alone and is thrown away every day,
so yesterday's counts say nothing about anybody (PR-12). Counts live in the process's cache and nowhere else.
The numbers are those of SE-34; OWASP ASVS 5.0 6.3.1.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from hearten.kernel.clock import now


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of `what` by one `who` `within` a time."""

    what: str
    most: int
    within: timedelta


SIGN_IN_OF_A_NAME = Limit("sign-in of a name", 5, timedelta(minutes=15))
SIGN_IN_FROM_A_PLACE = Limit("sign-in from a place", 20, timedelta(minutes=15))
DISTANCES_OF_A_MEMBER = Limit("distances of a member", 30, timedelta(hours=1))
SIGN_UP_FROM_A_PLACE = Limit("sign-up from a place", 3, timedelta(hours=1))
POSTS_OF_A_MEMBER = Limit("posts of a member", 10, timedelta(minutes=1))
LIKE_ONES_OWN = Limit("looks for what is like one's own words", 60, timedelta(minutes=1))
SEARCHES_OF_A_MEMBER = Limit("searches of a member", 30, timedelta(minutes=1))
TURNS_WITH_THE_GUIDE = Limit("turns with the Guide", 30, timedelta(hours=1))
FLAGS_OF_A_MEMBER = Limit("flags of a member", 5, timedelta(days=1))
CARDS_OF_A_MEMBER = Limit("cards of encouragement of a member", 5, timedelta(days=1))
PICTURES_OF_A_MEMBER = Limit("pictures of a member", 20, timedelta(days=1))
TRIES_OF_PICTURES = Limit("tries of pictures", 60, timedelta(hours=1))
SUMMARIES_OF_A_MEMBER = Limit("summaries made for a member", 60, timedelta(hours=1))
WRONG_CALENDARS_FROM_A_PLACE = Limit("wrong calendars from a place", 20, timedelta(hours=1))

_today: tuple[date, bytes] = (date.min, b"")


def place_of(request: HttpRequest) -> str:
    """Return where a request came from, for counting only: it is never stored or logged."""
    return str(request.META.get("REMOTE_ADDR", ""))


def take(limit: Limit, who: str) -> bool:
    """Count one try. Return False when it is one too many."""
    if not settings.HEARTEN_RATE_LIMITS:
        return True
    key = _key(limit, who)
    cache.add(key, 0, limit.within.total_seconds())
    try:
        return cache.incr(key) <= limit.most
    except ValueError:  # it expired between the two lines
        return True


def reached(limit: Limit, who: str) -> bool:
    """Whether the next try would be one too many."""
    return settings.HEARTEN_RATE_LIMITS and cache.get(_key(limit, who), 0) >= limit.most


def forget(limit: Limit, who: str) -> None:
    """Start counting anew: the try was a good one."""
    cache.delete(_key(limit, who))


def give_back(limit: Limit, who: str) -> None:
    """Uncount one try: it was a good one, and others may sit at the same address."""
    key = _key(limit, who)
    if cache.get(key, 0) > 0:
        cache.decr(key)


def _key(limit: Limit, who: str) -> str:
    return "limit-" + hmac.new(_daily_key(), f"{limit.what}\0{who}".encode(), hashlib.sha256).hexdigest()


def _daily_key() -> bytes:
    global _today
    day, key = _today
    if day != now().date():
        day, key = _today = now().date(), secrets.token_bytes(32)
    return key
