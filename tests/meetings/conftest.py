"""One whole site with a group of fourteen for the tests of rooms."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.site import ROOT, Site
from tests.meetings.attending import Attendee

SCENE = """
import json, sys
from tests.meetings.scene import make_meeting
import django
django.setup()
print(make_meeting(**json.load(sys.stdin)).id)
"""


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    made = Site()
    try:
        made.fill("tests.meetings.scene")
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def announce(site: Site) -> Callable[..., str]:
    """`announce(definition)` is the id of a meeting that began a moment ago."""

    def make(definition: dict[str, Any], **more: Any) -> str:
        import json

        values = json.dumps({"group_id": site.ids["group"], "definition": definition} | more)
        done = subprocess.run(
            [sys.executable, "-c", SCENE], input=values, cwd=ROOT, env=site.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[-1]

    return make


@pytest.fixture
def attend(site: Site) -> Iterator[Callable[..., Attendee]]:
    """`attend("Ben", meeting)` is somebody's browser; streams are closed at the end."""
    there: list[Attendee] = []

    def make(name: str, meeting: str) -> Attendee:
        there.append(Attendee(site, name, meeting))
        return there[-1]

    yield make
    for one in there:
        if one._stream is not None:
            one.drop()
