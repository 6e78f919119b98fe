"""The processes of a run: servers on core 0, whoever listens and whoever writes on the others."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psycopg

Written = list[tuple[int, float]]
TICKS = os.sysconf("SC_CLK_TCK")
OURS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND application_name IN ('hearten web', 'hearten live')"""


class Program:
    """A Python program beside: one JSON object a line in, one out."""

    def __init__(self, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, what: Any = None) -> Any:
        self.tell(what)
        return self.answer()

    def tell(self, what: Any = None) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        if not said:
            raise SystemExit(f"{self.process.args} ended")
        return json.loads(said)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


class Server:
    """One server process pinned to core 0."""

    def __init__(self, module: str, *arguments: str) -> None:
        command = ["taskset", "-c", "0", sys.executable, "-m", module, *arguments]
        self.process = subprocess.Popen(command, env=os.environ | {"HEARTEN_RATE_LIMITS": "off"})

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory_mb(self) -> float:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


class Counting:
    """Counts the web process's database connections until it is asked for the most there were."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo, self.most, self.over = conninfo, 0, threading.Event()
        self.thread = threading.Thread(target=self._count, daemon=True)
        self.thread.start()

    def _count(self) -> None:
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            while not self.over.wait(0.25):
                found = connection.execute(OURS).fetchone()
                self.most = max(self.most, found[0] if found else 0)

    def end(self) -> int:
        self.over.set()
        self.thread.join()
        return self.most


def wait_for(address: str) -> None:
    """Wait until a server answers. Raises SystemExit when it does not."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer")


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _one in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def wait_until_open(port: int) -> None:
    """Wait until something listens there; it need not speak HTTP."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing listens on port {port}")


def write_bare(port: int, event: bytes, rate: float, seconds: float) -> Written:
    """Hand the bare hub `rate` numbered events a second; each counts from right after it was handed over."""
    written: Written = []
    with socket.create_connection(("127.0.0.1", port)) as there:
        there.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        began = time.monotonic()
        for turn in range(int(rate * seconds)):
            time.sleep(max(0.0, began + turn / rate - time.monotonic()))
            there.sendall(b"id: %d\n" % turn + event)
            written.append((turn, time.monotonic()))
    return written
