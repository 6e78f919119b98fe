"""Muting and blocking: whose words are out of whose sight, what stays, and what masks keep to themselves."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection

from hearten.members import limits
from hearten.members.models import Distance
from hearten.notices.models import Notice
from hearten.threads.models import Post, Thread, Witness
from tests.apart import Scene, begin, end_distances, keep_distance, nod, page, reply, scene


@pytest.fixture
def there(cast: Any) -> Scene:
    return scene(cast)


def _thread(there: Scene, person: Any, thread: Any = None) -> str:
    return page(person, f"/threads/{thread or there.cast.thread.id}/")


def _rows(there: Scene, person: Any) -> str:
    return page(person, f"/groups/{there.cast.group.id}/")


def test_a_mute_is_one_way(there: Scene) -> None:
    ben, dov = there.cast.ben, there.cast.dov
    keep_distance(ben, there.dovs_reply, "mute")
    shown = _thread(there, ben)
    assert "dovecote" not in shown  # the words, and Cleo's quote of them
    assert "That stays with me." in shown
    assert "A walk by the canal" not in _rows(there, ben)
    assert ben.client.get(f"/threads/{there.dovs_thread}/").status_code == 404
    assert "The long way round" in _rows(there, dov)
    assert "I know that benchlike silence." in _thread(there, dov, there.dovs_thread)
    reply(dov, there.cast.thread.id, "Still talking to you.")
    assert "Still talking to you." not in _thread(there, ben)
    nod(dov, there.cast.post.id)


def test_a_block_goes_both_ways(there: Scene) -> None:
    ben, dov = there.cast.ben, there.cast.dov
    keep_distance(ben, there.dovs_reply)
    assert "dovecote" not in _thread(there, ben)
    assert "The long way round" not in _rows(there, dov)
    for address in (
        f"/threads/{there.cast.thread.id}/",
        f"/posts/{there.bens_reply}/",
        f"/posts/{there.cast.post.id}/",
    ):
        assert dov.client.get(address).status_code == 404
    for verb in ("nod", "heard", "permission", "distance"):
        assert dov.client.post(f"/posts/{there.bens_reply}/{verb}/", {"kind": "block"}).status_code == 404
    sent = {"body": "Are you there?", "client_id": str(there.cast.ben.id)}
    assert dov.client.post(f"/threads/{there.cast.thread.id}/replies/", sent).status_code == 404
    assert "benchlike" not in _thread(there, dov, there.dovs_thread)


def test_a_third_person_sees_everything(there: Scene) -> None:
    cleo = there.cast.cleo
    before = [_thread(there, cleo), _rows(there, cleo), _thread(there, cleo, there.dovs_thread)]
    keep_distance(there.cast.ben, there.dovs_reply)
    after = [_thread(there, cleo), _rows(there, cleo), _thread(there, cleo, there.dovs_thread)]
    words = ("dovecote", "Dov has been there too", "The long way round", "A walk by the canal", "benchlike")
    assert [[word in text for word in words] for text in after] == [[word in text for word in words] for text in before]
    assert all(any(word in text for text in after) for word in words[:1] + words[2:])


def test_nods_and_counts_leave_them_out(there: Scene) -> None:
    ben = there.cast.ben
    assert "Dov" in _thread(there, ben)
    keep_distance(ben, there.dovs_reply)
    assert "Dov" not in _thread(there, ben)
    assert "4 replies" in _rows(there, there.cast.cleo)
    assert "3 replies" in _rows(there, ben)


def test_a_reply_out_of_sight_moves_nothing(there: Scene, as_seat: Any) -> None:
    from hearten.threads import reading

    with as_seat(there.cast.ben) as seat:
        keep_distance(there.cast.ben, there.dovs_reply)
        order = [(row.id, row.last_at) for row in reading.rows(seat, there.cast.group.id) if row.mask_id]
    reply(there.cast.dov, there.cast.masked.id, "Under cover again.", masked="on")
    with as_seat(there.cast.ben) as seat:
        after = [(row.id, row.last_at) for row in reading.rows(seat, there.cast.group.id) if row.mask_id]
    assert order == after


def test_who_was_answered_by_somebody_out_of_sight_still_waits(there: Scene) -> None:
    cleos = begin(there.cast.cleo, there.cast.group.id, "Nobody yet", "Is somebody here?")
    keep_distance(there.cast.ben, there.dovs_reply)
    reply(there.cast.dov, cleos, "I am.")
    home = page(there.cast.ben, "/")
    assert home.count("Nobody yet") == 2  # the newest, and those who wait
    assert "Nobody yet" in page(there.cast.ben, f"/groups/{there.cast.group.id}/?show=waiting")


def test_who_looks_after_the_group_keeps_seeing_everything(there: Scene) -> None:
    ada, ben = there.cast.ada, there.cast.ben
    keep_distance(ben, there.cast.reply.id)  # Ben blocks Ada
    assert "I woke up at four again" in _thread(there, ada)
    shown = _thread(there, ben)
    assert "Four in the morning is a lonely hour." not in shown
    about = page(ben, f"/groups/{there.cast.group.id}/about/")
    assert "Ada" in about  # known as who looks after the group
    assert "We listen before we answer." in page(ben, f"/groups/{there.cast.group.id}/agreement/")
    keep_distance(ada, there.dovs_reply)  # a facilitator's own block hides nothing from them
    assert "dovecote" in _thread(there, ada)
    assert ada.client.get(f"/groups/{there.cast.group.id}/lead/people/{there.dov_in_group.id}/").status_code == 200


def test_staff_with_a_grant_see_everything(there: Scene, settings: Any) -> None:
    settings.HEARTEN_DEMO = True
    reason = {"reason": "Somebody asked us in writing to look."}
    assert there.cast.mo.client.post(f"/desk/groups/{there.cast.group.id}/enter/", reason).status_code == 302
    keep_distance(there.cast.ben, there.dovs_reply)
    assert "dovecote" in _thread(there, there.cast.mo)


def test_ending_it_brings_names_back_and_masks_not(there: Scene) -> None:
    ben = there.cast.ben
    keep_distance(ben, there.dovs_reply)
    reply(there.cast.dov, there.cast.masked.id, "While it stood.", masked="on")
    end_distances(ben)
    assert "dovecote" in _thread(there, ben)
    shown = _thread(there, ben, there.cast.masked.id)
    assert "Hidden as a moth is." in shown
    assert "While it stood." not in shown
    reply(there.cast.dov, there.cast.masked.id, "After it ended.", masked="on")
    assert "After it ended." in _thread(there, ben, there.cast.masked.id)


def test_blocking_a_name_shows_nothing_of_masks(there: Scene) -> None:
    """What a mask said before stays, to both; what is said behind masks from then on is out of both people's sight."""
    ben, dov = there.cast.ben, there.cast.dov
    keep_distance(ben, there.dovs_reply)
    assert "Hidden as a moth is." in _thread(there, ben, there.cast.masked.id)
    assert "This is hard to write with my name on it." in _thread(there, dov, there.cast.masked.id)
    reply(dov, there.cast.masked.id, "Still a moth.", masked="on")
    reply(ben, there.cast.masked.id, "Hard again.", masked="on")
    begun = begin(dov, there.cast.group.id, "Behind a leaf", "Nobody knows me here.", masked="on")
    assert "Still a moth." not in _thread(there, ben, there.cast.masked.id)
    assert "Hard again." not in _thread(there, dov, there.cast.masked.id)
    assert ben.client.get(f"/threads/{begun}/").status_code == 404
    assert "Behind a leaf" not in page(ben, "/")
    assert "Behind a leaf" in page(there.cast.cleo, "/")


