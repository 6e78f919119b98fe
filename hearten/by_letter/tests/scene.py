"""What tests of letters stand on: letters that went out over a real server, and a real door that answers knock at."""

import re
import smtplib
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import make_msgid

import pytest

from hearten.by_letter import actions, jobs
from hearten.by_letter.place import place
from hearten.by_letter.receiving import Doorway
from hearten.notices.tests.outside import free_port
from hearten.notices.tests.test_letters import MINUTE, become_due, office, outside

__all__ = ["letters", "office", "outside", "reply_to"]
DOMAIN = "answers.place.example"
BEN = "ben@mail.example"
WORDS = "I slept until six today. That is new."


class Letters:
    """Ben's letters: what goes out to him, and what he answers; each step in the worker, as it is on a live site."""

    def __init__(self, outside, office, clock, cast, superuser, settings):
        self.outside, self.office, self.clock = outside, office, clock
        self.cast, self.superuser, self.settings = cast, superuser, settings
        self.port = 0
        self.before = [one for (one,) in superuser.execute("SELECT id FROM threads_post").fetchall()]

    def goes_out(self, person=None, about=None, kind="reply", address=BEN):
        """Let somebody get one letter about one thing, and return it."""
        self.outside.tell(person or self.cast.ben, kind, about or self.cast.reply.id)
        become_due(self.outside, self.clock)
        become_due(self.outside, self.clock, 61 * MINUTE)
        to, letter = self.office.taken[-1]
        assert to == [address]
        return letter

    def back(self):
        """Return the envelope's sender of the last letter that went out."""
        return self.office.senders[-1]

    @contextmanager
    def knocking(self):
        """A line to the door."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as line:
            line.ehlo("mx.place.example")
            yield line

    def open(self, work):
        """Do something while the door is open."""
        self.outside.as_worker(lambda: self._open(work), transactions=True)

    def _open(self, work):
        doorway = Doorway(place())
        doorway.open()
        try:
            work()
        finally:
            doorway.close()

    def come_in(self, *letters):
        """Have letters knock, each (to, sender of the envelope, bytes). Returns the answers' codes."""
        codes = []

        def work():
            for to, sender, raw in letters:
                with self.knocking() as line:
                    line.mail(sender)
                    code, _said = line.rcpt(to)
                    codes.append(code if code >= 400 else line.data(re.sub(rb"\r?\n", b"\r\n", raw))[0])

        self.open(work)
        return codes

    def answer(self, to, words=WORDS, author=BEN, sender=BEN, **headers):
        """Answer with a letter. Returns the code."""
        return self.come_in((to, sender, self.made(to, words, author, **headers)))[0]

    def made(self, to, words=WORDS, author=BEN, **headers):
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = author, to, "Re: You have something new"
        for name, value in {"Message-ID": make_msgid(domain="mail.example"), **headers}.items():
            made[name.replace("_", "-")] = value
        made.set_content(words)
        return made.as_bytes()

    def run_jobs(self):
        """Do what waits for the worker, and return the arguments of each job."""
        sql = "DELETE FROM procrastinate_jobs WHERE task_name LIKE 'by_letter.%' RETURNING task_name, args"
        done = []
        while found := self.superuser.execute(sql).fetchall():
            for name, args in found:
                done.append(args)
                given = {key: value for key, value in args.items() if key != "acting_member"}
                work = {"by_letter.post": jobs.post_letter, "by_letter.look": jobs.look}[name]
                self.outside.as_worker(work.now, actor=self.outside_id(args["acting_member"]), **given)
        return done

    def outside_id(self, text):
        return next(one.id for one in self.cast.people if str(one.id) == text)

    def rows(self, columns="how, why, files", table="letter"):
        order = {"letter": "came_at", "wayback": "made_at"}[table]
        return self.superuser.execute(f"SELECT {columns} FROM by_letter_{table} ORDER BY {order}").fetchall()

    def replies(self, thread=None):
        """Return what came into a conversation since the beginning."""
        sql = "SELECT body, membership_id, mask_id FROM threads_post WHERE thread_id = %s AND id <> ALL (%s) "
        sql += "ORDER BY made_at"
        return self.superuser.execute(sql, [(thread or self.cast.thread).id, self.before]).fetchall()

    def notices(self, person=None):
        sql = "SELECT kind FROM notices_notice WHERE member_id = %s AND kind LIKE 'letter%%' ORDER BY made_at"
        return [kind for (kind,) in self.superuser.execute(sql, [(person or self.cast.ben).id]).fetchall()]


def letters_come_in(settings):
    """Switch it on, as an operator does."""
    settings.HEARTEN_LETTERS_AT, settings.HEARTEN_LETTERS_DOMAIN = f"127.0.0.1:{free_port()}", DOMAIN
    return place().port


def wants(as_seat, person):
    with as_seat(person) as seat:
        actions.want(seat)


@pytest.fixture
def letters(outside, office, clock, cast, superuser, settings, as_seat):
    """Ben has letters, and wants to answer them."""
    post = Letters(outside, office, clock, cast, superuser, settings)
    post.port = letters_come_in(settings)
    outside.write_to(cast.ben, BEN)
    wants(as_seat, cast.ben)
    return post


@pytest.fixture
def reply_to(letters):
    """The address at which Ben can answer a reply of Ada's."""
    return letters.goes_out()["Reply-To"]
