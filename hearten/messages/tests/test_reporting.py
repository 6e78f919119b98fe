"""What a report of a conversation is about decides who is called; and what the staff can then do about it."""

from typing import Any

import pytest

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