def test_blocking_a_mask_hides_the_mask_and_no_name(there: Scene) -> None:
    """Or else whoever vanished with it would be known."""
    ben = there.cast.ben
    keep_distance(ben, there.dovs_masked)
    assert "Hidden as a moth is." not in _thread(there, ben, there.cast.masked.id)
    assert "dovecote" in _thread(there, ben)
    assert "A walk by the canal" in _rows(there, ben)
    assert "I know that benchlike silence." in _thread(there, there.cast.dov, there.dovs_thread)
    listed = page(ben, "/you/distance/")
    assert "somebody behind the name Someone (" in listed
    assert "Dov" not in listed
    reply(there.cast.dov, there.cast.thread.id, "By my name, as ever.")
    assert "By my name, as ever." in _thread(there, ben)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("SELECT hearten_apart(%s, %s)", [ben.id, there.cast.dov.id])


def test_whom_it_is_about_is_nobodys_to_read(there: Scene, as_seat: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_masked)
    for person in (there.cast.ben, there.cast.dov, there.cast.cleo):
        with as_seat(person) as seat:
            assert seat.glance(Distance).only("id").count() == (1 if person is there.cast.ben else 0)
        with as_seat(person), pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT whom_id FROM members_distance")


def test_the_rows_themselves_are_out_of_sight(there: Scene, as_seat: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    for person, other in ((there.cast.ben, there.dov_in_group), (there.cast.dov, there.cast.ben_in_group)):
        with as_seat(person) as seat:
            for model in (Post, Thread, Witness):
                assert not seat.glance(model).filter(membership_id=other.id).exists(), model


def test_news_about_their_words_goes_and_none_comes(there: Scene) -> None:
    ben, dov = there.cast.ben, there.cast.dov
    for about, whom in ((there.dovs_reply, ben), (there.bens_reply, dov), (there.cleos_quote, ben)):
        Notice(member_id=whom.id, kind="reply", about=about, made_at=there.cast.post.made_at).save(using="keeper")
    keep_distance(ben, there.dovs_reply)
    left = Notice.objects.using("keeper").filter(kind="reply", member_id__in=[ben.id, dov.id])
    assert {str(notice.about) for notice in left} & {there.dovs_reply, there.bens_reply} == set()
    assert left.filter(member_id=ben.id, about=there.cleos_quote).exists()


def test_one_does_not_keep_away_from_oneself_or_from_outside(there: Scene) -> None:
    for person, post in ((there.cast.ben, there.cast.post.id), (there.cast.eli, there.dovs_reply)):
        assert person.client.post(f"/posts/{post}/distance/", {"kind": "block"}).status_code == 404
        assert person.client.get(f"/posts/{post}/distance/").status_code == 404
    refused = there.cast.ben.client.post(f"/posts/{there.dovs_reply}/distance/", {"kind": "banish"})
    assert refused.status_code == 422
    assert not Distance.objects.using("keeper").exists()


def test_a_distance_is_ended_by_who_keeps_it_alone(there: Scene) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    key = Distance.objects.using("keeper").get().id
    assert there.cast.dov.client.post(f"/you/distance/{key}/end/").status_code == 404
    assert there.cast.ben.client.post(f"/you/distance/{key}/end/").status_code == 302
    assert there.cast.ben.client.post(f"/you/distance/{key}/end/").status_code == 404


def test_a_name_out_of_sight_is_still_taken(there: Scene) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    renamed = there.cast.ben.client.post(f"/groups/{there.cast.group.id}/me/", {"name": "dov"})
    assert renamed.status_code == 422


def test_too_many_in_an_hour_are_asked_to_wait(there: Scene) -> None:
    for _time in range(limits.DISTANCES_OF_A_MEMBER.most):
        limits.take(limits.DISTANCES_OF_A_MEMBER, str(there.cast.ben.id))
    assert there.cast.ben.client.post(f"/posts/{there.dovs_reply}/distance/", {"kind": "block"}).status_code == 403
