"""A copy shows no more than the pages do: nothing of the other one's words where somebody keeps a distance."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hearten.members import rights
from tests.apart import Scene, begin, end_distances, keep_distance, reply, scene

pytestmark = pytest.mark.django_db
BENS, DOVS = "A lantern by the weir.", "A heron over the lock."


@pytest.fixture
def there(cast: Any) -> Scene:
    """Ben and Dov also quoted each other, while they could see each other."""
    made = scene(cast)
    bens = reply(cast.ben, made.dovs_thread, BENS)
    dovs = reply(cast.dov, cast.thread.id, DOVS)
    reply(cast.ben, cast.thread.id, "Ben quotes.", quotes=dovs)
    reply(cast.dov, made.dovs_thread, "Dov quotes.", quotes=bens)
    return made


@pytest.fixture
def copy(as_seat: Callable[..., Any]) -> Callable[[Any], str]:
    """`copy(person)`: everything that is in their copy."""

    def read(person: Any) -> str:
        with as_seat(person) as seat:
            return json.dumps({one.name: one.read(seat) for one in rights.exported()}, default=str)

    return read


def test_while_nobody_keeps_away_a_copy_has_what_one_quoted(there: Scene, copy: Any) -> None:
    assert DOVS in copy(there.cast.ben)
    assert BENS in copy(there.cast.dov)


def test_a_block_takes_the_others_words_out_of_both_copies(there: Scene, copy: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    bens, dovs = copy(there.cast.ben), copy(there.cast.dov)
    assert DOVS not in bens
    assert "Ben quotes." in bens and BENS in bens
    assert BENS not in dovs
    assert "Dov quotes." in dovs and DOVS in dovs
    end_distances(there.cast.ben)
    assert DOVS in copy(there.cast.ben)


def test_whom_one_blocked_is_in_ones_own_copy_alone(there: Scene, copy: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    assert '"kind": "Blocked"' in copy(there.cast.ben)
    assert '"distances": []' in copy(there.cast.dov)


def test_a_mute_takes_them_out_of_ones_own_copy_and_the_other_notices_nothing(there: Scene, copy: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_reply, "mute")
    assert DOVS not in copy(there.cast.ben)
    assert BENS in copy(there.cast.dov)


def test_private_words_of_the_other_one_are_in_no_copy(there: Scene, copy: Any, superuser: Any) -> None:
    from hearten.kernel.clock import now
    from hearten.messages.models import Message, Talk

    cast, more = there.cast, {"client_id": "00000000-0000-0000-0000-00000000000a", "made_at": now()}
    talk = Talk(group_id=cast.group.id, asker_id=cast.ben.id, asked_id=cast.dov.id, made_at=now(),
                asker_place_id=cast.ben_in_group.id, asked_place_id=there.dov_in_group.id)  # fmt: skip
    talk.save(using="keeper", force_insert=True)
    for person, words in ((cast.ben, "Ben in private."), (cast.dov, "Dov in private.")):
        Message(talk=talk, author_id=person.id, body=words, **more).save(using="keeper", force_insert=True)
    keep_distance(cast.ben, there.dovs_reply)
    bens, dovs = copy(cast.ben), copy(cast.dov)
    assert "Ben in private." in bens and "Dov in private." not in bens
    assert "Dov in private." in dovs and "Ben in private." not in dovs


def test_words_behind_a_mask_from_a_block_on_are_blank_too(there: Scene, copy: Any) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    hidden = begin(there.cast.dov, there.cast.group.id, "By night", "A vole in the reeds.", masked="on")
    assert hidden
    assert "vole" not in copy(there.cast.ben)
