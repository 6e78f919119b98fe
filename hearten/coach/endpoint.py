"""Sentences to add to a draft, from an OpenAI-compatible endpoint that the operator runs; off when none is named.

A post and a draft go to that one address, without names or ids, and into no log and no exception. It is asked for
`/chat/completions`, which llama.cpp, Ollama and vLLM answer alike.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from hearten.coach import errand
from hearten.coach.cleaning import clean
from hearten.coach.errand import Cause, EndpointFailed
from hearten.kernel.complaint import Complaint
from hearten.reading.mechanisms import MECHANISMS

__all__ = ["Cause", "Endpoint", "EndpointFailed", "Patience", "endpoint_from", "probe", "sentences"]

log = logging.getLogger("hearten.coach")

PROMPT_VERSION = 1  # of prompt.txt: raise it with every change there
TEMPERATURE = 0.8
MOST_TOKENS = 160
MOST_READ = 1_500  # code points of the post, and of the draft
WISHES = ("listen", "stories", "ideas", "information", "company")

FAILURES, WITHIN_S, REST_S = 3, 60, 30

SET_IT = "set it as in `{of}_ENDPOINT=http://127.0.0.1:8080/v1`."
MENDS = {
    Cause.LATE: "Give it longer, as in `HEARTEN_COACH_TIMEOUT=10`, or run a smaller model.",
    Cause.UNREACHABLE: "Start it, as in `llama-server --model MODEL.gguf --port 8080`.",
    Cause.UNTRUSTED: "See which certificate it shows: `curl --verbose {address}/models`.",
    Cause.IN_THE_OPEN: "Name an https:// address: `HEARTEN_COACH_ENDPOINT=https://...`.",
    Cause.REDIRECTED: "Name the address that `curl --head {address}/models` leads to.",
    Cause.KEY_REFUSED: "Give its key: `HEARTEN_COACH_KEY=...`.",
    Cause.UNKNOWN: "Compare HEARTEN_COACH_MODEL with `curl {address}/models`; the address mostly ends with /v1.",
}
READ_ITS_LOG = "Read its log, and what `curl --include {address}/models` says."


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, which model, with which key, and for how many seconds at most."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 4.0


def endpoint_from(environment: Mapping[str, str], of: str = "HEARTEN_COACH") -> Endpoint | None:
    """Return the endpoint that HEARTEN_COACH_ENDPOINT, _MODEL, _KEY and _TIMEOUT name (or those of another program,
    such as `of` "HEARTEN_GUIDE"). None: there is none.

    Raises Complaint for an address that is none, carries a secret or sends words through a public network in the open,
    for a missing model, and for a key or a time-out that cannot be used.
    """
    address = environment.get(f"{of}_ENDPOINT", "").strip().rstrip("/")
    if not address:
        return None
    _judge(_parts(address, of), of)
    model = environment.get(f"{of}_MODEL", "").strip()
    if not model:
        raise Complaint(f"{of}_MODEL is missing: set it to a name that `curl ENDPOINT/models` lists.")
    key = environment.get(f"{of}_KEY", "").strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise Complaint(f"{of}_KEY holds spaces or special characters: set the key alone, without `Bearer`.")
    return Endpoint(address, model, key, _timeout(environment.get(f"{of}_TIMEOUT", "").strip() or "4", of))


def _parts(address: str, of: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not (address.isascii() and address.isprintable()) or " " in address:
        raise Complaint(f"{of}_ENDPOINT is no http or https address: {SET_IT.format(of=of)}")
    return parts


def _judge(parts: SplitResult, of: str) -> None:
    """Raise Complaint for what an address must not be. It is not quoted: it may hold a secret."""
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise Complaint(
            f"{of}_ENDPOINT holds more than an address: put a key into {of}_KEY, and {SET_IT.format(of=of)}"
        )
    if parts.scheme == "http" and not errand.is_private(parts.hostname or ""):
        raise Complaint(
            f"{of}_ENDPOINT would send members' words through a public network in the open: "
            f"set it as in `{of}_ENDPOINT=https://models.example.org/v1`."
        )


def _timeout(text: str, of: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 60:
        raise Complaint(f"{of}_TIMEOUT is no number of seconds up to 60: set it as in `{of}_TIMEOUT=4`.")
    return seconds


class Patience:
    """Lets an endpoint rest for 30 s once it failed three times in a row within a minute: nobody waits for a dead one.

    `clock` gives seconds that only grow. Safe to share between threads.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failures: list[float] = []
        self._rests_until = float("-inf")

    def resting(self) -> bool:
        """Whether it must not be asked now."""
        with self._lock:
            return self._clock() < self._rests_until

    def failed(self) -> int:
        """Note a failure. Return how many there were in a row within the last minute."""
        with self._lock:
            moment = self._clock()
            self._failures = [*(at for at in self._failures if moment - at < WITHIN_S), moment]
            if len(self._failures) >= FAILURES:
                self._rests_until = moment + REST_S
            return len(self._failures)

    def answered(self) -> None:
        """Note an answer: the row of failures is broken."""
        with self._lock:
            self._failures.clear()


