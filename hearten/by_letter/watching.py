"""What the worker keeps doing for letters that come in: the door stays open, and nothing that came is forgotten."""

import threading
import time

from hearten.by_letter.jobs import post_what_was_left
from hearten.by_letter.place import is_on, place
from hearten.by_letter.receiving import Doorway
from hearten.kernel.watches import keep_doing

RECEIVES = "letters that come in"
EVERY_S = 1.0
LOOKS_EVERY_S = 60.0


def keep_receiving(ended: threading.Event) -> None:
    """Take letters in until `ended` is set. Nothing happens where they do not come in here."""
    if is_on():
        watch = Watch(Doorway(place()))
        try:
            keep_doing(RECEIVES, watch.look, EVERY_S, ended)
        finally:
            watch.doorway.close()


class Watch:
    """A door that is opened again when it is shut, and now and then a look at what was left."""

    def __init__(self, doorway: Doorway) -> None:
        self.doorway, self.looks_at = doorway, 0.0

    def look(self) -> None:
        """Do what there is to do now."""
        if not self.doorway.is_open:
            self.doorway.open()
        if time.monotonic() >= self.looks_at:
            self.looks_at = time.monotonic() + LOOKS_EVERY_S
            post_what_was_left()
