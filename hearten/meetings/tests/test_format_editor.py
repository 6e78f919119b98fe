"""Changing a format through its pages: nothing typed is lost, and every version can be looked at and brought back."""

import html
from html.parser import HTMLParser
from typing import Any

import pytest

from hearten.groups.actions import NeedsAnotherLook
from hearten.groups.standing import place_in
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.formats.actions import keep_version
from hearten.meetings.formats.checking import check
from hearten.meetings.formats.choosing import definition_of, formats_for
from hearten.meetings.formats.shipped import FOR_GROUPS, FOR_TWO, shipped
from hearten.meetings.models import OwnFormat

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """What a browser would send of the form on a page, if its last button were pressed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: dict[str, Any] = {}
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, pairs: Any) -> None:
        has = dict(pairs)
        name = has.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in has:
            self.said[self._select] = has["value"]
        elif tag == "textarea":
            self._area, self.said[name] = name, ""
        elif tag == "input" and (has.get("type") != "checkbox" or "checked" in has):
            self.said[name] = has.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.said[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.said[self._area] = self.said[self._area].removeprefix("\n")
            self._area = ""


def fields(response: Any) -> dict[str, Any]:
    said = Fields(response.content.decode()).said
    said.pop("csrfmiddlewaretoken", None)
    return said


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.fixture
def editor(cast):
    """The talking circle's page, as Ada has it: its address, what it shows, and sending it."""

    class Editor:
        address = f"/groups/{cast.group.id}/lead/formats/talking_circle/"
        browser = cast.ada.client

        def shown(self) -> dict[str, Any]:
            return fields(self.browser.get(self.address))

        def send(self, said: dict[str, Any], to: str = "") -> Any:
            return self.browser.post(self.address + to, said)

        def save(self, **changes: Any) -> Any:
            return self.send(self.shown() | changes)

    return Editor()


def kept(group: Any) -> list[OwnFormat]:
    return list(OwnFormat.objects.using("keeper").filter(group=group).order_by("version"))


def test_all_formats_are_listed_with_whose_they_are(cast, editor):
    page = words(cast.ada.client.get(f"/groups/{cast.group.id}/lead/formats/"))
    assert all(shipped(name)["title"] in page for name in FOR_GROUPS)
    assert page.count("as hearten brings it") == len(FOR_GROUPS)
    editor.save(title="Our circle")
    page = words(cast.ada.client.get(f"/groups/{cast.group.id}/lead/formats/"))
    assert "Our circle" in page and "your own version 1, by Ada" in page
    assert page.count("as hearten brings it") == len(FOR_GROUPS) - 1


def test_a_talk_for_two_is_nothing_that_a_group_announces_or_changes(cast):
    page = cast.ada.client.get(f"/groups/{cast.group.id}/lead/meetings/new/").content.decode()
    assert f'value="{FOR_GROUPS[0]}"' in page and FOR_TWO not in page
    assert cast.ada.client.get(f"/groups/{cast.group.id}/lead/formats/{FOR_TWO}/").status_code == 404


@pytest.mark.parametrize("name", FOR_GROUPS)
def test_what_is_saved_unchanged_is_what_was_shown(name, cast):
    """No key of a format is lost on the way through the form."""
    address = f"/groups/{cast.group.id}/lead/formats/{name}/"
    assert cast.ada.client.post(address, fields(cast.ada.client.get(address))).status_code == 302
    (own,) = kept(cast.group)
    rules = {"crosstalk": "none", "chat": "closed", "may_pass": True}  # what holds where a file says nothing
    wanted = shipped(name)
    wanted["segments"] = [rules | one for one in wanted["segments"]]
    assert own.definition == wanted and check(own.definition) == []


def test_a_saved_version_says_who_and_when_and_replaces_the_shipped_one(cast, editor, clock, as_seat):
    response = editor.save(title="Our circle", turn_1="120", script_1="I begin.\n\nThen you.")
    assert response.status_code == 302
    (own,) = kept(cast.group)
    assert (own.name, own.version, own.made_by_id, own.made_at) == (
        "talking_circle", 1, cast.ada_in_group.id, clock.now(),
    )  # fmt: skip
    round_one = own.definition["segments"][1]
    assert (round_one["turn_sec"], round_one["script"]) == (120, ["I begin.", "Then you."])
    with as_seat(cast.ben) as seat:
        choices = {one.name: one for one in formats_for(seat, cast.group.id)}
        assert list(choices) == list(FOR_GROUPS)
        assert choices["talking_circle"].title == "Our circle" and choices["talking_circle"].own == own
        assert definition_of(seat, cast.group.id, "talking_circle") == own.definition
        assert definition_of(seat, cast.hidden_group.id, "talking_circle") == shipped("talking_circle")
        with pytest.raises(Unseen):
            definition_of(seat, cast.group.id, "no_such_format")


