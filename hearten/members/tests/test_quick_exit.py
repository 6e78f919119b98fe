"""Leaving at once, for those who chose to be signed out with it (PR-15)."""

from typing import Any

import pytest
from django.conf import settings

CHOSEN = {"theme": "", "leaves_signed_out": "on"}


def test_by_default_the_link_goes_straight_to_the_neutral_site(cast: Any) -> None:
    assert f'data-quick-exit href="{settings.HEARTEN_QUICK_EXIT}"' in cast.ben.client.get("/you/").content.decode()


def test_whoever_chose_it_is_signed_out_and_nothing_stays_on_the_device(cast: Any) -> None:
    cast.ben.client.post("/you/look/", CHOSEN)
    assert 'data-quick-exit href="/leaving/"' in cast.ben.client.get("/you/").content.decode()
    answer = cast.ben.client.get("/leaving/", headers={"sec-fetch-site": "same-origin"})
    assert answer.url == settings.HEARTEN_QUICK_EXIT
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert cast.ben.client.get("/you/").status_code == 302


def test_the_choice_can_be_taken_back(cast: Any) -> None:
    cast.ben.client.post("/you/look/", CHOSEN)
    cast.ben.client.post("/you/look/", {"theme": ""})
    assert 'href="/leaving/"' not in cast.ben.client.get("/you/").content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_signs_nobody_out(cast: Any, site: str) -> None:
    assert cast.ben.client.get("/leaving/", headers={"sec-fetch-site": site}).url == settings.HEARTEN_QUICK_EXIT
    assert cast.ben.client.get("/you/").status_code == 200
