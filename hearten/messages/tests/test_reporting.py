"""What a report of a conversation is about decides who is called; and what the staff can then do about it."""

from typing import Any

import pytest

from hearten.messages.tests.conftest import FIRST, seated
from hearten.moderation.tests.conftest import send_report, whom_jobs_tell

CASE = "SELECT category, severity, due_at IS NOT NULL FROM moderation_case"
CONCERN = "SELECT kind, about, whose FROM safety_concern WHERE closed_at IS NULL"


@pytest.mark.parametrize(
    ("about", "case", "is_called"),
    [
        ("", ("sexual", 3, False), False),
        ("sexual", ("sexual", 3, False), False),
        ("danger", ("danger", 4, False), True),
        ("method", ("method", 4, True), False),
        ("other", ("other", 1, False), False),
    ],
)
def test_what_it_is_about_decides_who_is_called(
    cast: Any, pages: Any, superuser: Any, about: str, case: Any, is_called: bool
) -> None:
    talk = pages.open()
    assert pages.end(cast.ada, talk, "report", about=about).status_code == 302
    assert superuser.execute(CASE).fetchall() == [case]
    assert [(kind, item) for kind, item, _whose in superuser.execute(CONCERN).fetchall()] == (
        [("talk", talk)] if is_called else []
    )
    assert superuser.execute("SELECT count(*) FROM moderation_hold").fetchone() == (0,)
    assert superuser.execute("SELECT count(*) FROM moderation_act").fetchone() == (0,)


