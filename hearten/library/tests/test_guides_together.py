"""Two people at one guide, two presses of one button, and what stands outside the main text."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.library.tests.guiding import GUIDE, group_guide, page, rows, told
from tests.together import at_once

pytestmark = pytest.mark.django_db
DOSE = "Take 300 mg of it twice a day."


def test_who_saves_second_is_told_first_and_loses_nothing(cast: Any) -> None:
    guide = group_guide(cast)
    first = {**GUIDE, "version": "1", "title": "Ring them first"}
    assert cast.ada.client.post(f"{guide}edit/", first).status_code == 302
    late = cast.ada.client.post(f"{guide}edit/", {**GUIDE, "version": "1", "title": "Write to them first"})
    shown = late.content.decode()
    assert late.status_code == 422 and "changed this guide while you wrote" in shown
    assert "Write to them first" in shown and 'name="version" value="2"' in shown
    assert "Ring them first" in page(cast.ben, guide)
    knowing = {**GUIDE, "version": "2", "title": "Write to them first"}
    assert cast.ada.client.post(f"{guide}edit/", knowing).status_code == 302


def test_a_step_that_went_while_somebody_wrote_loses_no_words(cast: Any) -> None:
    guide = group_guide(cast)
    assert told(cast.ben, guide, cast.group, step=str(uuid4())).status_code == 302
    assert "They rang back" in page(cast.ada, guide)


def test_one_wait_for_each_person_from_two_windows_at_once(cast: Any) -> None:
    guide = group_guide(cast)

    def press(window: Any) -> int:
        sent = {"kind": "wait", "weeks": "4", "body": "", "client_id": str(uuid4())}
        return int(window.post(f"/groups/{cast.group.id}{guide}notes/", sent).status_code)

    answers = at_once(press, [cast.ben.browser() for _window in range(4)])
    assert sorted(answers) == [302, 403, 403, 403]
    assert rows("GuideNote").count() == 1


@pytest.mark.parametrize("field", ["region", "body"])
def test_no_dose_stands_beside_a_guide(field: str, cast: Any) -> None:
    assert told(cast.ben, group_guide(cast), cast.group, **{field: DOSE}).status_code == 422


@pytest.mark.parametrize("field", ["sources", "regions", "summary"])
def test_no_dose_stands_in_a_guide(field: str, cast: Any) -> None:
    guide = group_guide(cast)
    assert cast.ada.client.post(f"{guide}edit/", {**GUIDE, field: DOSE}).status_code == 422


def test_no_dose_stands_in_what_is_said_about_a_guide(cast: Any) -> None:
    guide = group_guide(cast)
    check = cast.ada.client.post(f"{guide}checks/", {"on": "2026-01-02", "found": DOSE})
    assert check.status_code == 422 and DOSE in check.content.decode()
    rest = cast.ada.client.post(f"{guide}retirement/", {"reason": DOSE})
    assert rest.status_code == 422 and DOSE in rest.content.decode()
