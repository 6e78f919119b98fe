"""`hearten check`: what is wrong with this installation, one line each, with the command that mends it."""

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import typer
from psycopg.rows import dict_row

from hearten.commands.ground import load_django, pending_migrations, state_folder
from hearten.kernel.database import Addresses, addresses, running
from hearten.kernel.postgres_binaries import OLDEST_MAJOR

CLOCK_MAY_DIFFER_SECONDS = 10
# 2026-01-01: no clock of a machine that runs this code stands before it.
EARLIEST = 1_767_225_600

Problem = tuple[str, str]
Row = dict[str, object]


def check() -> None:
    """Look for what is wrong here; exit status 1 when there is something."""
    with running(state_folder()):
        load_django()
        from django.conf import settings

        place = addresses(state_folder())
        problems = [*_in_code(), *_in_database(place), *_in_tables(), *_in_key_store(settings.HEARTEN_KEYSTORE)]
        problems += [*_in_erasures(), *_in_coach(), *_in_guide(), *_in_settings_outside(), *_in_ways_outside()]
    for cause, mend in problems:
        typer.echo(f"{cause} {mend}", err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("Nothing is wrong.")


def _in_code() -> Iterator[Problem]:
    from django.core.checks import ERROR, run_checks

    for found in run_checks():
        if found.level >= ERROR:
            yield found.msg, found.hint or "Report this to the people who maintain hearten."


def _in_database(place: Addresses) -> Iterator[Problem]:
    script = "Run `hearten roles | psql --dbname postgres` as the server's superuser."
    for role in ("web", "worker", "owner", "keeper"):
        with psycopg.connect(place.conninfo(role), row_factory=dict_row) as connection:
            yield from ((cause, script) for cause in _about_role(role, connection))
            if role == "web":
                yield from _about_server(connection)


def _about_role(role: str, connection: psycopg.Connection[Row]) -> Iterator[str]:
    facts = connection.execute(
        """SELECT current_user AS name, rolsuper AS super, rolbypassrls AS bypasses,
                  EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid) AS owns,
                  EXISTS (SELECT FROM pg_auth_members JOIN pg_roles AS higher ON higher.oid = roleid
                          WHERE member = pg_roles.oid AND (higher.rolbypassrls OR higher.rolname = 'hearten_owner')
                  ) AS may_become
           FROM pg_roles WHERE rolname = current_user"""
    ).fetchone()
    assert facts
    if facts["name"] != f"hearten_{role}":
        yield f"The address of {role} signs in as {facts['name']}, not as hearten_{role}."
    if facts["super"]:
        yield f"{facts['name']} is a superuser, and nothing that hearten runs may be."
    if facts["bypasses"] != (role == "keeper"):
        yield f"{facts['name']} {'bypasses' if facts['bypasses'] else 'does not bypass'} row-level security."
    if role in ("web", "worker") and (facts["owns"] or facts["may_become"]):
        yield f"{facts['name']} owns tables, or may become a role that sees everything."


def _about_server(connection: psycopg.Connection[Row]) -> Iterator[Problem]:
    if connection.info.server_version // 10000 < OLDEST_MAJOR:
        yield f"The server is older than PostgreSQL {OLDEST_MAJOR}.", "Upgrade it."
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        row = connection.execute("SELECT current_setting(%s) AS value", [setting]).fetchone()
        if row and row["value"] in ("off", "local"):
            yield f"{setting} is {row['value']}: a power cut loses posts.", f"Set {setting} = on in postgresql.conf."
    row = connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8 AS now").fetchone()
    skew = abs(float(str(row["now"])) - time.time()) if row else 0.0
    if skew > CLOCK_MAY_DIFFER_SECONDS or time.time() < EARLIEST:
        yield "The clock is wrong, here or on the database server.", "Run `timedatectl set-ntp true` on both."


def _in_tables() -> Iterator[Problem]:
    from django.db import connection

    from hearten.kernel.policies import guarded_models

    if pending := pending_migrations():
        yield f"{len(pending)} migrations are pending.", "Run `hearten migrate`."
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
    for model in guarded_models():
        if model._meta.db_table not in forced:
            yield f"Row-level security is not forced on {model._meta.db_table}.", "Run `hearten migrate`."


def _in_key_store(folder: Path) -> Iterator[Problem]:
    if not folder.is_dir():
        yield (
            f"The key store {folder} is missing.",
            f"Run `hearten restore` with its backup, or `mkdir -m 700 {folder}`.",
        )
    elif folder.stat().st_mode & 0o077:
        yield f"Others may look into the key store {folder}.", f"Run `chmod 700 {folder}`."
    else:
        yield from _in_master_keys(folder)


def _in_master_keys(folder: Path) -> Iterator[Problem]:
    from hearten.kernel import fingerprints, masters, rotation

    try:
        if (folder / fingerprints.FILE).exists():
            fingerprints.key(folder)
        else:
            masters.known(folder)
    except masters.KeyStoreUnavailable as error:
        yield str(error), "Until then no sealed page opens."
    if change := rotation.begun(folder):
        yield f"A change of keys was stopped at its step `{change.step}`.", "Run `hearten keys rotate` to go on."


def _in_erasures() -> Iterator[Problem]:
    from hearten.members.erasing import unfinished

    if not pending_migrations() and (left := unfinished()):
        yield f"{len(left)} people who were erased have rows in the database again.", "Run `hearten erasures replay`."


def _in_coach() -> Iterator[Problem]:
    from django.conf import settings

    from hearten.coach.asking import operators_model
    from hearten.coach.endpoint import probe
    from hearten.reading.weights import WeightsUnfit, manifest, verified

    if not settings.HEARTEN_MODELS:
        return
    try:
        for name in manifest():
            verified(name)
    except WeightsUnfit as unfit:
        yield str(unfit), "Until then the coach reads by rules."
    endpoint = operators_model()
    if endpoint is not None and (cause := probe(endpoint)):
        yield cause, "Until then suggestions come from our own list alone."


def _in_guide() -> Iterator[Problem]:
    from hearten.guide.generating import named_model
    from hearten.guide.tried import changed, why_not

    named = named_model()
    why = why_not(named) if named is not None else ""
    if named is None or not why:
        return
    causes = {
        "untried": "was not tried",
        "changed": f"is not what was tried ({', '.join(changed(named))} changed)",
        "old": "was tried more than 90 days ago",
    }
    yield (
        f"The Guide's own model {causes[why]}; until it is, the Guide quotes.",
        f"With a demo's state, run `hearten guide redteam --generator --keep {state_folder()}`.",
    )


def _in_settings_outside() -> Iterator[Problem]:
    from django.conf import settings

    from hearten.by_letter.place import problems
    from hearten.guide.contact import contact as of_the_team
    from hearten.notices.outside.push.pushing import contact

    yield from problems()
    if settings.HEARTEN_CONTACT and of_the_team() is None:
        yield "HEARTEN_CONTACT is neither a mail address nor a page: nobody sees it.", "Set it to one, with https://."
    if settings.HEARTEN_SMTP_HOST and not settings.HEARTEN_SMTP_FROM:
        yield "HEARTEN_SMTP_HOST is set and HEARTEN_SMTP_FROM is not: no letter is sent.", "Set both, or neither."
    if settings.HEARTEN_SMTP_TLS not in ("starttls", "tls", "off"):
        yield "HEARTEN_SMTP_TLS is none of starttls, tls and off.", "Choose one of them."
    if settings.HEARTEN_SMTP_TLS == "off" and settings.HEARTEN_SMTP_PASSWORD:
        yield "The mail server's passphrase goes over the line unsealed.", "Set HEARTEN_SMTP_TLS to starttls or tls."
    if settings.HEARTEN_PUSH and not contact():
        yield (
            "HEARTEN_PUSH is on and HEARTEN_PUSH_CONTACT holds no address: nothing is pushed.",
            "Set it to an address of yours.",
        )


def _in_ways_outside() -> Iterator[Problem]:
    from hearten.notices.models import Channel
    from hearten.notices.outside.trouble import advice, faults

    for fault in () if pending_migrations() else faults():
        since = fault.since.strftime("%Y-%m-%d %H:%M UTC")
        mend = advice(Channel(fault.channel), fault.cause)
        yield f"Since {since} {fault.channel} does not work ({fault.cause}).", mend
