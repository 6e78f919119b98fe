"""The tests' own ground: rows are committed for real, and gone afterwards, quickly."""

import time
from typing import Any

import pytest
from django.db import connection

from tests.ground import sweep


@pytest.mark.django_db
def test_outside_a_transaction_nobody_acts_and_each_statement_commits() -> None:
    assert not connection.in_atomic_block


def test_sweeping_is_quick_and_thorough(superuser: Any) -> None:
    superuser.execute("CREATE TABLE IF NOT EXISTS probe (id int)")
    try:
        superuser.execute("INSERT INTO probe SELECT generate_series(1, 100)")
        sweep(superuser)
        assert superuser.execute("SELECT count(*) FROM probe").fetchone() == (0,)
        begun = time.monotonic()
        for _ in range(10):
            sweep(superuser)
        assert (time.monotonic() - begun) / 10 < 0.03
    finally:
        superuser.execute("DROP TABLE probe")
