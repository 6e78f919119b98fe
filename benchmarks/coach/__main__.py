"""From pressing "How does this read?" to marks and next steps on the page, while others read; and what it costs them.

    .venv/bin/python -m benchmarks.coach [--presses 40] [--readers 5]

Everything of hearten that serves (web process, coach's process) is pinned to core 0; PostgreSQL, the browser and the
readers are on the other core. The baseline is the conversation's page itself, asked for in the same run: `readers`
pages a second without anybody asking the coach, then with it asked all the time.
"""

import argparse
import sys

from benchmarks.coach import page, reading_along
from benchmarks.scratch import site
from benchmarks.thread_page.__main__ import OURS, _pinned, _wait


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--presses", type=int, default=40)
    parser.add_argument("--readers", type=float, default=5)
    given = parser.parse_args()
    with site(OURS):
        from benchmarks.thread_page import scene

        path, cookie = scene.make()
        reading_along.open_for_everybody()
        server = _pinned([sys.executable, "-m", "hearten", "serve"], {})
        try:
            _wait(f"http://localhost:{OURS}/health")
            _rounds(path, cookie, given)
        finally:
            server.terminate()
            server.wait(20)


def _rounds(path: str, cookie: str, given: argparse.Namespace) -> None:
    with page.browser(OURS, path, cookie) as writer:
        writer.press()  # the coach's process starts with the first question; later ones meet it running
        with reading_along.readers(OURS, path, cookie, given.readers) as quiet:
            page.wait(12)
        with reading_along.readers(OURS, path, cookie, given.readers) as busy:
            times = [writer.press() for _each in range(given.presses)]
    marks, steps = ([one[at] for one in times] for at in (0, 1))
    print(f"press to marks: {_said(marks)}    press to next steps: {_said(steps)}    ({len(times)} presses)")
    print(f"the page, nobody asks: {_said(quiet)}    while somebody asks: {_said(busy)}")
    ratios = [_p(busy, share) / _p(quiet, share) for share in (0.5, 0.95)]
    print(f"the page with the coach asked, of without: p50 {ratios[0]:.2f}, p95 {ratios[1]:.2f}")
    print(f"press to marks p95 in pages' p50: {_p(marks, 0.95) / _p(quiet, 0.5):.1f}")


def _said(times: list[float]) -> str:
    return f"p50 {_p(times, 0.5) * 1000:.0f} p95 {_p(times, 0.95) * 1000:.0f} ms"


def _p(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
