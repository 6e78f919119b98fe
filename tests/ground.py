"""The ground that tests stand on: a real PostgreSQL in a temporary folder, and the web role to reach it with.

Tests that touch the database commit for real. A transaction around each test, as pytest-django makes one, would hide
what row-level security answers: the acting member is bound when a transaction begins. Afterwards the tables that
hold rows are emptied as the superuser, past policies and triggers, in a few milliseconds.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest

from tests.sweeping import put_brooms_away, sweep

# The same examples in every run, and none of them against a clock: how fast something is, benchmarks/ show.
hypothesis.settings.register_profile("hearten", deadline=None, derandomize=True)
hypothesis.settings.load_profile("hearten")

# The people who stand on it, for every test of hearten.
pytest_plugins = ["tests.cast"]

STATE = Path(tempfile.mkdtemp(prefix="hearten-tests-"))
# Before anything reads the settings: no test ever sees an installation's own database, keys or secret. The coach reads
# by rules, which are there at once; a test about models makes its own.
for name in [name for name in os.environ if name.startswith("HEARTEN_") and name != "HEARTEN_CHROMIUM"]:
    del os.environ[name]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
os.environ |= {"HEARTEN_STATE": str(STATE), "HEARTEN_DATABASE_NAME": "hearten_test", "HEARTEN_MODELS": "off"}

# A power cut may take this database: it lives for one run.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_parallel_workers_per_gather": "0",  # emptying 150 small tables asks each whether it holds anything
    "jit": "off",
}


def pytest_configure() -> None:
    # What a shell starts in the background ignores Ctrl-C, and so would all that the tests start and then interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import django
    from django.conf import settings

    if settings.HEARTEN_STATE != STATE:
        raise pytest.UsageError("The settings were read too early: run the tests without DJANGO_SETTINGS_MODULE.")
    django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each process that runs a part of the tests has a ground of its own, and chooses its settings itself."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(STATE, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Start PostgreSQL and bring its database up to date as the owner, once, when the first test needs it."""
    from django.db import connections

    from hearten.commands.migrate import bring_up_to_date
    from hearten.kernel.database import running

    with running(STATE, FAST), django_db_blocker.unblock():  # type: ignore[attr-defined]
        bring_up_to_date()
        yield
        for connection in connections.all(initialized_only=True):
            connection.close()
            getattr(connection, "close_pool", lambda: None)()


@pytest.fixture(scope="session")
def superuser(django_db_setup: None) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection that no policy binds; for cleaning up, and for asking what is really there."""
    from hearten.kernel.cluster import Cluster

    with psycopg.connect(Cluster(STATE).conninfo("hearten_test"), autocommit=True) as connection:
        yield connection
        put_brooms_away()


@pytest.fixture
def _django_db_helper(
    superuser: "psycopg.Connection[tuple[object, ...]]", django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """What pytest-django's `db`, `transactional_db` and `django_db` stand on: ours commits, then sweeps."""
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        for connection in connections.all(initialized_only=True):
            connection.close()
    sweep(superuser)
