"""A little internet: the site's machine and four people's, each in a network namespace of its own, on one wire.

Everybody could reach everybody. Whatever passes on the wire is listened to, so that a test can say who spoke to whom.
"""

import ctypes
import os
import socket
import subprocess
import threading
import time
from collections import Counter

SITE, TURN = "10.77.0.1", "10.77.0.2"
CLONE_NEWNET = 0x40000000
ETH_P_ALL, PACKET_OUTGOING = 3, 4


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Net:
    """`people` are the addresses of four machines; `site` is the namespace of the fifth."""

    def __init__(self, many: int = 4) -> None:
        self.mark = f"hm{os.getpid() % 100_000}"
        self.wire, self.site = f"{self.mark}w", f"{self.mark}s"
        self.people = {f"10.77.0.{11 + number}": f"{self.mark}p{number}" for number in range(many)}
        self.passed: Counter[tuple[str, str]] = Counter()
        self.over = False

    def make(self) -> None:
        ip("netns", "add", self.wire)
        ip("-n", self.wire, "link", "add", "br0", "type", "bridge")
        ip("-n", self.wire, "link", "set", "br0", "up")
        self._plug(self.site, SITE, TURN)
        for address, name in self.people.items():
            self._plug(name, address)
        self.ear = self._listen()
        threading.Thread(target=self._hear, daemon=True).start()

    def _plug(self, name: str, *addresses: str) -> None:
        ip("netns", "add", name)
        ip("-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", name, "netns", self.wire)
        ip("-n", self.wire, "link", "set", name, "master", "br0")
        ip("-n", self.wire, "link", "set", name, "up")
        for address in addresses:
            ip("-n", name, "address", "add", f"{address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            ip("-n", name, "link", "set", device, "up")
        ip("-n", name, "route", "add", "default", "via", SITE if SITE not in addresses else "10.77.0.254")

    def _listen(self) -> socket.socket:
        """Open a socket that hears every frame on the wire. A thread goes there for it: namespaces are a thread's."""
        made: list[socket.socket] = []

        def go() -> None:
            with open(f"/run/netns/{self.wire}") as there:
                assert ctypes.CDLL(None).setns(there.fileno(), CLONE_NEWNET) == 0
            made.append(socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL)))

        going = threading.Thread(target=go)
        going.start()
        going.join()
        return made[0]

    def _hear(self) -> None:
        self.ear.settimeout(0.5)
        while not self.over:
            try:
                frame, where = self.ear.recvfrom(128)
            except TimeoutError:
                continue
            if where[2] != PACKET_OUTGOING and frame[12:14] == b"\x08\x00":
                self.passed[socket.inet_ntoa(frame[26:30]), socket.inet_ntoa(frame[30:34])] += 1

    def between_people(self) -> dict[tuple[str, str], int]:
        """Return the packets that went straight from one person's machine to another's."""
        return {pair: many for pair, many in self.passed.items() if set(pair) <= self.people.keys()}

    def cut_udp(self, name: str, cut: bool = True) -> None:
        ip("-n", name, "rule", "add" if cut else "del", "pref", "5", "ipproto", "udp", "blackhole")

    def narrow(self, name: str, rate: str) -> None:
        """Let no more than `rate` through a machine's line, in each direction."""
        for where, device in ((name, "eth0"), (self.wire, name)):
            shape = ["tbf", "rate", rate, "burst", "3000", "latency", "300ms"]
            words = ["tc", "-n", where, "qdisc", "replace", "dev", device, "root", *shape]
            subprocess.run(words, check=True, capture_output=True)

    def widen(self, name: str) -> None:
        for where, device in ((name, "eth0"), (self.wire, name)):
            subprocess.run(["tc", "-n", where, "qdisc", "del", "dev", device, "root"], check=False, capture_output=True)

    def remove(self) -> None:
        self.over = True
        time.sleep(0.6)
        self.ear.close()
        for name in (*self.people.values(), self.site, self.wire):
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def inside(name: str, *words: str) -> list[str]:
    """Return the command that runs in a namespace."""
    return ["ip", "netns", "exec", name, *words]
