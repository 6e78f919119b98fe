"""A kind that no slice has: what the registry asks for is enough, and a kind without groups goes to the staff."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation import items
from hearten.moderation.items import Item, Shown
from hearten.moderation.tests.conftest import only_case, whom_jobs_tell
from tests.people import Cast

LETTER = UUID("3f0c7a52-6b0e-4b5c-9d9e-5a8a6f0f1d2b")
FUNCTIONS = """
CREATE FUNCTION moderation_letter_about(uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
  LANGUAGE sql AS $$ SELECT NULL::uuid, '{writer}'::uuid, false WHERE $1 = '{letter}' $$;
CREATE FUNCTION moderation_letter_hide(uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;
CREATE FUNCTION moderation_letter_show(uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;
CREATE FUNCTION moderation_letter_take(uuid) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{{"body": "Meet me."}}'::jsonb $$;
CREATE FUNCTION moderation_letter_bring(uuid, jsonb) RETURNS void LANGUAGE sql AS $$ SELECT $$;
"""


@pytest.fixture
def letters(cast: Cast, superuser: Any) -> Iterator[Cast]:
    """Ben wrote Cleo a letter: the two of them can see it, and nobody else."""
    superuser.execute(FUNCTIONS.format(writer=cast.ben.id, letter=LETTER))

    def find(seat: Seat, item: UUID) -> Shown:
        if item != LETTER or seat.me not in (cast.ben.id, cast.cleo.id):
            raise Unseen
        return Shown(item, None, "<p>Meet me alone.</p>", "Ben", mine=seat.me == cast.ben.id)

    whole = lambda seat, item: "Cleo: Hello.\nBen: Meet me alone."  # noqa: E731
    nothing = lambda shown: None  # noqa: E731
    items.register(Item("letter", "a letter", find, lambda item: "/you/", nothing, attach=whole))
    yield cast
    items._items.pop("letter")
    for verb in ("about", "hide", "show", "take"):
        superuser.execute(f"DROP FUNCTION moderation_letter_{verb}(uuid)")
    superuser.execute("DROP FUNCTION moderation_letter_bring(uuid, jsonb)")


def test_a_kind_without_groups_goes_to_the_staff_with_what_was_given_along(letters: Cast, superuser: Any) -> None:
    address = f"/report/letter/{LETTER}/"
    said = {"category": "sexual", "words": "I did not ask for this."}
    assert letters.dov.client.post(address, said).status_code == 404
    assert letters.ben.client.post(address, said).status_code == 403
    assert letters.cleo.client.post(address, said).status_code == 302
    told = {member for kind, member in whom_jobs_tell(superuser) if kind == "case"}
    assert told == {str(letters.mo.id), str(letters.odile.id)}
    case = only_case(superuser)
    assert letters.ada.client.get(f"/moderation/cases/{case}/").status_code == 404
    page = letters.mo.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "I did not ask for this." in page and "Cleo: Hello." in page
    decide = f"/moderation/cases/{case}/step/"
    pause = {"step": "pause", "category": "sexual", "words": "Please stop."}
    assert letters.mo.client.post(decide, pause).status_code == 403, "there is no group to have a break from"
    removal = {"step": "remove", "category": "sexual", "words": "Nobody asked for this."}
    assert letters.mo.client.post(decide, removal).status_code == 302
    (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
    assert "Nobody asked for this." in letters.ben.client.get(f"/decisions/{act}/").content.decode()
    letters.ben.client.post(f"/decisions/{act}/", {"words": "I meant no harm."})
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    answer = {"answer": "upheld", "words": "It stays."}
    assert letters.mo.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 403
    assert letters.odile.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 302


def test_a_kind_that_nobody_registered_is_not_there(cast: Cast) -> None:
    for kind in ("letter", "post_about", "p", "post'; SELECT 1; --"):
        said = {"category": "spam"}
        assert cast.ben.client.post(f"/report/{kind}/{cast.reply.id}/", said).status_code == 404
