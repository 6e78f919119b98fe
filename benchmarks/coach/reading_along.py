"""People who read the same conversation at a steady pace, and the consent and switch that the coach needs."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.thread_page.load import FORM


def open_for_everybody() -> None:
    """Open the coach and let every enrolled person agree to it, past the policies."""
    from hearten.coach.models import Opening
    from hearten.kernel.clock import now
    from hearten.members.models import Consent, Member

    for member in Member.objects.using("keeper").all():
        said = {"text_hash": "", "version": "1", "language": "en", "how": "benchmark", "given_at": now()}
        Consent(member=member, purpose="coach", **said).save(using="keeper", force_insert=True)
    Opening(opened_by=member, opened_at=now()).save(using="keeper", force_insert=True)


@contextmanager
def readers(port: int, path: str, cookie: str, rate: float) -> Iterator[list[float]]:
    """Ask for the page `rate` times a second until the block ends; the list fills with seconds for each answer.

    The pace does not wait for answers, and time is counted from when an answer was due to be asked for: a server that
    stands still shows in every page that was due meanwhile.
    """
    times: list[float] = []
    done = threading.Event()

    def read(due: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", path, headers={"Host": f"localhost:{port}", "Cookie": f"seat={cookie}; form={FORM}"})
        assert connection.getresponse().read()
        times.append(time.perf_counter() - due)
        connection.close()

    def pace() -> None:
        due = time.perf_counter()
        while not done.is_set():
            threading.Thread(target=read, args=(due,)).start()
            due += 1 / rate
            time.sleep(max(0.0, due - time.perf_counter()))

    pacing = threading.Thread(target=pace)
    pacing.start()
    yield times
    done.set()
    pacing.join()
    time.sleep(1)
