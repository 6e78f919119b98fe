"""A picture on its way: its sender's until something or somebody looked, then the group's, and gone when it goes."""

import json
import re
import subprocess
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hearten.kernel import keystore
from hearten.pictures import jobs, scanning
from hearten.pictures.tests.conftest import CANARY, WORDS, photo, sent_form

Send = Callable[..., UUID]
Look = Callable[..., None]


def _page(person: Any, cast: Any) -> str:
    return person.client.get(f"/threads/{cast.thread.id}/").content.decode()


def _sees(person: Any, picture: UUID) -> bool:
    return bool(person.client.get(f"/pictures/{picture}/").status_code == 200)


def _why(superuser: Any, picture: UUID) -> list[tuple[str, str]]:
    return list(
        superuser.execute("SELECT what, why FROM pictures_step WHERE picture_id = %s ORDER BY at", [picture]).fetchall()
    )


def _another(cast: Any) -> Any:
    """Somebody of the group who does not lead it."""
    answer = cast.dov.client.post(f"/groups/{cast.group.id}/join/", {"name": "Dov", "version": "1", "agree": "on"})
    assert answer.status_code == 302
    return cast.dov


def test_until_it_was_looked_at_it_is_its_senders_and_who_leads_the_group(cast: Any, send: Send, look: Look) -> None:
    dov, picture = _another(cast), send()
    assert [_sees(person, picture) for person in (cast.ben, cast.ada, dov, cast.cleo)] == [True, True, False, False]
    assert "Your picture waits to be shown" in _page(cast.ben, cast)
    assert "1 picture here waits for a look" in _page(cast.ada, cast)
    assert str(picture) not in _page(cast.ada, cast) and WORDS in _page(dov, cast)
    assert "picture" not in _page(dov, cast).partition('id="posts"')[2].partition('id="reply"')[0]
    look(picture)
    assert _sees(dov, picture) and not _sees(cast.cleo, picture)
    for person in (cast.ben, cast.ada, dov):
        page = _page(person, cast)
        assert f'<img src="/pictures/{picture}/" alt="My window at six." width="640" height="480"' in page
        assert "waits" not in page.partition('id="posts"')[2].partition('id="reply"')[0]


