"""One meeting for all tests of this folder.

As root a missing program is a failure; anybody else cannot make namespaces, and is told so.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.media.gathering import Meeting, enter, gathered
from tests.media.services import missing


@pytest.fixture(scope="module")
def able() -> None:
    if os.geteuid() != 0:
        pytest.skip("sound and video are tested as root alone: network namespaces need it")
    assert missing() == [], "bin/test installs these"


@pytest.fixture(scope="module")
def people(able: None, superuser: Any, django_db_blocker: Any) -> Iterator[Any]:
    """The cast, for all tests of a file."""
    from django.db import connections

    from tests.coming_together import come_together
    from tests.sweeping import sweep

    with django_db_blocker.unblock():
        cast = come_together()
        for connection in connections.all(initialized_only=True):
            connection.close()
    yield cast
    sweep(superuser)


@pytest.fixture(scope="module")
def meeting(people: Any, superuser: Any, tmp_path_factory: Any) -> Iterator[Meeting]:
    """Everything runs, and all four are in with camera and microphone."""
    with gathered(people, superuser, tmp_path_factory.mktemp("media")) as made:
        for page in made.pages.values():
            enter(page)
        yield made
