"""Where a request's time goes, inside Django alone: CPU per request, then the costliest functions.

.venv/bin/python -m benchmarks.thread_page.where_it_goes
"""

import cProfile
import io
import os
import pstats
import tempfile
import time
from pathlib import Path
from typing import Any

COUNT = 400


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hb-") as folder:
        os.environ |= {"HEARTEN_STATE": folder, "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
        from hearten.commands.migrate import bring_up_to_date
        from hearten.kernel.database import running

        with running(Path(folder)):
            import django

            django.setup()
            bring_up_to_date()
            _profile()


def _profile() -> None:
    from django.core.wsgi import get_wsgi_application

    from benchmarks.thread_page import scene

    path, cookie = scene.make()
    application = get_wsgi_application()

    def ask() -> bytes:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "8000",
            "HTTP_HOST": "localhost:8000", "HTTP_COOKIE": f"seat={cookie}", "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        }  # fmt: skip
        answer = application(environ, lambda status, headers: None)
        body = b"".join(answer)
        answer.close()
        return body

    for _ in range(50):
        ask()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(COUNT):
        ask()
    print(
        f"CPU {(time.process_time() - cpu) / COUNT * 1000:.2f} ms, "
        f"wall {(time.perf_counter() - wall) / COUNT * 1000:.2f} ms a request"
    )
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(COUNT):
        ask()
    profile.disable()
    pstats.Stats(profile).sort_stats("cumtime").print_stats(90)


if __name__ == "__main__":
    main()
