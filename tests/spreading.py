"""A pytest plugin: which tests stay together when a run goes in several processes (decision 0074)."""

from typing import Any

import pytest

# They have one site, or one room, for all of their files; and two browsers at once are too much for a small machine.
WITH_A_BROWSER = ("tests/browser/", "tests/media/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread file by file, in order; those that need a browser as one."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return WITH_A_BROWSER[0] if file.startswith(WITH_A_BROWSER) else file

    return ByFile(config, log)