def test_it_is_served_as_a_picture_and_nothing_else(cast: Any, send: Send, look: Look) -> None:
    picture = send()
    look(picture)
    answer = cast.ada.client.get(f"/pictures/{picture}/")
    assert CANARY not in answer.content and answer.content[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'none'; sandbox"
    assert answer["Content-Disposition"] == 'inline; filename="picture.webp"'
    assert answer["Cache-Control"] == "private, no-store" and answer["X-Content-Type-Options"] == "nosniff"


def test_no_byte_of_it_lies_open_in_the_database(cast: Any, send: Send, superuser: Any) -> None:
    picture = send()
    clear = cast.ben.client.get(f"/pictures/{picture}/").content
    kept = superuser.execute("SELECT content FROM pictures_picture WHERE id = %s", [picture]).fetchone()[0]
    assert clear[:4] == b"RIFF" and len(kept) > len(clear)
    assert clear[12:60] not in kept and b"RIFF" not in kept and b"WEBP" not in kept and CANARY not in kept
    keystore.destroy(picture)
    assert cast.ben.client.get(f"/pictures/{picture}/").status_code == 404


def test_what_goes_is_shredded(
    cast: Any, send: Send, look: Look, as_worker: Callable[..., Any], superuser: Any
) -> None:
    picture = send()
    look(picture)
    post = superuser.execute("SELECT about FROM pictures_picture WHERE id = %s", [picture]).fetchone()[0]
    as_worker(jobs.shred.now, actor=cast.ben.id, picture=str(picture))  # while it is there, nothing happens
    assert picture.hex not in keystore.erased()
    assert cast.ben.client.post(f"/posts/{post}/withdrawal/").status_code == 302
    assert not _sees(cast.ben, picture) and str(picture) not in _page(cast.ada, cast)
    assert superuser.execute("SELECT count(*) FROM pictures_step").fetchone() == (0,)
    waiting = superuser.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'pictures.shred'").fetchall()
    assert [args["picture"] for (args,) in waiting] == [str(picture)]
    as_worker(jobs.shred.now, actor=cast.ben.id, picture=str(picture))
    assert picture.hex in keystore.erased()


def test_leaving_with_ones_words_takes_the_pictures_along(cast: Any, send: Send, superuser: Any) -> None:
    send()
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"}).status_code == 302
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (0,)


def test_one_picture_can_be_taken_back_and_the_words_stay(cast: Any, send: Send, look: Look) -> None:
    picture = send()
    look(picture)
    assert cast.ada.client.post(f"/pictures/{picture}/withdrawal/").status_code == 404
    assert cast.ben.client.post(f"/pictures/{picture}/withdrawal/").status_code == 302
    assert WORDS in _page(cast.ada, cast) and str(picture) not in _page(cast.ada, cast)


CHECKS = {
    "true": ("shown", ""),
    "false": ("waits", "scanner"),
    "sh -c 'exit 7'": ("waits", "failed"),
    "no-such-program-anywhere": ("waits", "failed"),
    "sh -c 'sleep 60 & sleep 60'": ("waits", "failed"),
    "sh -c 'head -c 4 | grep -q RIFF'": ("shown", ""),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_operators_check(
    check: str, send: Send, look: Look, superuser: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong, the picture is not shown, and who leads the group is told."""
    settings.HEARTEN_PICTURE_SCAN = check
    monkeypatch.setattr(scanning, "WITHIN_S", 1.0 if "sleep" in check else 30.0)
    picture = send()
    look(picture)
    assert _why(superuser, picture)[-1] == CHECKS[check]
    told = superuser.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'").fetchall()
    waits = [args for (args,) in told if args["kind"] == "picture_waits"]
    assert len(waits) == (CHECKS[check][0] == "waits")
    assert subprocess.run(["pgrep", "-xf", "sleep 60"], check=False).returncode == 1  # nothing it started is left


def test_what_people_removed_here_waits_for_a_person_when_it_comes_again(
    cast: Any, send: Send, look: Look, as_worker: Callable[..., Any], superuser: Any
) -> None:
    first = send()
    look(first)
    assert cast.ada.client.post(f"/pictures/{first}/removal/").status_code == 302
    as_worker(jobs.remember.now, actor=cast.ada.id, picture=str(first))
    assert _sees(cast.ben, first) and not _sees(cast.mo, first)
    again, other = send(photo(800, 600, "PNG")), send(photo(shade=90))
    look(again)
    look(other)
    assert _why(superuser, again)[-1] == ("waits", "known")
    assert _why(superuser, other)[-1] == ("shown", "")


def test_a_group_may_want_a_person_first(cast: Any, send: Send, look: Look, superuser: Any) -> None:
    dov, address = _another(cast), f"/groups/{cast.group.id}/lead/pictures/"
    assert cast.ada.client.post(f"{address}person-first/", {"wanted": "on"}).status_code == 302
    picture = send()
    look(picture)
    assert _why(superuser, picture)[-1] == ("waits", "first") and not _sees(dov, picture)
    page = cast.ada.client.get(address).content.decode()
    assert "My window at six." in page and "Show the picture" in page
    assert cast.ada.client.post(f"/pictures/{picture}/showing/").status_code == 302
    assert _sees(dov, picture)
    about = cast.ben.client.get(f"/pictures/{picture}/about/").content.decode()
    assert "In this group a person looks at each picture first." in about and "By Ada." in about
    assert cast.ada.client.post(f"{address}person-first/", {}).status_code == 302
    after = send(photo(shade=90))
    look(after)
    assert _sees(dov, after)


def test_nobody_decides_about_their_own(cast: Any, send: Send, as_seat: Callable[..., Any]) -> None:
    """The rule says so with a sentence, and the database says it again."""
    picture = send(person=cast.ada)
    answer = cast.ada.client.post(f"/pictures/{picture}/showing/")
    assert answer.status_code == 403 and "This picture is yours." in answer.content.decode()
    with as_seat(cast.ada):
        assert _ask("SELECT pictures_show(%s)", picture) is False
    assert not _sees(cast.mo, picture)


def test_the_web_cannot_answer_for_the_program(cast: Any, send: Send, as_seat: Callable[..., Any]) -> None:
    picture = send()
    with as_seat(cast.ben):
        assert _ask("SELECT pictures_scanned(%s, 0, 'clean')", picture) == ""
    assert not _sees(_another(cast), picture)


def _ask(sql: str, *values: Any) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def test_a_mask_is_not_undone_by_a_picture(cast: Any, send: Send, look: Look, superuser: Any) -> None:
    picture = send(masked="on")
    look(picture)
    page = cast.ada.client.get(f"/pictures/{picture}/about/").content.decode()
    assert "Ben" not in page and str(cast.ben.id) not in page and str(cast.ben_in_group.id) not in page


def test_under_a_content_note_it_is_fetched_only_when_opened(cast: Any, look: Look, superuser: Any) -> None:
    said = {"title": "The ward", "kind": "support", "wish": "listen", "note": "talks about hospital"}
    answer = cast.ben.client.post(f"/groups/{cast.group.id}/write/", sent_form() | said)
    picture = superuser.execute("SELECT id FROM pictures_picture").fetchone()[0]
    look(picture)
    page = cast.ada.client.get(answer.url).content.decode()
    folded = page.partition("<summary>Show the picture</summary>")[2].partition("</details>")[0]
    assert f'<img src="/pictures/{picture}/"' in folded and 'loading="lazy"' in folded


def test_what_is_wrong_is_said_and_the_words_are_kept(cast: Any, superuser: Any) -> None:
    address = f"/threads/{cast.thread.id}/replies/"
    for given, sentence in (
        (sent_form(b"%PDF-1.7"), "This is not a picture that can be shown here."),
        (sent_form(**{"alt-1": ""}), "Say in a few words what is in the picture, for people who cannot see it."),
        (sent_form(**{"alt-1": "x" * 301}), "Say it 1 letter shorter."),
        (sent_form(photo()[:5000]), "This picture did not arrive whole."),
    ):
        answer = cast.ben.client.post(address, given)
        page = answer.content.decode()
        assert answer.status_code == 422 and sentence in page and WORDS in page
        assert "Choose your pictures once more" in page
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (0,)
    assert cast.ben.client.post(address, sent_form(**{"alt-1": "", "decoration-1": "on"})).status_code == 302


def test_a_day_has_twenty_pictures_and_a_member_so_much_room(cast: Any, send: Send, settings: Any) -> None:
    from hearten.members import limits

    address = f"/threads/{cast.thread.id}/replies/"
    send()
    settings.HEARTEN_PICTURE_ROOM = 10
    answer = cast.ben.client.post(address, sent_form())
    assert answer.status_code == 422 and "take all the room there is" in answer.content.decode()
    settings.HEARTEN_PICTURE_ROOM = 10_000_000
    for _each in range(19):
        limits.take(limits.PICTURES_OF_A_MEMBER, str(cast.ben.id))
    answer = cast.ben.client.post(address, sent_form())
    assert answer.status_code == 422 and "many pictures today" in answer.content.decode()
    assert WORDS in answer.content.decode()
    without = {name: value for name, value in sent_form().items() if name != "picture-1"}
    assert cast.ben.client.post(address, without).status_code == 302  # words are never held up by that


def test_what_was_sent_twice_lands_once(cast: Any, superuser: Any) -> None:
    twice = str(uuid4())
    for _each in range(2):
        answer = cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", sent_form(client_id=twice))
        assert answer.status_code == 302
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (1,)


def test_three_pictures_are_shown_in_order(cast: Any, look: Look, superuser: Any) -> None:
    more = {f"picture-{n}": SimpleUploadedFile("a.png", photo(kind="PNG"), "image/png") for n in (2, 3)}
    said = {"alt-1": "One.", "alt-2": "Two.", "alt-3": "Three."}
    assert cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", sent_form() | more | said).status_code == 302
    for (picture,) in superuser.execute("SELECT id FROM pictures_picture").fetchall():
        look(picture)
    assert re.findall(r'<img src="/pictures/[^"]+" alt="([^"]+)"', _page(cast.ada, cast)) == ["One.", "Two.", "Three."]


def test_an_open_page_is_woken_when_it_is_shown(cast: Any, send: Send, look: Look, superuser: Any) -> None:
    topic = f"thread:{cast.thread.id}"
    count = "SELECT count(*) FROM kernel_liveevent WHERE topic = %s"
    picture = send()
    before = superuser.execute(count, [topic]).fetchone()[0]
    look(picture)
    assert superuser.execute(count, [topic]).fetchone()[0] == before + 1


def test_an_export_has_ones_own_and_nobody_elses(cast: Any, send: Send, as_seat: Callable[..., Any]) -> None:
    from hearten.pictures.export import exported

    picture = send()
    send(person=cast.ada)
    with as_seat(cast.ben) as seat:
        (found,) = exported(seat)
    assert (found.name, found.alt) == (f"picture-{picture}.webp", "My window at six.")
    assert found.content and found.content[8:12] == b"WEBP"


def test_erasing_takes_everything_away(cast: Any, send: Send, as_seat: Callable[..., Any], superuser: Any) -> None:
    from hearten.pictures.actions import take_all_away

    mine, hers = send(), send(person=cast.ada)
    with as_seat(cast.ben) as seat:
        take_all_away(seat)
    assert superuser.execute("SELECT id FROM pictures_picture").fetchall() == [(hers,)]
    asked = superuser.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = 'pictures.shred'").fetchall()
    assert [json.loads(args)["picture"] for (args,) in asked] == [str(mine)]


def test_leaving_for_good_destroys_the_keys_of_ones_pictures(
    cast: Any, send: Send, as_worker: Any, superuser: Any, own_keys: Any
) -> None:
    """What waits to be done as somebody goes with them: destroying these keys is nobody's job, and stays."""
    picture = send()
    gone = {"how": "erased", "when": "now", "sure": "on"}
    assert cast.ben.client.post("/you/leave-for-good/", gone).status_code == 302
    waits = "SELECT args ->> 'picture' FROM procrastinate_jobs WHERE task_name = 'pictures.shred'"
    assert superuser.execute(waits).fetchall() == [(str(picture),)]
    as_worker(jobs.shred.now, actor=None, picture=str(picture))
    assert picture.hex in keystore.erased()
    assert superuser.execute("SELECT count(*) FROM pictures_unshredded").fetchone() == (0,)


def test_a_key_that_was_left_is_destroyed_in_the_night(
    cast: Any, send: Send, as_worker: Any, superuser: Any, own_keys: Any
) -> None:
    """However a picture's row went, and whatever became of the job."""
    picture = send()
    superuser.execute("DELETE FROM pictures_step")
    superuser.execute("DELETE FROM pictures_picture WHERE id = %s", [picture])
    superuser.execute("DELETE FROM procrastinate_jobs")
    as_worker(lambda: jobs.sweep(0), transactions=True)
    waits = "SELECT args ->> 'picture' FROM procrastinate_jobs WHERE task_name = 'pictures.shred'"
    assert superuser.execute(waits).fetchall() == [(str(picture),)]


def test_removed_ones_go_after_thirty_days(cast: Any, send: Send, as_worker: Any, superuser: Any) -> None:
    old, young = send(), send()
    superuser.execute("UPDATE pictures_picture SET removed_at = now() - interval '31 days' WHERE id = %s", [old])
    superuser.execute("UPDATE pictures_picture SET removed_at = now() - interval '29 days' WHERE id = %s", [young])
    as_worker(lambda: jobs.sweep(timestamp=0))
    assert superuser.execute("SELECT id FROM pictures_picture").fetchall() == [(young,)]


def test_moderation_can_hold_show_remove_and_bring_back(cast: Any, send: Send, look: Look, superuser: Any) -> None:
    """The functions that moderation's reviewed doors call once they know the kind; here the superuser calls them."""
    dov, picture = _another(cast), send()
    look(picture)
    for verb, seen in (("hide", False), ("show", True), ("take", False)):
        superuser.execute(f"SELECT moderation_picture_{verb}(%s)", [picture])
        assert _sees(dov, picture) is seen, verb
    superuser.execute("SELECT moderation_picture_bring(%s, '{}')", [picture])
    assert _sees(dov, picture)
    about = superuser.execute("SELECT * FROM moderation_picture_about(%s)", [picture]).fetchone()
    assert about == (cast.group.id, cast.ben.id, True)
    post = superuser.execute("SELECT about FROM pictures_picture").fetchone()[0]
    for gone in (True, False):
        superuser.execute("SELECT pictures_with_words(%s, %s)", [post, gone])
        assert _sees(dov, picture) is not gone
