"""Janus, coturn and the site on their machine of the little internet, with the files that operators are given."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from signal import SIGKILL

from hearten.kernel.children import dies_with_parent
from tests.media.net import SITE, TURN, Net, inside

ROOT = Path(__file__).parents[2]
GIVEN = ROOT / "docs" / "media"
SECRETS = {"CHANGE-THIS-JANUS-SECRET": "janus-of-the-tests", "CHANGE-THIS-TURN-SECRET": "turn-of-the-tests"}
PLACES = {"203.0.113.10": SITE, "203.0.113.11": TURN}
PORT = 8000
STARTS_WITHIN_S = 120  # what a busy machine takes


class Services:
    """What runs on the site's machine."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.place = Path(tempfile.mkdtemp(prefix="hearten-media-"))
        self.janus: subprocess.Popen[bytes] | None = None
        self.others: list[subprocess.Popen[bytes]] = []
        self.url = f"http://{SITE}:{PORT}"
        self._write_files()

    def _write_files(self) -> None:
        for given in GIVEN.iterdir():
            words = given.read_text()
            for old, new in (SECRETS | PLACES).items():
                words = words.replace(old, new)
            words = words.replace('configs_folder = "/etc/janus"', f'configs_folder = "{self.place}"')
            (self.place / given.name).write_text(words)

    def run(self, name: str, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
        with (self.place / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                inside(self.net.site, *words), cwd=self.place if name != "site" else ROOT, stdout=log, stderr=log,
                env=os.environ | environment, preexec_fn=dies_with_parent(SIGKILL),
            )  # fmt: skip

    def start_janus(self) -> None:
        self.janus = self.run("janus", "janus", "-F", str(self.place), "-C", str(self.place / "janus.jcfg"))

    def kill_janus(self) -> None:
        assert self.janus is not None
        self.janus.send_signal(SIGKILL)
        self.janus.wait()

    def start(self, relay: bool = True) -> None:
        self.start_janus()
        if relay:
            turn = ["turnserver", "-c", str(self.place / "turnserver.conf"), "--pidfile", str(self.place / "turn.pid")]
            self.others.append(self.run("turn", *turn))
        self.others.append(
            self.run(
                "site",
                sys.executable,
                "-m",
                "tests.media.room",
                f"{SITE}:{PORT}",
                HEARTEN_JANUS_URL="ws://127.0.0.1:8188",
                HEARTEN_JANUS_SECRET=SECRETS["CHANGE-THIS-JANUS-SECRET"],
                HEARTEN_TURN_URLS=f"turn:{TURN}:3478?transport=udp" if relay else "",
                HEARTEN_TURN_SECRET=SECRETS["CHANGE-THIS-TURN-SECRET"],
                HEARTEN_HOSTS=SITE,
                HEARTEN_ORIGIN=self.url,
                HEARTEN_RATE_LIMITS="off",
            )
        )
        deadline = time.monotonic() + STARTS_WITHIN_S
        while self.get("/health") is None:
            assert time.monotonic() < deadline, self.log("site")
            time.sleep(0.1)

    def processes(self) -> dict[str, int]:
        """Return the process ids of Janus, the relay and the web process. `ip netns exec` becomes what it starts."""
        assert self.janus is not None
        turn, site = self.others
        return {"janus": self.janus.pid, "coturn": turn.pid, "web": site.pid}

    def get(self, path: str) -> str | None:
        """Ask the site from its own machine; None when it does not answer."""
        code = "import sys,urllib.request as r; sys.stdout.write(r.urlopen(sys.argv[1], timeout=8).read().decode())"
        done = subprocess.run(
            inside(self.net.site, sys.executable, "-S", "-c", code, f"{self.url}{path}"), capture_output=True, text=True
        )
        return done.stdout if done.returncode == 0 else None

    def log(self, name: str) -> str:
        return (self.place / f"{name}.log").read_text()

    def stop(self) -> None:
        for each in [*reversed(self.others), *([self.janus] if self.janus else [])]:
            each.kill()
            each.wait()
        shutil.rmtree(self.place, ignore_errors=True)


def missing() -> list[str]:
    """Return the programs that these tests need and that are not here."""
    return [name for name in ("janus", "turnserver", "ip", "tc") if shutil.which(name) is None]
