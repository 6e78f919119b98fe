"""The page of search: what it shows, what it escapes, how often, and what it folds."""

import pytest

pytestmark = pytest.mark.django_db


def answer(person, question, **also):
    return person.client.post("/search/", {"q": question, **also})


def test_what_people_wrote_is_shown_as_they_wrote_it_and_nothing_runs(cast, begins, indexed):
    begins(cast.ada, cast.group, "<b>Ships</b>", "<script>alert(1)</script> the wheelhouse & <i>me</i>")
    indexed()
    shown = answer(cast.ben, "wheelhouse").content.decode()
    assert "<mark>wheelhouse</mark>" in shown and "&lt;b&gt;Ships&lt;/b&gt;" in shown
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown and "<i>me" not in shown


def test_thirty_a_minute_and_the_words_stay(cast, settings):
    settings.HEARTEN_RATE_LIMITS = True
    codes = [answer(cast.ben, "wheelhouse").status_code for _each in range(31)]
    assert codes == [200] * 30 + [429]
    again = answer(cast.ben, "my own words").content.decode()
    assert "That was a lot of searches" in again and 'value="my own words"' in again
    assert answer(cast.ada, "wheelhouse").status_code == 200, "of one person, not of all"


def test_nothing_to_look_for(cast):
    assert answer(cast.ben, "").status_code == 422
    assert "at least one word without a minus" in answer(cast.ben, "-coffee").content.decode()


def test_words_stand_in_no_address(cast, begins, indexed):
    shown = answer(cast.ben, "wheelhouse")
    assert shown.status_code == 200 and "Location" not in shown
    assert cast.ben.client.get("/search/", {"q": "wheelhouse"}).content.decode().count("wheelhouse") == 0


def test_content_notes_are_folded_as_the_reader_chose(cast, begins, indexed, superuser):
    begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.", note="talks about loss")
    indexed()
    assert "<details" not in answer(cast.ben, "wheelhouse").content.decode().split('id="found-title"')[1]
    superuser.execute("UPDATE members_profile SET folds = %s", ['["loss"]'])
    shown = answer(cast.ben, "wheelhouse").content.decode().split('id="found-title"')[1]
    assert "<details" in shown and "Content note: talks about loss" in shown
    own = answer(cast.ada, "wheelhouse").content.decode().split('id="found-title"')[1]
    assert "<details" not in own, "never one's own"


def test_a_filter_that_is_not_ones_own_narrows_nothing(cast, begins, indexed):
    begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    indexed()
    for also in ({"group": cast.other_group.id}, {"group": "nonsense"}, {"kind": "secret"}):
        assert "Ships" in answer(cast.ben, "wheelhouse", **also).content.decode()


def test_a_mistyped_word_can_be_searched_for_as_it_is(cast, begins, indexed):
    begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    indexed()
    assert "Showing what was found for “wheelhouse”" in answer(cast.ben, "wheelhose").content.decode()
    exact = answer(cast.ben, "wheelhose", exact="1").content.decode()
    assert "Showing what was found" not in exact and "Nothing found" in exact


def test_experience_and_information_are_told_apart_and_names_are_as_on_the_card(cast, indexed, superuser):
    from datetime import date

    from hearten.kernel.clock import now
    from hearten.library.tests.tries import card

    card(cast.group, cast.ada_in_group, now(), title="A lantern in the hall")
    told = {"title": "A lantern outside", "label": "information", "source": "City of Leeds"}
    masked = card(cast.group, cast.ben_in_group, now(), source_on=date(2026, 11, 2), **told)
    superuser.execute("UPDATE library_card SET membership_id = NULL WHERE id = %s", [masked.id])
    indexed()
    shown = answer(cast.ben, "lantern").content.decode()
    assert "Ada’s experience, not advice" in shown
    assert "Information, shared by Somebody of this group · City of Leeds, Nov. 2, 2026" in shown
    superuser.execute("UPDATE groups_membership SET ended_at = now() WHERE id = %s", [cast.ada_in_group.id])
    assert "Former member’s experience" in answer(cast.ben, "lantern").content.decode()


@pytest.mark.parametrize("typed", ["psychiatirst", "spychiatrist", "ppsychiatrist", "apsychiatrist", "psychiatris"])
def test_letters_that_were_swapped_doubled_or_left_out(cast, begins, indexed, typed):
    begins(cast.ada, cast.group, "Steps", "The psychiatrist was kind to me.")
    indexed()
    assert "Showing what was found for “psychiatrist”" in answer(cast.ben, typed).content.decode()
