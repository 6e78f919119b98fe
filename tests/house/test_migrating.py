"""A database that was brought up to date in the quick way is the same as in Django's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAKE = """
import sys
import django
django.setup()
from contextlib import nullcontext
from django.core.management import call_command
import psycopg
from hearten.commands.ground import state_folder
from hearten.kernel.cluster import Cluster
from hearten.kernel.database import database_name, running
from hearten.kernel.migrating import drawing_little
with running(state_folder()), drawing_little() if sys.argv[1] == "quick" else nullcontext():
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    with psycopg.connect(Cluster(state_folder()).conninfo(database_name())) as there:
        for ask in (
            "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default "
            "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        ):
            print(*there.execute(ask).fetchall(), sep="\\n")
"""


def made(way: str, folder: Path) -> str:
    env = os.environ | {"HEARTEN_STATE": str(folder), "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    done = subprocess.run([sys.executable, "-c", MAKE, way], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
def test_both_ways_make_the_same_database(tmp_path: Path) -> None:
    quick, slow = made("quick", tmp_path / "quick"), made("slow", tmp_path / "slow")
    assert quick.count("\n") > 1000
    assert quick == slow
