"""A road to the site that can be closed for a while, as when a train goes into a tunnel."""

import socket
import threading
from contextlib import suppress


class Road:
    """Carries connections from a port of its own to the site's. Closed, it cuts them and lets no new one through."""

    def __init__(self, site_port: int) -> None:
        self._site_port = site_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._carried: list[socket.socket] = []
        self._open = True
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._open = False
        for end in self._carried:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._carried.clear()

    def reopen(self) -> None:
        self._open = True

    def remove(self) -> None:
        self.close()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the listener is closed at the end
            while True:
                near, _address = self._listener.accept()
                if not self._open:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._site_port))
                self._carried += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(source, target), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
