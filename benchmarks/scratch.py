"""A scratch hearten to measure: a database in a temporary folder, with everything but the servers off core 0."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def site(port: int) -> Iterator[Path]:
    """Make an empty database and load Django; gives the state folder, which goes with the block."""
    with tempfile.TemporaryDirectory(prefix="hb-") as folder:
        os.environ |= {
            "HEARTEN_STATE": folder,
            "HEARTEN_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "hearten.config.settings",
        }
        os.environ.pop("HEARTEN_DATABASE_URL", None)
        if (os.cpu_count() or 1) > 1:
            os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)))  # inherited by PostgreSQL
        from hearten.commands.migrate import bring_up_to_date
        from hearten.kernel.database import running

        with running(Path(folder)):
            import django

            django.setup()
            bring_up_to_date()
            yield Path(folder)
