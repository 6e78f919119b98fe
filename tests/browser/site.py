"""A whole hearten for the browser tests, as an operator starts it, in a temporary folder on a free port."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from signal import SIGKILL
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from hearten.kernel.children import dies_with_parent
from hearten.kernel.cluster import Cluster

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_S = 120


class Site:
    """`hearten serve --with-worker` over its own PostgreSQL; `ids` names the rows that scene.py made."""

    def __init__(self) -> None:
        self.state = Path(tempfile.mkdtemp(prefix="hearten-browser-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._env = {name: value for name, value in os.environ.items() if not name.startswith(("HEARTEN_", "DJANGO_"))}
        # The demo waives the staff's second factor; everything else is as on a live site.
        self._env |= {"HEARTEN_STATE": str(self.state), "HEARTEN_PORT": str(self.port)}
        self._env |= {"HEARTEN_DEMO": "1", "HEARTEN_RATE_LIMITS": "off"}
        self._server: subprocess.Popen[bytes] | None = None
        self.ids: dict[str, str] = {}

    @property
    def env(self) -> dict[str, str]:
        """What a program needs to run on this site's ground."""
        return self._env

    def fill(self, scene: str = "tests.browser.scene") -> None:
        """Make the database, the people and their words."""
        done = subprocess.run([sys.executable, "-m", scene], cwd=ROOT, env=self._env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.ids = json.loads(done.stdout.splitlines()[-1])

    def start(self, *, worker: bool = True) -> None:
        """Start the server and wait until it answers."""
        with (self.state / "serve.log").open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "hearten", "serve", *(["--with-worker"] if worker else [])],
                cwd=ROOT,
                env=self._env,
                stdout=log,
                stderr=log,
                preexec_fn=dies_with_parent(SIGKILL),
            )
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert self._server.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until the worker has told everybody what there was to tell."""
        waits = """SELECT 1 FROM procrastinate_jobs
            WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now()"""
        deadline = time.monotonic() + STARTS_WITHIN_S
        while self.read(waits):
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def kill(self) -> None:
        """End the server as a power cut would: no goodbye to anybody."""
        assert self._server is not None
        self._server.send_signal(SIGKILL)
        self._server.wait()

    def remove(self) -> None:
        """Stop in order, and leave nothing."""
        if self._server is not None and self._server.poll() is None:
            self._server.terminate()
            self._server.wait(30)
        shutil.rmtree(self.state, ignore_errors=True)

    def log(self) -> str:
        return (self.state / "serve.log").read_text()

    def read(self, sql: str, *values: Any) -> list[Any]:
        """What is really there, past every policy."""
        with psycopg.connect(Cluster(self.state).conninfo("hearten"), autocommit=True) as connection:
            return connection.execute(sql.encode(), values).fetchall()

    def group(self, slug: str) -> str:
        """The address of a group."""
        return f"{self.url}/groups/{self.ids[slug]}/"

    def thread(self, key: str) -> str:
        return f"{self.url}/threads/{key}/"
