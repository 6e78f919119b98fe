"""What pages ask the database, the transaction's own statements left out.

    .venv/bin/python -m benchmarks.queries_per_page

hearten/threads/tests/test_queries.py holds the counts.
"""

import os
import re
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hb-") as folder:
        os.environ |= {"HEARTEN_STATE": folder, "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
        os.environ.pop("HEARTEN_DATABASE_URL", None)
        from hearten.commands.migrate import bring_up_to_date
        from hearten.kernel.database import running

        with running(Path(folder)):
            import django

            django.setup()
            bring_up_to_date()
            _print_counts()


def _print_counts() -> None:
    from django.conf import settings
    from django.test import Client

    from benchmarks.thread_page import scene

    path, cookie = scene.make()
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    group = re.findall(r"/groups/([0-9a-f-]{36})/", client.get(path).content.decode())[0]
    for name, address in (
        ("a conversation with 20 replies", path),
        ("a group's conversations", f"/groups/{group}/"),
        ("home", "/"),
        ("what is new", "/news/"),
        ("find a group", "/groups/"),
        ("help now", "/help-now/"),
    ):
        print(f"{_count(client, address):3}  {name}")


def _count(client: Any, address: str) -> int:
    from django.db import connection

    client.get(address)
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert client.get(address).status_code == 200
    return len(asked)


if __name__ == "__main__":
    main()
