"""`hearten dev`: the demo, started again whenever a file of hearten changes."""

import subprocess
import sys
import time
from pathlib import Path
from signal import SIGTERM

import hearten
from hearten.commands.ground import end_in_order, state_folder
from hearten.commands.serve import stop_child
from hearten.kernel.children import dies_with_parent
from hearten.kernel.database import running

WATCHED = {".py", ".html", ".css", ".js", ".sql", ".yaml", ".po"}


def dev() -> None:
    """Run the demo and start it again when a file changes; the database keeps running in between."""
    end_in_order()
    with running(state_folder()):
        while True:
            seen = _newest()
            child = subprocess.Popen(
                [sys.executable, "-m", "hearten", "demo"],
                process_group=0,
                preexec_fn=dies_with_parent(SIGTERM),
            )
            try:
                while _newest() == seen:
                    time.sleep(0.5)
            finally:
                stop_child(child)


def _newest() -> int:
    files = (path for path in Path(hearten.__path__[0]).rglob("*") if path.suffix in WATCHED)
    return max(path.stat().st_mtime_ns for path in files if path.exists())