def test_another_group_knows_nothing_of_it(cast, editor, as_seat):
    editor.save(title="Our circle")
    with as_seat(cast.cleo) as seat:
        assert definition_of(seat, cast.group.id, "talking_circle") == shipped("talking_circle")


# What is filled in, the field at which something is said, and words of it.
WRONG = [
    ({"min_1": "16"}, "length", "come to 59 minutes"),
    ({"min_1": "soon"}, "min_1", "whole number"),
    ({"title_2": ""}, "title_2", "title first"),
    ({"turn_1": "1100"}, "turn_1", "longer than the whole part"),
    ({"turn_1": ""}, "turn_1", "how many seconds"),
    ({"order_0": "open"}, "order_0", "Before anybody shares"),
    ({"script_3": "x" * 501}, "script_3", "too long"),
    ({"script_3": "x\n" * 20 + "x"}, "script_3", "holds too much"),
    ({"id_1": "Round!"}, "title_1", "small letters"),
    ({"id_1": "close"}, "title_1", "same id"),
    ({"length": ""}, "length", "whole number"),
]


@pytest.mark.parametrize(("changed", "at", "sentence"), WRONG)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(changed, at, sentence, cast, editor):
    typed = editor.shown() | {"prompt_1": "Wie geht es dir <heute> & hier?", "people": "7"} | changed
    response = editor.send(typed)
    assert response.status_code == 422
    page = words(response)
    said = page.partition(f'id="f-{at}-error">')[2].partition("</p>")[0]
    assert sentence in said, page
    assert f'href="#f-{at}"' in page
    assert fields(response) == {name: str(value).strip() for name, value in typed.items()}
    assert kept(cast.group) == []


def test_what_is_not_on_the_list_is_not_taken(cast, editor):
    response = editor.save(order_1="sideways")
    assert response.status_code == 422 and "from the list" in words(response) and kept(cast.group) == []


def test_an_end_that_nobody_protects_is_said_at_the_last_part(editor):
    typed = editor.shown()
    del typed["protect_4"]
    page = words(editor.send(typed))
    assert "Keep the time of the last part" in page.partition('id="f-protect_4-error">')[2].partition("</p>")[0]


def test_looking_at_the_time_saves_nothing(cast, editor):
    typed = editor.shown() | {"people": "8", "min_1": "22", "length": "65"}
    response = editor.send(typed, "preview/")
    page = words(response)
    assert response.status_code == 200 and "Nothing is saved yet" in page
    assert "5 to 27 min" in page and "60 to 65 min" in page and "2 min 30 s for each" in page
    assert '<rect class="by-circle" x="5" y="0" width="22"' in page
    assert "turns get shorter, to about 2 min 7 s" in page  # eight people in seventeen minutes
    assert fields(response) == typed and kept(cast.group) == []


def test_looking_at_what_does_not_add_up_shows_the_time_and_says_so(editor):
    response = editor.send(editor.shown() | {"min_1": "22"}, "preview/")
    assert response.status_code == 422 and "60 to 65 min" in words(response) and "come to 65 minutes" in words(response)


def order_of(said: dict[str, Any]) -> list[str]:
    return [said[f"id_{number}"] for number in range(int(said["parts"]))]


def test_parts_are_moved_added_and_removed_without_losing_anything(cast, editor):
    typed = editor.shown() | {"min_1": "soon", "title_2": "", "script_3": "My words."}
    said = fields(editor.send(typed | {"move": "down-1"}, "parts/"))
    assert order_of(said) == ["opening", "round_two", "round_one", "round_three", "close"]
    assert (said["min_2"], said["title_1"], said["script_3"]) == ("soon", "", "My words.")
    said = fields(editor.send(said | {"move": "up-2"}, "parts/"))
    assert said == typed
    said = fields(editor.send(said | {"move": "below-0"}, "parts/"))
    assert order_of(said)[:3] == ["opening", "part_1", "round_one"] and said["min_2"] == "soon"
    said = fields(editor.send(said | {"move": "below-1"}, "parts/"))
    assert order_of(said)[1:3] == ["part_1", "part_2"]
    said = fields(editor.send(said | {"move": "remove-2"}, "parts/"))
    said = fields(editor.send(said | {"move": "remove-1"}, "parts/"))
    assert said == typed and kept(cast.group) == []


@pytest.mark.parametrize("move", ["", "up-0", "down-4", "up-99", "sideways-1", "up-x", "below-99999999", "first"])
def test_a_step_that_cannot_be_taken_changes_nothing(move, editor):
    typed = editor.shown()
    assert fields(editor.send(typed | {"move": move}, "parts/")) == typed


def test_all_parts_can_go_and_one_can_come_again(editor):
    said = editor.shown()
    for _ in range(5):
        said = fields(editor.send(said | {"move": "remove-0"}, "parts/"))
    assert said["parts"] == "0"
    assert editor.send(said).status_code == 422
    assert order_of(fields(editor.send(said | {"move": "first"}, "parts/"))) == ["part_1"]


