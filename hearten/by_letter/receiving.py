"""The door that the operator's mail server knocks at: SMTP and LMTP (RFC 5321, RFC 2033), with bounds on everything.

One letter goes to one address: whoever names a second is told to begin another letter, so that each answer is about one
(and LMTP's answer for each address and SMTP's for all are the same). Nothing that a client says reaches a log.
"""

import asyncio
import logging
import os
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

from hearten.by_letter import taking
from hearten.by_letter.parsed import MOST_BYTES
from hearten.by_letter.place import Place, domain

log = logging.getLogger("hearten.by_letter")

MOST_AT_ONCE = 32
HANDS = 4  # letters that are looked at in the database at once
IDLE_S = 30.0
LONGEST_S = 180.0  # of one connection, however little by little it talks
COMMANDS = 200  # of each kind in one connection
OPENS_WITHIN_S = 10.0
FULL = b"421 4.3.2 Too many at once. Try again later\r\n"
ONE_AT_A_TIME = "452 4.5.3 One address for each letter"


class Line(SMTP):
    """One connection. `LHLO` begins it as `EHLO` does."""

    line_length_limit = 16_384  # some programs write a page of HTML on one line
    local_part_limit = 64

    def __init__(self, doorway: "Doorway", **more: Any) -> None:
        self._doorway, self._end = doorway, None  # type: tuple[Doorway, asyncio.TimerHandle | None]
        super().__init__(doorway, **more)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        assert isinstance(transport, asyncio.Transport)
        self._end = self.loop.call_later(LONGEST_S, transport.abort)
        self._doorway.lines.add(self)
        if len(self._doorway.lines) > MOST_AT_ONCE:
            transport.write(FULL)
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self._doorway.lines.discard(self)
        if self._end:
            self._end.cancel()
        super().connection_lost(error)

    async def smtp_LHLO(self, arg: str) -> None:
        """Begin as a mail server that delivers (RFC 2033, 4.1)."""
        await self.smtp_EHLO(arg)


class Doorway:
    """Listens in a thread of its own, and answers what aiosmtpd asks it of each letter."""

    def __init__(self, place: Place) -> None:
        self.place, self.lines = place, set()  # type: tuple[Place, set[Line]]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: asyncio.AbstractServer | None = None
        self._hands = ThreadPoolExecutor(HANDS, "letter")

    @property
    def is_open(self) -> bool:
        """Whether somebody who knocks is answered."""
        return self._server is not None and self._server.is_serving()

    def open(self) -> None:
        """Begin to listen. Raises OSError where that place is taken, or not ours."""
        logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)  # aiosmtpd's: it would name addresses
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="letters", daemon=True).start()
        try:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(OPENS_WITHIN_S)
        except BaseException:
            self._end_loop()
            raise

    def close(self) -> None:
        """Listen no more. A letter that is just being taken is not heard as taken, and comes again."""
        if self._loop is not None:
            with suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(OPENS_WITHIN_S)
            self._end_loop()
        self._hands.shutdown(wait=True, cancel_futures=True)

    async def _listen(self) -> asyncio.AbstractServer:
        loop = asyncio.get_running_loop()
        if self.place.socket:
            _remove_old(Path(self.place.socket))
            server = await loop.create_unix_server(self._line, self.place.socket)
            os.chmod(self.place.socket, 0o660)  # the mail server's group hands letters over
            return server
        return await loop.create_server(self._line, self.place.host, self.place.port)

    async def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
        for line in list(self.lines):
            if line.transport is not None:
                line.transport.close()

    def _end_loop(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._loop = self._server = None

    def _line(self) -> Line:
        return Line(
            self, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, hostname=domain(), ident="ready", timeout=IDLE_S,
            auth_exclude_mechanism=["LOGIN", "PLAIN"], command_call_limit={"*": COMMANDS}, loop=self._loop,
        )  # fmt: skip

    async def handle_RCPT(self, _line: SMTP, _session: Session, envelope: Envelope, address: str, _more: Any) -> str:
        """Answer whether letters to an address are taken."""
        if envelope.rcpt_tos:
            return ONE_AT_A_TIME
        if not await self._do(taking.is_known, address):
            return taking.NO
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Yes"

    async def handle_DATA(self, _line: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter. What is answered is true when it is said: the row is committed."""
        content = envelope.original_content or b""
        answer: str = await self._do(taking.take, envelope.rcpt_tos[0], envelope.mail_from or "", content)
        return answer

    async def handle_exception(self, error: Exception) -> str:
        """Have a letter come again when something is wrong here, such as a database that is away."""
        log.error("a letter could not be taken, and comes again: %s", type(error).__name__)
        return taking.LATER

    async def _do(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._hands, _with_a_connection, work, given)


def _with_a_connection(work: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    """Letters are few: each has a connection of its own, which none that broke before can spoil."""
    try:
        return work(*given)
    finally:
        connection.close()


def _remove_old(socket: Path) -> None:
    """Remove the socket of a worker that was killed; nothing else that has its name."""
    with suppress(FileNotFoundError):
        if stat.S_ISSOCK(socket.stat().st_mode):
            socket.unlink()
