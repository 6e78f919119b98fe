"""One HTTP exchange with a deadline for all of it, straight to one address: past proxies, and after no redirect."""

import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address, ip_network
from socket import SHUT_RDWR, socket
from urllib.parse import urlsplit

LONGEST_ANSWER = 256_000  # bytes
# RFC 1918, RFC 4193 and this machine. Not RFC 6598: a provider's network is shared with strangers.
PRIVATE = [
    ip_network(each) for each in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
]
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


class Cause(StrEnum):
    """Why there is no answer, without a word of what was asked."""

    LATE = "it did not answer in time"
    UNREACHABLE = "nobody can be reached there"
    UNTRUSTED = "its TLS cannot be trusted"
    IN_THE_OPEN = "its name leads to a public address without TLS"
    REDIRECTED = "it sent us elsewhere"
    KEY_REFUSED = "it refused the key"
    UNKNOWN = "it does not know the address or the model"
    ERROR = "it answered with an error"
    BROKEN = "it hung up or did not speak HTTP"
    TOO_LONG = "its answer was too long"
    NO_COMPLETION = "its answer was no chat completion"
    RESTING = "it failed three times and rests for half a minute"


class EndpointFailed(Exception):
    """There is no answer. `cause` and `status` (0: none) say why, and hold nobody's words."""

    def __init__(self, cause: Cause, status: int = 0) -> None:
        super().__init__(f"{cause} ({status})" if status else str(cause))
        self.cause, self.status = cause, status


def is_private(host: str) -> bool:
    """Whether a name or an IP address belongs to this machine or a private network, as far as it alone can tell."""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(PRIVATE_NAMES)
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in PRIVATE)


def post(address: str, body: bytes, headers: Mapping[str, str], timeout: float) -> bytes:
    """POST `body` to `address` and return what a 200 answers. Raises EndpointFailed, within `timeout` seconds."""
    errand = _Errand(address, body, headers, timeout)
    errand.start()
    errand.join(timeout)
    if errand.is_alive():
        errand.give_up()
        raise EndpointFailed(Cause.LATE)
    if errand.cause:
        raise EndpointFailed(errand.cause, errand.status)
    return errand.answer


class _Errand(threading.Thread):
    """The exchange in a thread of its own: looking a name up and reading drop by drop heed no time-out of a socket."""

    def __init__(self, address: str, body: bytes, headers: Mapping[str, str], timeout: float) -> None:
        super().__init__(name="coach", daemon=True)
        place = urlsplit(address)
        self._in_the_open = place.scheme == "http"
        kind = HTTPConnection if self._in_the_open else HTTPSConnection
        self._connection = kind(place.hostname or "", place.port or kind.default_port, timeout=timeout)
        self._request = ("POST", place.path, body, dict(headers))
        self._given_up = threading.Event()
        self._socket: socket | None = None
        self.answer = b""
        self.cause: Cause | None = None
        self.status = 0

    def run(self) -> None:
        try:
            self._connect()
            self.answer = self._exchange()
        except EndpointFailed as failed:
            self.cause, self.status = failed.cause, failed.status
        except Exception as error:  # whatever it is: a thread would print it, and it may hold words
            self.cause = _cause_of(error)
        finally:
            self._connection.close()

    def give_up(self) -> None:
        """Cut the line, so that the thread ends soon. Nothing is sent any more."""
        self._given_up.set()
        if self._socket is not None:
            with suppress(OSError):
                socket.shutdown(self._socket, SHUT_RDWR)  # the plain one: TLS would say goodbye first

    def _connect(self) -> None:
        self._connection.connect()
        self._socket = self._connection.sock
        if self._given_up.is_set():
            raise EndpointFailed(Cause.LATE)
        # The name was judged when the settings were read; where it leads today is seen here, before a word is sent.
        if self._in_the_open and not is_private(self._socket.getpeername()[0]):
            raise EndpointFailed(Cause.IN_THE_OPEN)

    def _exchange(self) -> bytes:
        self._connection.request(*self._request)
        answer = self._connection.getresponse()
        if answer.status != 200:
            raise EndpointFailed(_cause_of_status(answer.status), answer.status)
        body = answer.read(LONGEST_ANSWER + 1)
        if len(body) > LONGEST_ANSWER:
            raise EndpointFailed(Cause.TOO_LONG)
        return body


def _cause_of(error: Exception) -> Cause:
    match error:
        case TimeoutError():
            return Cause.LATE
        case ssl.SSLError():
            return Cause.UNTRUSTED
        case ConnectionResetError() | BrokenPipeError() | HTTPException():
            return Cause.BROKEN
        case OSError():
            return Cause.UNREACHABLE
    return Cause.BROKEN


def _cause_of_status(status: int) -> Cause:
    if 300 <= status < 400:
        return Cause.REDIRECTED
    return {401: Cause.KEY_REFUSED, 403: Cause.KEY_REFUSED, 404: Cause.UNKNOWN}.get(status, Cause.ERROR)
