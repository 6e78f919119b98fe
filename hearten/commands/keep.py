"""`hearten backup` and `hearten restore`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from hearten.commands.ground import finish_erasures, load_django, state_folder
from hearten.commands.migrate import bring_up_to_date
from hearten.kernel import backup as keeping
from hearten.kernel.database import addresses, running


def _key_store() -> Path:
    return Path(os.environ.get("HEARTEN_KEYSTORE", state_folder() / "keys")).resolve()


def backup(
    out: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    keys: Annotated[
        Path | None, typer.Option(help="Where to put keys.tar instead: elsewhere than the content.")
    ] = None,
) -> None:
    """Write the content, and apart from it the keys, to a new folder."""
    with running(state_folder()):
        keeping.backup(addresses(state_folder()), _key_store(), out.resolve(), (keys or out / "keys.tar").resolve())
    typer.echo(f"Backed up to {out}. Move keys.tar elsewhere, and keep it for 7 days at most.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A folder that `hearten backup` wrote.")],
    keys: Annotated[Path | None, typer.Option(help="A keys.tar, where the live key store is lost.")] = None,
) -> None:
    """Bring a backup back into an empty database. Whoever was erased since then stays erased."""
    with running(state_folder()):
        keeping.restore(addresses(state_folder()), _key_store(), source.resolve(), keys and keys.resolve())
        load_django()
        bring_up_to_date()
        again = finish_erasures()
    told = f" Erased again: {again}, who were erased after this backup." if again else ""
    typer.echo(f"Restored.{told} Run `hearten check` before you open the site.")
