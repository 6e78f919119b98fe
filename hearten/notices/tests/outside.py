"""What tests of the outside stand on: a real SMTP server on this machine, and people who chose to be written to."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import contextmanager
from email import message_from_bytes, policy
from uuid import UUID, uuid4

from aiosmtpd.controller import Controller

from hearten.notices import jobs, kinds
from hearten.notices.models import Channel
from hearten.notices.outside.carrying import WayIsDown
from hearten.notices.outside.codes import send_codes
from hearten.notices.outside.digests import give_digests
from hearten.notices.outside.fresh import think_of_fresh
from hearten.notices.outside.sending import send_due

CALM, URGENT, DUTY, AWAITED = "test_reply", "test_urgent", "test_duty", "test_awaited"
SENTENCE = "Somebody in low days replied to Ben"  # no kind of ours says so much: none of it may stand outside
FROM = "Neutral sender <post@place.example>"


class Letters:
    """An aiosmtpd handler that keeps what it took, and answers as it is told."""

    def __init__(self):
        self.taken, self.senders = [], []  # letters with their recipients; the envelope's senders
        self.to_address = self.to_data = ""  # an answer other than yes, such as "550 5.1.1 There is nobody"
        self.answers = {}  # the same about one recipient
        self.slow_to = ""  # about whom it does not answer for long
        self.holds_rcpt = self.holds_after = self.holding = (
            False  # it does not answer, before or after it took a letter
        )

    def open(self, port):
        self.controller = Controller(self, hostname="127.0.0.1", port=port)
        self.controller.start()

    def close(self):
        if self.controller is not None:
            self.controller.stop()
        self.controller = None

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        while self.holds_rcpt:
            self.holding = True
            await asyncio.sleep(0.02)
        if address == self.slow_to:
            await asyncio.sleep(2)
        if said := self.answers.get(address) or self.to_address:
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.to_data:
            return self.to_data
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.rcpt_tos, letter))
        self.senders.append(envelope.mail_from)
        while self.holds_after:
            await asyncio.sleep(0.02)
        return "250 OK"

    def ids(self):  # no property: for each connection aiosmtpd asks for each member of its handler
        """Return the Message-IDs of what was taken."""
        return [letter["Message-ID"] for _to, letter in self.taken]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def post_office(settings):
    """A server for the block, and settings that lead to it."""
    handler = Letters()
    settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_PORT = "127.0.0.1", free_port()
    settings.HEARTEN_SMTP_TLS, settings.HEARTEN_SMTP_FROM = "off", FROM
    handler.open(settings.HEARTEN_SMTP_PORT)
    try:
        yield handler
    finally:
        handler.close()


def know_kinds(monkeypatch):
    """Make kinds known for a test: that can wait, that cannot, about somebody looked after, for whom somebody waits."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    for name, how in (
        (CALM, {}),
        (URGENT, {"urgent": True}),
        (DUTY, {"duty": True}),
        (AWAITED, {"awaited": True}),
    ):
        kinds.register(kinds.Kind(name, lambda _told: SENTENCE, lambda told: f"/posts/{told.about}/", **how))


class Outside:
    """Does what the worker does, step by step."""

    def __init__(self, as_worker: Callable, as_seat: Callable):
        self.as_worker, self.as_seat = as_worker, as_seat

    def tell(self, person, kind=CALM, about: UUID | None = None, group=None):
        about = about or uuid4()
        group = str(group.id) if group else ""
        given = {"kind": kind, "about": str(about), "members": [str(person.id)], "group": group}
        self.as_worker(jobs.write_down.now, actor=None, **given)
        return about

    def think(self):
        self.as_worker(think_of_fresh, transactions=True)

    def give_digests(self):
        self.as_worker(give_digests, transactions=True)

    def send(self, channel=Channel.MAIL):
        """Send what is due; return the fault where the way is down."""
        faults = []

        def work():
            try:
                send_due(channel)
            except WayIsDown as fault:
                faults.append(str(fault))

        self.as_worker(work, transactions=True)
        return faults

    def send_codes(self):
        self.as_worker(send_codes, transactions=True)

    def write_to(self, person, address="ada@letters.example", **ways):
        """Let a person have confirmed an address, and wish for letters."""
        from hearten.kernel.clock import now
        from hearten.members.actions.profiles import keep_email
        from hearten.notices.models import Mailing
        from hearten.notices.outside.mail.addresses import ask_for_code
        from hearten.notices.outside.ways import keep_ways

        with self.as_seat(person) as seat:
            keep_email(seat, address)
            assert ask_for_code(seat)
            Mailing.objects.filter(member_id=seat.me).update(confirmed_at=now(), written_at=now())
            keep_ways(seat, mail=True, **{"quiet_from": None, "quiet_until": None, "wakes": "urgent", **ways})