@lru_cache(maxsize=8)
def patience_with(endpoint: Endpoint) -> Patience:
    """Return the one patience that this process has with an endpoint."""
    return Patience()


def sentences(endpoint: Endpoint, post: str, draft: str, mechanism: str, wish: str, count: int = 3) -> list[str]:
    """Return up to `count` clean sentences that a peer supporter could add to `draft`, [] when nothing said was one.

    `mechanism` is one of MECHANISMS, `wish` one of WISHES, or "" when none was said. Raises EndpointFailed when there
    is no answer within the endpoint's time, when that cannot be read, and at once while the endpoint rests.
    """
    said = complete(endpoint, messages(post, draft, mechanism, wish, count))
    return clean(said, post, draft, count)


def complete(
    endpoint: Endpoint,
    asked: list[dict[str, str]],
    temperature: float = TEMPERATURE,
    most: int = MOST_TOKENS,
    whose: str = "coach",
) -> str:
    """Return what a model says to these messages, in at most `most` tokens. Raises EndpointFailed as `sentences`.

    `whose`: the program that asks, for the log.
    """
    patience = patience_with(endpoint)
    if patience.resting():
        raise EndpointFailed(Cause.RESTING)
    try:
        said = _answer(endpoint, asked, temperature, most)
    except EndpointFailed as failed:
        log.warning("The %s's endpoint failed: %s; %d in a row.", whose, failed, patience.failed())
        raise
    patience.answered()
    return said


def messages(post: str, draft: str, mechanism: str, wish: str, count: int) -> list[dict[str, str]]:
    """Return the two messages of a request: what to do, and the words to do it with, as one JSON object.

    Raises ValueError for an unknown mechanism or wish.
    """
    if mechanism not in MECHANISMS or wish not in (*WISHES, ""):
        raise ValueError("unknown mechanism or wish")
    words = {"post": post[:MOST_READ], "draft": draft[:MOST_READ]}
    given = {name: as_data(one) for name, one in words.items()} | {
        "mechanism": as_data(mechanism),
        "wish": as_data(wish),
    }
    told = ", ".join(f'"{name}": {one}' for name, one in given.items())
    return [{"role": "system", "content": _prompt()}, {"role": "user", "content": f'{{{told}, "count": {count}}}'}]


def as_data(words: str) -> str:
    """Return words as a string of JSON. A model's own marks, such as <|im_end|> or [INST], would end the message there:

    they are spelled out, which means the same.
    """
    said = json.dumps(words, ensure_ascii=False)
    for mark in "<>[]|":
        said = said.replace(mark, f"\\u{ord(mark):04x}")
    return said


@lru_cache
def _prompt() -> str:
    return Path(__file__).with_name("prompt.txt").read_text(encoding="utf-8")


def _answer(
    endpoint: Endpoint, asked: list[dict[str, str]], temperature: float = TEMPERATURE, most: int = MOST_TOKENS
) -> str:
    request = {"model": endpoint.model, "messages": asked, "stream": False}
    body = json.dumps(request | {"temperature": temperature, "max_tokens": most}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    return _said(errand.post(f"{endpoint.address}/chat/completions", body, headers, endpoint.timeout))


def _said(answer: bytes) -> str:
    try:
        found = json.loads(answer.decode())
    except (ValueError, RecursionError):
        found = None
    match found:
        case {"choices": [{"message": {"content": str(said)}}, *_]}:
            return said
        case {"choices": list()}:
            return ""
    raise EndpointFailed(Cause.NO_COMPLETION)  # here, not above: a JSONDecodeError carries the whole answer along


def probe(endpoint: Endpoint) -> str:
    """Ask for sentences as a member would, about words that nobody wrote. Return "", or the cause and what mends it."""
    try:
        _answer(endpoint, messages("I could not sleep again.", "That sounds hard.", MECHANISMS[0], WISHES[0], 3))
    except EndpointFailed as failed:
        mend = MENDS.get(failed.cause, READ_ITS_LOG).format(address=endpoint.address)
        return f"The coach's endpoint {endpoint.address} cannot be used: {failed}. {mend}"
    return ""
