"""What leaves this place says nothing: not a word of anybody, no name, no title, not even what kind of news it is.

Words that stand nowhere else are written in a group through the pages; then every kind of notice that exists goes
outside by letter, digest and push, and all that left, all that was logged and all that waited in a queue is searched.
"""

import logging
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hearten.notices import jobs, kinds
from hearten.notices.models import Channel, Notice
from hearten.notices.outside import faults
from hearten.notices.outside.digests import give_digests
from hearten.notices.outside.fresh import think_of_fresh
from hearten.notices.outside.sending import send_due
from hearten.notices.tests.outside import FROM, Outside, post_office
from hearten.notices.tests.push_service import Browser, service
from tests.apart import begin, reply

pytestmark = pytest.mark.django_db
__all__ = ["service"]

WORD = "kanarie"  # in no word of ours
TOKEN = re.compile(r"/letters/[\w-]{20,}/end/")
ADDRESS = "ada@letters.example"


class Everything:
    """Whatever left this place, was logged or waited in a queue."""

    def __init__(self, office, service, phone, superuser, caplog):
        self.office, self.service, self.phone, self.superuser, self.caplog = office, service, phone, superuser, caplog

    def letters(self):
        return [f"{sender} {to} {letter.as_string()} {letter.get_content()}"
                for sender, (to, letter) in zip(self.office.senders, self.office.taken, strict=True)]  # fmt: skip

    def pushes(self):
        return [f"{path} {headers} {self.phone.opened(body).decode()}" for path, headers, body in self.service.arrived]

    def rows(self):
        tables = ("procrastinate_jobs", "notices_notice", "notices_fresh", "notices_outgoing", "notices_digest",
                  "notices_groupchoice", "notices_trouble")  # fmt: skip
        return [row for table in tables for (row,) in self.superuser.execute(f"SELECT t::text FROM {table} t")]

    def logged(self):
        """All that hearten, Django and their libraries said; the servers of the test itself are none of them."""
        own = [one for one in self.caplog.records if one.name.partition(".")[0] not in ("mail", "asyncio", "aiosmtpd")]
        return [f"{one.getMessage()} {one.args} {one.exc_text}" for one in own]


@pytest.fixture
def all_of_it(cast, as_seat, as_worker, clock, settings, superuser, service, caplog):
    """Ada leads a group of canaries, has confirmed an address, and a phone that is told."""
    settings.HEARTEN_TIME_ZONE = "Europe/Berlin"
    for each in faults._refused.values():
        each.clear()
    superuser.execute("UPDATE groups_group SET title = 'Kanarietitle', who_for = 'Kanarietopic' WHERE id = %s",
                      [cast.group.id])  # fmt: skip
    superuser.execute("UPDATE members_profile SET name = 'Kanarie' || left(member_id::text, 4)")
    superuser.execute("UPDATE groups_membership SET name = 'Kanarie' || left(id::text, 4)")
    caplog.set_level(logging.WARNING, "mail.log")  # the test's own mail server
    with caplog.at_level(logging.DEBUG), post_office(settings) as office:
        outside = Outside(as_worker, as_seat)
        outside.write_to(cast.ada, ADDRESS)
        phone = Browser(service.endpoint)
        assert cast.ada.client.post("/you/news/devices/", phone.told | {"name": "kanariephone"}).status_code == 302
        yield outside, Everything(office, service, phone, superuser, caplog)


def out(clock, span):
    """Do what the worker does, after a while."""
    clock.pass_(span)
    think_of_fresh()
    give_digests()
    for channel in Channel:
        send_due(channel)


def written(cast, superuser, as_worker):
    """Have people write through the pages, and the worker do what that asked for; return the ids of what they wrote."""
    words = {"title": "Kanarietitle of it", "body": "Kanariewords that nobody else reads."}
    thread = begin(cast.ben, cast.group.id, **words, note="Kanarienote")
    ids = [
        thread,
        reply(cast.ben, cast.thread.id, "Kanariereply."),
        begin(cast.ben, cast.group.id, **words, kind="hello"),
    ]
    waiting = "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
    for (args,) in superuser.execute(waiting).fetchall():
        actor = UUID(args.pop("acting_member"))
        as_worker(jobs.write_down.now, actor=actor, **args)
    return ids


def test_nothing_of_what_is_new_leaves_by_any_way_in_any_kind(all_of_it, cast, clock, superuser, as_worker):
    _outside, everything = all_of_it
    assert cast.ada.client.post(f"/you/news/groups/{cast.group.id}/", {"what": "all"}).status_code == 302
    ids = written(cast, superuser, as_worker)
    assert Notice.objects.using("keeper").filter(member_id=cast.ada.id).count() >= 3, "the story reached her"
    daily = {"mail": "yes", "pace": "day", "digest_at": "18:00", "wakes": "urgent"}
    assert cast.ada.client.post("/you/news/", daily).status_code == 302
    as_worker(lambda: ids.extend(every_kind(everything, cast, clock)), transactions=True)
    ids += [str(cast.group.id), str(cast.ada.id), str(cast.ben.id)]
    assert {TOKEN.sub("", _alike(one)) for one in everything.letters()} == {
        TOKEN.sub("", _alike(everything.letters()[0]))
    }
    assert len({_of_one_push(one) for one in everything.pushes()}) == 1, "each push is like any other"
    left = everything.letters() + everything.pushes()
    names = [name for name in kinds.known() if "_" in name]
    for said in (*ids, *names, "kanariephone", cast.group.slug or "low-days"):
        assert not [one for one in left if said in one], said
    assert not [one for one in (*left, *everything.rows(), *everything.logged()) if WORD in one.casefold()]
    assert not [one for one in (*everything.pushes(), *everything.rows(), *everything.logged()) if ADDRESS in one]


def every_kind(everything, cast, clock):
    """Have each kind that exists go out, alone, by letter and push; return the ids of what they were about."""
    out(clock, timedelta(days=1))
    rows, ids, sent = Notice.objects.using("keeper"), [], len(everything.office.taken)
    assert sent == len(everything.service.arrived) == 1
    for name in kinds.known():
        about = uuid4()
        rows.create(member_id=cast.ada.id, kind=name, group_id=cast.group.id, about=about, made_at=clock.now())
        out(clock, timedelta(days=1))
        out(clock, timedelta(minutes=3))  # where somebody waits, none waits for the digest, and it is gathered first
        rows.filter(about=about).update(seen_at=clock.now())
        ids.append(str(about))
        sent += 1
        assert sent == len(everything.office.taken) == len(everything.service.arrived), name
    return ids


def _alike(letter):
    """Return a letter without what differs: which it is, and of when."""
    gone = re.sub(r"(?m)^(Message-ID|Date|X-Peer|X-MailFrom|X-RcptTo|Received):.*(\n[ \t].*)*", "", letter)
    assert FROM in gone and ADDRESS in gone
    return gone


def _of_one_push(push):
    """Return a push without the signature, whose time differs, and the port of the test's own server."""
    return re.sub(r"'(authorization|crypto-key|content-length)': '[^']*'", "", push, flags=re.IGNORECASE)


def test_a_code_letter_says_no_more(all_of_it, cast, superuser):
    outside, everything = all_of_it
    with outside.as_seat(cast.ada) as seat:
        from hearten.notices.outside.mail.addresses import ask_for_code

        assert ask_for_code(seat)
    outside.send_codes()
    (letter,) = everything.letters()
    assert "Subject: Your code for hearten" in letter
    assert not [one for one in (letter, *everything.rows(), *everything.logged()) if WORD in one.casefold()]
    assert str(cast.ada.id) not in letter
