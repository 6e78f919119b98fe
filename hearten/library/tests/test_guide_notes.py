"""What really happened: who reads it, how waits are said, holds, distances, taking back and leaving."""

from typing import Any
from uuid import uuid4

from hearten.library.tests.guiding import group_guide, house_guide, page, rows, told


def note_of(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"].partition("#n-")[2])


def test_beside_a_guide_of_the_house_one_reads_ones_own_groups_alone(cast: Any) -> None:
    guide = house_guide(cast)
    note = note_of(told(cast.ben, guide, cast.hidden_group))
    assert "They rang back at noon." in page(cast.ada, guide)
    for person in (cast.cleo, cast.dov, cast.odile):
        assert "They rang back" not in page(person, guide)
        assert person.client.get(f"/guide-notes/{note}/").status_code == 404
    assert told(cast.ben, guide, cast.other_group).status_code == 404
    assert cast.dov.client.get(f"/groups/{cast.group.id}{guide}notes/").status_code == 404


def test_it_stands_beside_its_step_and_stays_when_the_step_goes(cast: Any) -> None:
    from hearten.library.tests.guiding import GUIDE

    guide = group_guide(cast)
    step = rows("GuideStep").get(place=1)
    note_of(told(cast.ben, guide, cast.group, step=str(step.id)))
    assert page(cast.ada, guide).index("They rang back") < page(cast.ada, guide).index("Write down what you need")
    one = {"step_id": [""], "step_title": ["Only this"], "step_words": ["Do it."]}
    assert cast.ada.client.post(f"{guide}edit/", {**GUIDE, **one}).status_code == 302
    assert "They rang back" in page(cast.ada, guide)


def test_a_step_of_another_guide_is_refused(cast: Any) -> None:
    guide, other = group_guide(cast), house_guide(cast)
    step = rows("GuideStep", group=None).first()
    assert told(cast.ben, guide, cast.group, step=str(step.id)).status_code == 404
    assert other and not rows("GuideNote").exists() and not rows("GuideNoteOwner").exists()


def test_waits_are_honest_spans_of_people(cast: Any) -> None:
    guide = group_guide(cast)
    wait = {"kind": "wait", "body": ""}
    assert told(cast.ben, guide, cast.group, **wait).status_code == 422
    first = note_of(told(cast.ben, guide, cast.group, **wait, weeks="11"))
    assert "One person told how long they waited: 11 weeks." in page(cast.ada, guide)
    again = told(cast.ben, guide, cast.group, **wait, weeks="2")
    assert again.status_code == 403 and "already" in again.content.decode()
    note_of(told(cast.ada, guide, cast.group, **wait, weeks="3"))
    assert "2 people waited 3 to 11 weeks." in page(cast.ben, guide)
    assert cast.ben.client.post(f"/guide-notes/{first}/withdrawal/").status_code == 302
    assert "One person told how long they waited: 3 weeks." in page(cast.ben, guide)


def test_a_wait_told_in_a_group_that_one_left_is_not_told_again(cast: Any) -> None:
    guide = house_guide(cast)
    wait = {"kind": "wait", "body": "", "weeks": "11"}
    note_of(told(cast.ben, guide, cast.group, **wait))
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept"}).status_code == 302
    again = told(cast.ben, guide, cast.hidden_group, **wait)
    assert again.status_code == 403 and "a group that you have left" in again.content.decode()


def test_spans_are_said_in_every_size() -> None:
    from types import SimpleNamespace

    from hearten.library.reading_guides import waited

    def said(*weeks: int) -> str:
        notes = [SimpleNamespace(note=SimpleNamespace(kind="wait", weeks=one), held=False) for one in weeks]
        return waited(notes)  # type: ignore[arg-type]  # only what it looks at

    assert said() == ""
    assert said(1) == "One person told how long they waited: 1 week."
    assert said(4, 4) == "2 people waited 4 weeks."
    assert said(0, 0) == "2 people waited less than a week."
    assert said(0, 5) == "2 people waited from less than a week to 5 weeks."
    assert said(3, 11, 5, 9) == "4 people waited 3 to 11 weeks."


def test_a_hidden_name_is_nobodys_to_read_and_still_ones_own(cast: Any, superuser: Any) -> None:
    guide = group_guide(cast)
    note = note_of(told(cast.ben, guide, cast.group, masked="on"))
    assert rows("GuideNote").get().membership_id is None
    shown = page(cast.ada, guide)
    assert "Somebody, low days" in shown and "Ben" not in shown.split("They rang back")[1].split("</li>")[0]
    assert cast.ada.client.post(f"/guide-notes/{note}/withdrawal/").status_code == 404
    assert "Take these words back" in page(cast.ben, f"/guide-notes/{note}/")


def test_taken_back_words_are_gone_everywhere(cast: Any, superuser: Any) -> None:
    guide = group_guide(cast)
    note = note_of(told(cast.ben, guide, cast.group, region="Leeds"))
    assert cast.ben.client.post(f"/guide-notes/{note}/withdrawal/").status_code == 302
    row = rows("GuideNote").get()
    assert (row.body, row.html, row.region) == ("", "", "")
    assert "took these words back" in page(cast.ada, f"/guide-notes/{note}/")
    assert cast.ben.client.post(f"/guide-notes/{note}/withdrawal/").status_code == 403


def test_what_was_sent_twice_lands_once(cast: Any) -> None:
    guide, key = group_guide(cast), str(uuid4())
    first = note_of(told(cast.ben, guide, cast.group, client_id=key))
    assert note_of(told(cast.ben, guide, cast.group, client_id=key)) == first
    other = told(cast.ben, guide, cast.group, client_id=key, body="Other words.")
    assert other.status_code == 403 and rows("GuideNote").count() == 1


def test_words_that_say_how_are_held_and_can_be_removed_and_brought_back(cast: Any, superuser: Any) -> None:
    guide = group_guide(cast)
    told(cast.ben, guide, cast.group, body="Take 40 pills of it with vodka and you will not wake up.")
    note = str(rows("GuideNote").get().id)  # what sounds like danger leads to the panel first
    assert "will not wake up" in page(cast.ben, guide) and "Not shown to the group" in page(cast.ben, guide)
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    assert "will not wake up" not in page(cast.ada, guide)
    (was,) = superuser.execute("SELECT moderation_guidenote_take(%s)", [note]).fetchone()
    assert "vodka" in was["body"] and rows("GuideNote").get().body == ""
    from psycopg.types.json import Jsonb

    superuser.execute("SELECT moderation_guidenote_bring(%s, %s)", [note, Jsonb(was)])
    assert "vodka" in rows("GuideNote").get().body and not rows("GuideNoteWithdrawal").exists()


def test_it_can_be_reported_by_others(cast: Any) -> None:
    from django.urls import reverse

    note = note_of(told(cast.ben, group_guide(cast), cast.group))
    report = reverse("moderation:report", args=["guidenote", note])
    assert "They rang back at noon." in page(cast.ada, report)
    assert cast.ben.client.get(report).status_code == 403, "one does not report one's own words"
    assert cast.cleo.client.get(report).status_code == 404


def test_a_distance_holds_beside_guides_too(cast: Any, superuser: Any) -> None:
    """In a group that neither of the two looks after: who leads keeps seeing everything."""
    guide = house_guide(cast)
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    note_of(told(cast.ben, guide, cast.group, body="Before, with a name hidden.", masked="on"))
    assert cast.ada.client.post(f"/posts/{cast.post.id}/distance/", {"kind": "mute"}).status_code == 302
    note_of(told(cast.ben, guide, cast.group, body="Under my name."))
    note_of(told(cast.ben, guide, cast.group, body="After, with a name hidden.", masked="on"))
    shown = page(cast.ada, guide)
    assert "Before, with a name hidden." in shown, "or else it would vanish with its owner's name"
    assert "Under my name." not in shown and "After, with a name hidden." not in shown


def test_who_leaves_takes_all_of_it_along_or_leaves_it(cast: Any) -> None:
    guide = house_guide(cast)
    note_of(told(cast.ben, guide, cast.group, masked="on"))
    note_of(told(cast.ben, guide, cast.hidden_group, body="This stays."))
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"}).status_code == 302
    shown = page(cast.ada, guide)
    assert "They rang back" not in shown and "This stays." in shown


def test_a_note_without_a_name_does_not_say_that_its_writer_left(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights

    guide = house_guide(cast)
    masked = note_of(told(cast.ben, guide, cast.group, masked="on"))
    signed = note_of(told(cast.ben, guide, cast.group))
    elsewhere = note_of(told(cast.ben, guide, cast.hidden_group, masked="on"))
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"}).status_code == 302
    with as_seat(cast.ben) as seat:  # and for good
        next(one for one in rights.erasures() if one.name == "library_guides").run(seat, "erased")
    assert "left the group" in page(cast.ada, f"/guide-notes/{signed}/")
    for note in (masked, elsewhere):
        shown = page(cast.ada, f"/guide-notes/{note}/")
        assert "The writer took these words back." in shown and "left the group" not in shown


def test_a_copy_has_it_and_an_erasure_takes_it(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights

    guide = house_guide(cast)
    note_of(told(cast.ben, guide, cast.group, masked="on", region="Leeds"))
    with as_seat(cast.ben) as seat:
        found = next(one for one in rights.exported() if one.name == "guide_notes").read(seat)
        assert found[0]["body"] == "They rang back at noon." and found[0]["masked"] and found[0]["region"] == "Leeds"
        next(one for one in rights.erasures() if one.name == "library_guides").run(seat, "erased")
    assert rows("GuideNote").get().body == "" and not rows("GuideNoteOwner").exists()


def test_kept_words_lead_to_nobody(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights

    note_of(told(cast.ben, house_guide(cast), cast.group, masked="on"))
    with as_seat(cast.ben) as seat:
        next(one for one in rights.erasures() if one.name == "library_guides").run(seat, "kept")
    assert rows("GuideNote").get().body == "They rang back at noon." and not rows("GuideNoteOwner").exists()


def test_a_group_that_erases_erases_it(cast: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.members import retention

    note_of(told(cast.ben, house_guide(cast), cast.group))
    superuser.execute("UPDATE groups_group SET keeps = 'erase', keeps_days = 30 WHERE id = %s", [cast.group.id])
    superuser.execute("UPDATE library_guidenote SET made_at = now() - interval '29 days'")
    assert {one.rule.name: one.rows for one in retention.due()}["guide_notes"] == 0
    superuser.execute("UPDATE library_guidenote SET made_at = now() - interval '31 days'")
    assert {one.rule.name: one.rows for one in retention.due()}["guide_notes"] == 1
    as_worker(lambda: retention.sweep("night"))
    assert not rows("GuideNote").exists() and not rows("GuideNoteOwner").exists()


def test_notes_are_looked_at_before_they_are_sent(cast: Any) -> None:
    guide = group_guide(cast)
    answer = told(cast.ben, guide, cast.group, body="Write to me at ben@example.org if you like.")
    assert answer.status_code == 422 and "ben@example.org" in answer.content.decode()


def test_nobody_becomes_the_owner_of_a_forgotten_note(cast: Any, as_seat: Any) -> None:
    import pytest
    from django.db import ProgrammingError

    from hearten.kernel.clock import now
    from hearten.library.models import GuideNoteOwner

    note = note_of(told(cast.ben, house_guide(cast), cast.group, masked="on"))
    GuideNoteOwner.objects.using("keeper").all().delete()
    with pytest.raises(ProgrammingError), as_seat(cast.ada) as seat:
        GuideNoteOwner(note_id=note, member_id=seat.me, client_id=uuid4(), at=now()).save(force_insert=True)
