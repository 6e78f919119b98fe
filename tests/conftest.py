"""The people of the tests are in tests/cast.py, for the slices' own tests too; the ground is tests/ground.py."""

from typing import Any

import pytest

from tests.filling_in import Door


@pytest.fixture
def door(request: pytest.FixtureRequest, cast: Any) -> Door:
    """One form, named by a test's parameter."""
    return Door(request.param, cast)
