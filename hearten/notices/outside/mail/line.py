"""A line to the operator's mail server that has an end: for each answer, and for all of one letter.

The standard's patience (RFC 5321, 4.5.3.2: minutes for each answer) is for servers that hand on to strangers. This is
one server, the operator's own, and others wait for the thread that talks to it: what it is slow about is tried later.
"""

import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from django.conf import settings

ENTER_S = 20  # for each answer until a server lets one in
ANSWER_S = 30  # for each answer about a letter
LETTER_S = 60  # for all of one letter, from the first byte to the last


class Bound:
    """The end of one letter's time, as a context. A socket's own timeout would begin anew with every byte."""

    def __init__(self) -> None:
        self.is_over, self._held = False, None  # type: tuple[bool, socket.socket | None]
        self._timer = threading.Timer(LETTER_S, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        if self._held is not None:
            self._held.close()

    def hold(self, line: socket.socket) -> None:
        """Have this connection end in time, whatever is laid over it later, such as TLS. Raises TimeoutError."""
        self._held = line.dup()
        if self.is_over:
            raise TimeoutError

    def _cut(self) -> None:
        self.is_over = True
        if self._held is not None:
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


class _Line(smtplib.SMTP):
    def __init__(self, bound: Bound, *given: Any, **more: Any) -> None:
        self.bound = bound
        smtplib.SMTP.__init__(self, *given, **more)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # not in its stubs
        self.bound.hold(made)
        return made


class _SafeLine(smtplib.SMTP_SSL, _Line):
    """TLS from the first byte. Its own `_get_socket` lays it over the one above."""

    def __init__(self, bound: Bound, *given: Any, **more: Any) -> None:
        self.bound = bound
        smtplib.SMTP_SSL.__init__(self, *given, **more)


def enter(bound: Bound, here: str) -> smtplib.SMTP:
    """Return a line to the server, sealed and signed in as the settings say. Raises SMTPException, OSError."""
    place = (settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_PORT, here)
    server: smtplib.SMTP
    if settings.HEARTEN_SMTP_TLS == "tls":
        server = _SafeLine(bound, *place, timeout=ENTER_S, context=trust())
    else:
        server = _Line(bound, *place, timeout=ENTER_S)
    try:
        if settings.HEARTEN_SMTP_TLS == "starttls":
            server.starttls(context=trust())
        if settings.HEARTEN_SMTP_USER:
            server.login(settings.HEARTEN_SMTP_USER, settings.HEARTEN_SMTP_PASSWORD)
        server.ehlo_or_helo_if_needed()
        _patience(server, ANSWER_S)
    except BaseException:
        server.close()
        raise
    return server


def leave(server: smtplib.SMTP) -> None:
    """End a line, with a word where somebody listens."""
    with suppress(smtplib.SMTPException, OSError):
        _patience(server, ENTER_S)
        server.quit()
    server.close()


def _patience(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def trust() -> ssl.SSLContext:
    """Return whose certificates count: those that the machine trusts, for the name in HEARTEN_SMTP_HOST."""
    return ssl.create_default_context()
