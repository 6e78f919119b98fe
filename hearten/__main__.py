"""The `hearten` command."""

import os
import sys
from typing import NoReturn

import psycopg
import typer

from hearten.commands.check import check
from hearten.commands.coach import coach
from hearten.commands.demo import demo
from hearten.commands.dev import dev
from hearten.commands.erasures import erasures
from hearten.commands.guide import guide
from hearten.commands.keep import backup, restore
from hearten.commands.keys import keys
from hearten.commands.measures import measures
from hearten.commands.meetings import meetings
from hearten.commands.migrate import migrate
from hearten.commands.moderation import moderation
from hearten.commands.operator import operator
from hearten.commands.outcomes import outcomes
from hearten.commands.policies import policies
from hearten.commands.reading import reading
from hearten.commands.resources import resources
from hearten.commands.retention import retention
from hearten.commands.routes import routes
from hearten.commands.safety import safety
from hearten.commands.serve import serve
from hearten.commands.worker import worker
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import roles_script

app = typer.Typer(
    help="hearten: peer support groups, confidential by construction.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def roles() -> None:
    """Print the SQL that prepares a PostgreSQL of your own, for its superuser to run with psql."""
    typer.echo(roles_script())


for command in (serve, worker, migrate, check, backup, restore, roles, policies, routes, retention, demo, dev):
    app.command()(command)
app.add_typer(operator, name="operator")
app.add_typer(erasures, name="erasures")
app.add_typer(keys, name="keys")
app.add_typer(reading, name="reading")
app.add_typer(coach, name="coach")
app.add_typer(safety, name="safety")
app.add_typer(moderation, name="moderation")
app.add_typer(meetings, name="meetings")
app.add_typer(resources, name="resources")
app.add_typer(measures, name="measures")
app.add_typer(outcomes, name="outcomes")
app.add_typer(guide, name="guide")


def main() -> None:
    """Run a command; a Complaint becomes its sentence on standard error and exit status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
    try:
        app()
    except Complaint as complaint:
        refuse(str(complaint))
    except psycopg.OperationalError as error:
        refuse(f"The database does not answer ({str(error).splitlines()[0]}): check the address and that it runs.")


def refuse(sentence: str) -> NoReturn:
    """Say why, and end with the status that means: mend this and try again."""
    typer.echo(sentence, err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
