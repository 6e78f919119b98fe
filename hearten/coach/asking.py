"""Asking the coach from a page: its processes, the operator's own model if there is one, and what was offered.

What was offered is remembered by the frames' ids and a keyed mark of the post, in this process's memory alone, so that
nobody is offered the same line under another post soon. No word of a post or a draft is kept anywhere.
"""

import hashlib
import os
import secrets
from collections import OrderedDict, deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings

from hearten.coach.endpoint import Endpoint, EndpointFailed, endpoint_from, sentences
from hearten.kernel.aside import Pool, Process
from hearten.reading.danger import touches_danger
from hearten.reading.mechanisms import MECHANISMS

OFFERED_BEFORE = 90  # frames: about fifteen replies
MEMBERS = 5000

_seen: OrderedDict[UUID, deque[tuple[str, str]]] = OrderedDict()  # (mark of the post, frame), the newest last
_salt = secrets.token_hex(8)

Told = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """What is read: the post, the draft, what its writer wished for, and the kind of conversation."""

    post: str
    draft: str
    wish: str = ""
    kind: str = ""
    reviewed: bool = False  # one of the practice room's own posts


@lru_cache
def pool() -> Pool:
    """Return this web process's pool. Its processes start when they are first needed."""
    return Pool(settings.HEARTEN_COACH_WORKERS, settings.HEARTEN_COACH_WAITING, process)


def process() -> Process:
    """Start one process of the coach."""
    return Process("hearten.coach.mind.thinking", *([] if settings.HEARTEN_MODELS else ["--rules"]))


def wake() -> None:
    """Start the coach's process, if none runs: somebody who may ask it has opened a page with a reply box."""
    pool().wake()


def read(said: Words) -> Told:
    """Return the reading of a draft, without suggestions (`thinking.as_told`). Raises Busy."""
    return pool().ask({"do": "read", "asked": vars(said).copy()})


def feedback(member: UUID, said: Words, other: bool = False) -> Told:
    """Return the reading with next steps, none of whose sentences this member was offered under another post lately.

    Under the same post they may come again: somebody who rewrites a reply asks several times. `other`: not these
    either. Raises Busy.
    """
    before = _seen.setdefault(member, deque(maxlen=OFFERED_BEFORE))
    _seen.move_to_end(member)
    while len(_seen) > MEMBERS:
        _seen.popitem(last=False)
    here = _mark(said.post)
    seen = [frame for post, frame in before if other or post != here]
    also = {"seen": seen, "seed": _mark(str(member)), "offered": _from_endpoint(said)}
    told = pool().ask({"do": "feedback", "asked": vars(said) | also})
    offered = [(here, one["frame"]) for step in told["steps"] for one in step["suggestions"] if one["frame"]]
    before.extend(one for one in offered if one not in before)
    return told


def _mark(text: str) -> str:
    """Return a mark by which a post or a person is known again in this process, and from which neither can be told."""
    return hashlib.blake2b(text.encode(errors="replace"), key=_salt.encode(), digest_size=8).hexdigest()


def _from_endpoint(said: Words) -> dict[str, list[str]]:
    """Return the sentences of the operator's own model, if there is one and nobody may be in danger."""
    endpoint = operators_model()
    if endpoint is None or any(touches_danger(text) for text in (said.post, said.draft)):
        return {}
    with ThreadPoolExecutor(len(MECHANISMS)) as together:
        asked = {
            name: together.submit(sentences, endpoint, said.post, said.draft, name, said.wish) for name in MECHANISMS
        }
        return {name: _answer(one) for name, one in asked.items()}


def _answer(asked: "Future[list[str]]") -> list[str]:
    try:
        return asked.result()
    except EndpointFailed:
        return []


@lru_cache
def operators_model() -> Endpoint | None:
    """Return the endpoint that the operator named, read once. Raises Complaint when its settings make no sense."""
    return endpoint_from(os.environ) if settings.HEARTEN_MODELS else None
