"""What others have written about the same: for who began a conversation, never beside what may speak of danger."""

import pytest

pytestmark = pytest.mark.django_db


def settled(superuser, indexed):
    """All that was written is indexed, was read for danger, and is some minutes old."""
    superuser.execute("UPDATE threads_post SET made_at = made_at - interval '5 minutes'")
    indexed()
    superuser.execute("UPDATE safety_reading SET state = 'read'")


@pytest.fixture
def alike(cast, begins, indexed, superuser):
    """Two conversations about the same, by Ben and by Ada; Ada's is returned. Both were read for danger."""
    begins(cast.ben, cast.group, "The clarinet", "My clarinet lies in the attic, and I miss the orchestra.")
    mine = begins(cast.ada, cast.group, "Music again", "I dusted off the clarinet and went to the orchestra.")
    begins(cast.cleo, cast.other_group, "Elsewhere", "Another clarinet, another orchestra.")
    settled(superuser, indexed)
    return mine


def fragment(person, thread):
    return person.client.get(f"/threads/{thread.id}/similar/", HTTP_X_FRAGMENT="1")


def test_up_to_three_by_others_and_why(cast, alike):
    answer = fragment(cast.ada, alike)
    shown = answer.content.decode()
    assert answer.status_code == 200 and "The clarinet" in shown
    assert "Because both mention:" in shown and "Elsewhere" not in shown and "Music again" not in shown
    assert "The clarinet" in cast.ada.client.get(f"/threads/{alike.id}/similar/").content.decode()


def test_for_nobody_but_who_began_it(cast, alike):
    assert {fragment(person, alike).status_code for person in (cast.ben, cast.cleo, cast.mo, cast.eli)} == {404}


@pytest.mark.parametrize(("state", "code"), [("waiting", 202), ("failed", 204), ("rules", 200), ("off", 200)])
def test_not_before_it_was_read_for_danger(cast, alike, superuser, state, code):
    superuser.execute("UPDATE safety_reading SET state = %s WHERE member_id = %s", [state, cast.ada.id])
    assert fragment(cast.ada, alike).status_code == code


def test_what_was_noted_of_the_reading_may_be_gone(cast, alike, superuser):
    superuser.execute("DELETE FROM safety_reading")
    assert fragment(cast.ada, alike).status_code == 200


WORRY = (
    "INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at, "
    "owner_name, outcome) VALUES (gen_random_uuid(), 'post', %s, %s, %s, 'L2', 'self', %s, '', now(), '', '')"
)


def post_of(superuser, person, body="%"):
    find = "SELECT p.id FROM threads_post p JOIN groups_membership m ON m.id = p.membership_id WHERE m.member_id = %s "
    return superuser.execute(f"{find} AND p.body LIKE %s ORDER BY p.made_at DESC", [person.id, body]).fetchone()[0]


def test_not_beside_what_may_speak_of_danger(cast, alike, says, superuser):
    """The conversation's beginning, and whatever else one wrote in it."""
    later = says(cast.ada, alike, "And some days I cannot go on.")
    superuser.execute("UPDATE safety_reading SET state = 'read'")
    assert fragment(cast.ada, alike).status_code == 200
    superuser.execute("UPDATE safety_reading SET state = 'waiting' WHERE about = %s", [later])
    assert fragment(cast.ada, alike).status_code == 202
    superuser.execute(WORRY, [later, cast.group.id, cast.ada.id, "model"])
    assert fragment(cast.ada, alike).status_code == 204
    page = cast.ada.client.get(f"/threads/{alike.id}/similar/").content.decode()
    assert "The clarinet" not in page and "There is not always something that fits." in page


def test_nobody_learns_here_that_somebody_is_worried(cast, alike, superuser):
    """Neither about one's own words, nor about those of others: whoever copies a text would see that it is missing."""
    shown = fragment(cast.ada, alike).content
    own = superuser.execute("SELECT id FROM threads_post WHERE thread_id = %s", [alike.id]).fetchone()[0]
    superuser.execute(WORRY, [own, cast.group.id, cast.ada.id, "report"])
    superuser.execute(WORRY, [post_of(superuser, cast.ben, "%clarinet%"), cast.group.id, cast.ben.id, "model"])
    assert fragment(cast.ada, alike).content == shown and b"The clarinet" in shown


def test_what_touches_danger_by_its_own_words_is_offered_to_nobody(cast, begins, indexed, superuser):
    begins(cast.ben, cast.group, "The clarinet", "The clarinet, the orchestra, and I want to die.")
    mine = begins(cast.ada, cast.group, "Music again", "I dusted off the clarinet and went to the orchestra.")
    settled(superuser, indexed)
    assert fragment(cast.ada, mine).status_code == 204


def test_what_is_quite_new_is_not_offered_yet(cast, alike, superuser):
    superuser.execute(
        "UPDATE threads_post SET made_at = now() WHERE id = %s", [post_of(superuser, cast.ben, "%clarinet%")]
    )
    assert fragment(cast.ada, alike).status_code == 204


def test_words_that_were_taken_back_wait_for_nothing(cast, alike, superuser):
    for table in ("word", "meaning", "entry"):
        superuser.execute(f"DELETE FROM search_{table}")
    assert fragment(cast.ada, alike).status_code == 204, "minutes later: it will not come any more"


def test_its_meaning_is_waited_for_where_words_found_nothing(cast, begins, indexed, superuser, settings):
    mine = begins(cast.ada, cast.group, "Alone", "A xylophone.")
    indexed()
    superuser.execute("UPDATE safety_reading SET state = 'read'")
    settings.HEARTEN_MODELS = True
    assert fragment(cast.ada, mine).status_code == 202
    superuser.execute("UPDATE threads_post SET made_at = made_at - interval '3 minutes'")
    assert fragment(cast.ada, mine).status_code == 204


def test_sixty_looks_a_minute(cast, alike, settings):
    settings.HEARTEN_RATE_LIMITS = True
    codes = [fragment(cast.ada, alike).status_code for _each in range(61)]
    assert codes == [200] * 60 + [429]
    assert "Nothing is lost." in cast.ada.client.get(f"/threads/{alike.id}/similar/").content.decode()


def test_while_it_is_not_indexed_it_is_not_known(cast, begins, superuser):
    fresh = begins(cast.ada, cast.group, "New", "A clarinet.")
    superuser.execute("UPDATE safety_reading SET state = 'read'")
    assert fragment(cast.ada, fresh).status_code == 202


def test_own_words_behind_a_mask_are_not_somebody_elses(cast, alike, begins, indexed, superuser):
    """What one said masked is one's own, and no answer to oneself."""
    begins(cast.ada, cast.group, "Hidden", "The clarinet and the orchestra, behind a mask.", masked=True)
    indexed()
    assert "Hidden" not in fragment(cast.ada, alike).content.decode()


def test_everyday_words_are_no_reason(cast, begins, indexed, superuser):
    for number in range(5):
        begins(cast.ben, cast.group, f"Day {number}", f"I went back to the garden number {number}.")
    mine = begins(cast.ada, cast.group, "Again", "I went back to bed, and back again.")
    indexed()
    superuser.execute("UPDATE safety_reading SET state = 'read'")
    assert "Because both mention" not in fragment(cast.ada, mine).content.decode()
