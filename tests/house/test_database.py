"""The embedded PostgreSQL: it starts fast, keeps what it was given, ends with its parent, and lets nobody else in."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from hearten.kernel import cluster as supervising
from hearten.kernel.cluster import Cluster
from hearten.kernel.cluster_places import LONGEST_SOCKET, shared_buffers, socket_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import addresses, create_database, drop_database, roles_script, running
from hearten.kernel.postgres_binaries import server_tree

# A hearten of its own, which says when its database runs and then waits to be killed.
HOLDER = """
import sys, time
from pathlib import Path
from hearten.kernel.database import running
with running(Path(sys.argv[1])):
    print("up", flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A state folder whose database was made once and stands still."""
    folder = Path(tempfile.mkdtemp(prefix="hearten-db-"))
    with running(folder):
        pass
    yield folder
    shutil.rmtree(folder)


def as_role(state: Path, role: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(addresses(state).conninfo(role), autocommit=True)


def held(state: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(state)], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "up\n"
    return process


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


@pytest.mark.django_db
def test_canary_tests_run_as_the_web_role() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("hearten_web", "hearten_web", False)


def test_a_second_start_is_fast(made: Path) -> None:
    begun = time.monotonic()
    with running(made):
        assert time.monotonic() - begun < 2


def test_roles_have_the_powers_that_the_design_gives_them(made: Path) -> None:
    with running(made), as_role(made, "web") as web:
        rows = web.execute(
            "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper FROM pg_roles WHERE rolname LIKE 'hearten%' ORDER BY 1"
        ).fetchall()
    assert rows == [
        ("hearten_definer", False, True, False),
        ("hearten_keeper", True, True, False),
        ("hearten_live", True, False, False),
        ("hearten_owner", True, False, False),
        ("hearten_web", True, False, False),
        ("hearten_worker", True, False, False),
    ]


@pytest.mark.parametrize("higher", ["hearten_owner", "hearten_definer", "hearten_keeper", "postgres"])
def test_the_web_role_becomes_nobody_else(made: Path, higher: str) -> None:
    with running(made), as_role(made, "web") as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(f"SET ROLE {higher}")


def test_pages_are_kept_in_an_eighth_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    gigabytes = [0.5, 1, 2, 3, 64]
    kept = []
    for there in gigabytes:
        monkeypatch.setattr(
            os, "sysconf", lambda name, there=there: 4096 if "SIZE" in name else int(there * 1e9) // 4096
        )
        monkeypatch.setattr(Path, "read_text", lambda _path: "max")
        kept.append(shared_buffers())
    assert kept == ["128MB", "128MB", "249MB", "374MB", "512MB"]
    monkeypatch.setattr(Path, "read_text", lambda _path: "1073741824\n")
    assert shared_buffers() == "134MB", "a container's own limit"


def test_a_second_process_uses_the_server_that_runs(made: Path) -> None:
    first = held(made)
    try:
        with running(made), as_role(made, "web") as web:
            assert web.execute("SELECT 1").fetchone() == (1,)
        with as_role(made, "web") as web:  # The visitor has left and the server stays.
            assert web.execute("SELECT 1").fetchone() == (1,)
    finally:
        first.kill()
        first.wait()


def test_the_server_stops_when_its_parent_is_killed(made: Path) -> None:
    parent = held(made)
    assert Cluster(made).answers()
    parent.kill()
    parent.wait()
    assert until(lambda: not Cluster(made).answers())


def test_kill_minus_nine_keeps_every_committed_row(made: Path) -> None:
    parent = held(made)
    with as_role(made, "owner") as owner:
        owner.execute("DROP TABLE IF EXISTS kept")
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 20000)")
        pid = next(iter((Cluster(made).home).glob("pg*/postmaster.pid"))).read_text().split()[0]
        os.kill(int(pid), signal.SIGKILL)
    parent.kill()
    parent.wait()
    with running(made), as_role(made, "owner") as owner:
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (20000,)
        owner.execute("DROP TABLE kept")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as another account")
def test_another_account_of_this_machine_is_refused(made: Path) -> None:
    other = pwd.getpwnam("daemon")
    with running(made):
        socket_folder(made).chmod(0o711)  # Past the first wall, to see the second.
        client = [str(server_tree() / "bin" / "psql"), addresses(made).conninfo("web"), "-c", "SELECT 1"]
        done = subprocess.run(
            client, user=other.pw_uid, group=other.pw_gid, extra_groups=[], capture_output=True, text=True, cwd="/"
        )
    assert done.returncode != 0
    assert "Peer authentication failed" in done.stderr


def test_no_port_is_opened(made: Path) -> None:
    with running(made), as_role(made, "web") as web:
        assert web.execute("SHOW listen_addresses").fetchone() == ("",)


def test_it_is_durable_and_counts_its_pages(made: Path) -> None:
    with running(made), as_role(made, "web") as web:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert web.execute(f"SHOW {setting}").fetchone() == ("on",), setting


def test_the_log_never_holds_what_people_write(made: Path) -> None:
    with running(made), as_role(made, "owner") as owner, pytest.raises(psycopg.Error):
        owner.execute("SELECT 'my brother is ill'::int")
    assert "my brother" not in (made / "database.log").read_text()


def test_long_folders_have_a_short_socket() -> None:
    folder = Path("/tmp") / ("a" * 150) / "state"
    assert len(str(socket_folder(folder) / ".s.PGSQL.5432")) <= LONGEST_SOCKET
    assert socket_folder(folder) == socket_folder(folder)
    assert socket_folder(folder) != socket_folder(folder.parent)


def test_databases_come_and_go(made: Path) -> None:
    with running(made):
        create_database(made, "hearten_second")
        create_database(made, "hearten_copy", template="hearten_second")
        drop_database(made, "hearten_copy")
        drop_database(made, "hearten_second")
        with as_role(made, "web") as web:
            names = web.execute("SELECT datname FROM pg_database WHERE datname LIKE 'hearten%'").fetchall()
    assert ("hearten_copy",) not in names


def test_with_an_address_nothing_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARTEN_DATABASE_URL", "postgresql://hearten_web:secret@db.example:6432/people?sslmode=require")
    with running(tmp_path):
        assert not list(tmp_path.iterdir())
    entry = addresses(tmp_path).django("web")
    assert (entry["NAME"], entry["HOST"], entry["PORT"]) == ("people", "db.example", "6432")
    assert entry["OPTIONS"]["sslmode"] == "require"


def test_a_missing_address_names_its_variable_when_it_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARTEN_DATABASE_URL", "postgresql://hearten_web@db.example/people")
    assert "HEARTEN_OWNER_DATABASE_URL" in addresses(tmp_path).django("owner")["MISSING"]
    with pytest.raises(Complaint, match="set HEARTEN_OWNER_DATABASE_URL"):
        addresses(tmp_path).conninfo("owner")


def test_an_address_that_is_none_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARTEN_DATABASE_URL", "what?")
    with pytest.raises(Complaint, match="HEARTEN_DATABASE_URL is not a database address"):
        addresses(tmp_path)


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage("/")._replace(free=100_000_000)
    monkeypatch.setattr(supervising.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Complaint, match="has 100 MB free and the database needs 500 MB"), running(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(Complaint, match="choose another folder with HEARTEN_STATE"),
        running(tmp_path / "file" / "state"),
    ):
        pass


def test_programs_for_another_machine_are_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "postgres").write_bytes(b"\x7fELF of another machine")
    (tmp_path / "bin" / "postgres").chmod(0o755)
    monkeypatch.setenv("HEARTEN_PG_BIN", str(tmp_path / "bin"))
    with pytest.raises(Complaint, match="does not run on this machine"):
        server_tree.__wrapped__()


def test_old_programs_are_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.20'\n")
    (tmp_path / "bin" / "postgres").chmod(0o755)
    monkeypatch.setenv("HEARTEN_PG_BIN", str(tmp_path / "bin"))
    with pytest.raises(Complaint, match="PostgreSQL 15 and hearten needs 17 or newer"):
        server_tree.__wrapped__()


def test_data_of_another_major_version_are_never_touched(tmp_path: Path) -> None:
    (Cluster(tmp_path).home / "pg17").mkdir(parents=True)
    data = Cluster(tmp_path).home / "pg18"
    with pytest.raises(Complaint, match="made by another version"):
        Cluster(tmp_path)._refuse_other_major(data)


def test_a_socket_folder_of_someone_else_is_refused(made: Path) -> None:
    run = socket_folder(made)
    kept = run.with_name("run.kept")
    run.rename(kept)
    run.symlink_to("/tmp")
    try:
        with pytest.raises(Complaint, match="belongs to someone else"), running(made):
            pass
    finally:
        run.unlink()
        kept.rename(run)


def test_the_script_for_an_own_server_is_complete() -> None:
    script = roles_script()
    for part in ("hearten_definer", "CREATE DATABASE", "\\connect", "CREATE EXTENSION IF NOT EXISTS vector"):
        assert part in script