def test_a_word_that_is_no_choice_is_asked_again(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    answer = pages.end(cast.ada, talk, "report", about="raid", words="It was like this.")
    assert answer.status_code == 422 and "It was like this." in answer.content.decode()
    assert superuser.execute(CASE).fetchall() == []
    page = cast.ada.client.get(f"/messages/{talk}/end/").content.decode()
    for words in ("Contact that nobody asked for", "I am worried about them", "Ways to hurt oneself", "Something else"):
        assert words in page


def _case(superuser: Any) -> Any:
    return superuser.execute("SELECT id FROM moderation_case").fetchone()[0]


def _propose(cast: Any, pages: Any, superuser: Any) -> tuple[Any, str]:
    """Ada reports the conversation, and Mo proposes to end it and to close private contact for Ben."""
    talk = pages.open()
    pages.end(cast.ada, talk, "report", words="He will not stop.")
    address = f"/moderation/cases/{_case(superuser)}/step/"
    assert "End the conversation, and close private contact" in cast.mo.client.get(address).content.decode()
    said = {"step": "contact", "category": "sexual", "words": "You went on after a clear no."}
    assert cast.mo.client.post(address, said).status_code == 302
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    return talk, f"/moderation/proposals/{proposal}/answer/"


def _act(superuser: Any) -> Any:
    return superuser.execute("SELECT id FROM moderation_act WHERE step = 'contact'").fetchone()[0]


def test_nothing_happens_until_a_second_one_of_the_staff_agrees(cast: Any, pages: Any, superuser: Any) -> None:
    talk, second = _propose(cast, pages, superuser)
    assert ("proposal", str(cast.odile.id)) in whom_jobs_tell(superuser)
    assert pages.send(cast.ben, talk, "Are you there?").status_code == 302
    for person, answer in ((cast.mo, 403), (cast.ada, 404), (cast.ben, 404), (cast.cleo, 404)):
        assert person.client.post(second, {"agrees": "yes"}).status_code == answer, person.name
    page = cast.odile.client.get(f"/moderation/cases/{_case(superuser)}/").content.decode()
    assert "Proposed: end the conversation" in page and "I agree" in page
    assert cast.odile.client.post(second, {"agrees": "no"}).status_code == 302
    assert pages.send(cast.ben, talk, "Still here.").status_code == 302
    assert superuser.execute("SELECT count(*) FROM messages_closure").fetchone() == (0,)


def test_two_of_the_staff_end_it_and_close_private_contact(cast: Any, pages: Any, superuser: Any) -> None:
    talk, second = _propose(cast, pages, superuser)
    answer = cast.odile.client.post(second, {"agrees": "yes"}, follow=True)
    assert "You agreed. The conversation ended" in answer.content.decode()
    for person in (cast.ada, cast.ben):
        assert "This conversation has ended." in pages.page(person, talk)
        assert FIRST in pages.page(person, talk)
        assert pages.send(person, talk, "One more.").status_code == 403
    told = whom_jobs_tell(superuser)
    assert ("decision", str(cast.ben.id)) in told and ("report_decided", str(cast.ada.id)) in told
    assert "the conversation ended, and the person cannot write privately" in _text(cast.ada, "/reports/")
    decision = _text(cast.ben, f"/decisions/{_act(superuser)}/")
    assert "You went on after a clear no." in decision and "private contact is closed for you" in decision
    assert f'href="/messages/{talk}/"' in decision and "He will not stop." not in decision
    acts = superuser.execute("SELECT step, by_name, second_name FROM moderation_act").fetchall()
    assert acts == [("contact", "Mo", "Odile")]


def _text(person: Any, address: str) -> str:
    return str(person.client.get(address).content.decode())


def test_it_holds_for_everybody_and_an_answer_to_a_question_ends_it(
    cast: Any, pages: Any, superuser: Any, as_seat: Any
) -> None:
    from django.db import ProgrammingError

    from hearten.messages.models import Contact

    talk, second = _propose(cast, pages, superuser)
    cast.odile.client.post(second, {"agrees": "yes"})
    assert "It is closed for you" in _text(cast.ben, "/you/private-contact/")
    assert pages.switch(cast.ben).status_code == 403
    with pytest.raises(ProgrammingError, match="row-level security"), as_seat(cast.ben) as seat:
        Contact(member_id=seat.me, since=pages.clock.now()).save(force_insert=True)
    rue, place = pages.newcomer("Rue", cast.group)
    refused = pages.ask(cast.ben, place)
    assert refused.status_code == 403 and "Private contact is closed for you." in refused.content.decode()
    assert pages.ask(rue, cast.ben_in_group).status_code == 403
    assert cast.ben.client.post(f"/decisions/{_act(superuser)}/", {"words": "I did stop."}).status_code == 302
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    for person in (cast.mo, cast.odile):
        assert person.client.post(f"/moderation/appeals/{appeal}/", _REVERSED).status_code == 403, (
            "they had a part in it"
        )
    _joins_the_staff(cast.cleo, superuser)
    answered = cast.cleo.client.post(f"/moderation/appeals/{appeal}/", _REVERSED)
    assert answered.status_code == 302, answered.content.decode()
    assert pages.switch(cast.ben).status_code == 302
    assert pages.ask(cast.ben, place).status_code == 302
    assert "This conversation has ended." in pages.page(cast.ada, talk), "it stays ended"


def _joins_the_staff(person: Any, superuser: Any) -> None:
    from hearten.members.models import Member
    from tests.coming_together import _second_factor

    standing = "INSERT INTO members_standing (id, member_id, role, name, given_at) "
    standing += "VALUES (gen_random_uuid(), %s, 'moderator', %s, now())"
    superuser.execute(standing, [person.id, person.name])
    with seated(person):
        _second_factor(Member.objects.get(pk=person.id))


_REVERSED = {"answer": "reversed", "words": "You did stop. We read it wrong."}


def test_a_post_knows_no_such_step(cast: Any, pages: Any, superuser: Any) -> None:
    send_report(cast.ben, cast.reply)
    superuser.execute("UPDATE groups_membership SET role = 'co_facilitator' WHERE id = %s", [cast.ben_in_group.id])
    superuser.execute("UPDATE moderation_whom SET member_id = %s", [cast.cleo.id])
    address = f"/moderation/cases/{_case(superuser)}/step/"
    assert 'value="contact"' not in _text(cast.ada, address)
    said = {"step": "contact", "category": "sexual", "words": "Not here."}
    refused = cast.ada.client.post(address, said)
    assert refused.status_code == 403 and "This is no private conversation." in refused.content.decode()