def test_a_part_of_ones_own_is_saved(cast, editor):
    said = fields(editor.send(editor.shown() | {"move": "below-1"}, "parts/"))
    mine = {"title_2": "Tea", "min_2": "10", "order_2": "quiet", "length": "70"}
    assert editor.send(said | mine).status_code == 302
    (own,) = kept(cast.group)
    assert own.definition["segments"][2] == {
        "id": "part_1", "title": "Tea", "min": 10, "order": "quiet", "crosstalk": "none", "chat": "closed",
        "may_pass": True,
    }  # fmt: skip


@pytest.mark.parametrize("parts", ["", "x", "-1", "31", "9999999", "²"])
def test_a_number_of_parts_that_cannot_be_is_refused(parts, editor):
    for to in ("", "preview/"):
        assert editor.send(editor.shown() | {"parts": parts}, to).status_code == 422
    assert editor.send(editor.shown() | {"parts": parts, "move": "up-1"}, "parts/").status_code == 200


def test_whoever_was_slower_is_told_and_can_save_on_top(cast, editor):
    mine = editor.shown() | {"title": "My circle"}
    editor.save(title="Their circle")
    looked = editor.send(mine, "preview/")  # looking does not make it newer
    assert fields(looked)["based_on"] == "0"
    response = editor.send(mine)
    assert response.status_code == 422 and "Somebody saved another version" in words(response)
    assert fields(response)["title"] == "My circle" and "Their circle" not in fields(response).values()
    assert editor.send(fields(response)).status_code == 302
    assert [own.definition["title"] for own in kept(cast.group)] == ["Their circle", "My circle"]


def test_in_the_same_moment_one_is_first(cast, as_seat, monkeypatch):
    """Both saw version 0: the database keeps one, and the other is asked to look again."""
    from hearten.meetings.formats import actions as module

    with as_seat(cast.ada) as seat:
        place = place_in(seat, cast.group.id)
        keep_version(seat, place, "talking_circle", shipped("talking_circle"), 0)
        monkeypatch.setattr(module, "versions_of", lambda *_: [])
        with pytest.raises(NeedsAnotherLook):
            keep_version(seat, place, "talking_circle", shipped("talking_circle"), 0)
    assert len(kept(cast.group)) == 1


def test_what_could_not_be_run_is_kept_by_nobody(cast, as_seat):
    with as_seat(cast.ada) as seat, pytest.raises(Refused, match="come to 60 minutes"):
        place = place_in(seat, cast.group.id)
        keep_version(seat, place, "talking_circle", shipped("talking_circle") | {"length_min": 90}, 0)
    with as_seat(cast.ben) as seat, pytest.raises(Unseen):
        keep_version(seat, place_in(seat, cast.group.id), "talking_circle", shipped("talking_circle"), 0)


def test_an_earlier_version_can_be_looked_at_and_brought_back(cast, editor):
    editor.save(title="First circle", script_1="The first words.")
    editor.save(title="Second circle", script_1="Other words.")
    first, second = kept(cast.group)
    page = words(editor.browser.get(editor.address))
    lead = f"/groups/{cast.group.id}/lead/formats"
    assert f"{lead}/versions/{first.id}/" in page and f"{lead}/versions/{second.id}/" in page
    page = words(editor.browser.get(f"{lead}/versions/{first.id}/"))
    assert "First circle" in page and "The first words." in page and "Ada" in page and "Bring this version back" in page
    assert "Bring this version back" not in words(editor.browser.get(f"{lead}/versions/{second.id}/"))
    assert editor.browser.post(f"{lead}/versions/{first.id}/return/").status_code == 302
    third = kept(cast.group)[-1]
    assert (third.version, third.definition["version"]) == (3, 3)
    assert third.definition | {"version": 1} == first.definition
    page = words(editor.browser.get(f"{lead}/"))
    assert "your own version 3" in page and "First circle" in page and "Second circle" not in page


def test_one_can_begin_again_from_what_hearten_brings(editor):
    first = editor.shown()
    editor.save(title="Our circle", script_1="Our words.")
    again = fields(editor.browser.get(f"{editor.address}?from=shipped"))
    assert again == first | {"based_on": "1"}


def test_what_facilitators_write_is_never_html(cast, editor):
    bad = "<script>alert(1)</script>"
    editor.save(title=bad, title_1=bad, prompt_1=bad, script_1=bad)
    (own,) = kept(cast.group)
    lead = f"/groups/{cast.group.id}/lead/formats"
    for address in (f"{lead}/", editor.address, f"{lead}/versions/{own.id}/"):
        page = editor.browser.get(address).content.decode()
        assert bad not in page and "&lt;script&gt;" in page


def test_who_left_for_good_is_named_no_more_and_the_format_stays(cast, editor, superuser):
    editor.save(title="Our circle")
    superuser.execute("UPDATE groups_membership SET name = '' WHERE id = %s", [cast.ada_in_group.id])
    assert "by somebody who left" in words(cast.ada.client.get(f"/groups/{cast.group.id}/lead/formats/"))
