"""What people do, without its pages: the site's own forms, filled in and sent. For what a test is not about."""

import re
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page

PASSPHRASE = "seven quiet lanterns"


def join_site(page: Page, name: str) -> None:
    """Sign up, and be signed in."""
    _send(page, "/join/", "/join/", {"name": name, "passphrase": PASSPHRASE, "adult": "yes", "agrees": "yes"})


def join_group(page: Page, group: str, name: str) -> None:
    """Join an open group and agree to its agreement."""
    _send(page, f"{group}join/", f"{group}join/", {"name": name, "version": "1", "agree": "on"})


def begin(page: Page, group: str, title: str, body: str = "", wish: str = "listen", **more: str) -> str:
    """Begin a conversation and return its id."""
    sent = {"title": title, "body": body or f"{title}, in more words.", "wish": wish, "kind": "support", **more}
    answer = _send(page, f"{group}write/", f"{group}write/", sent)
    return _found(r"/threads/([0-9a-f-]{36})/", answer.url)


def reply(page: Page, thread: str, body: str, **more: str) -> str:
    """Reply, and return the reply's id."""
    address = f"/threads/{thread}/replies/"
    answer = _send(page, f"/threads/{thread}/", address, {"body": body, **more}, {"X-Fragment": "1"})
    return _found(r'id="p-([0-9a-f-]{36})"', answer.text())


def act(page: Page, thread: str, post: str, verb: str, **sent: str) -> None:
    """Do something to a post: nod, edit, withdrawal."""
    _send(page, f"/threads/{thread}/", f"/posts/{post}/{verb}/", sent)


def remove(page: Page, group: str, membership: str) -> None:
    """Remove somebody from a group that one leads."""
    address = f"{group}lead/people/{membership}/removal/"
    _send(page, address, address, {"words": "Please take some time away from us."})


def _send(page: Page, form: str, action: str, sent: dict[str, str], headers: dict[str, str] | None = None) -> Any:
    shown = page.context.request.get(form).text()
    token = _found(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    filled = {"csrfmiddlewaretoken": token, "client_id": str(uuid4()), **sent}
    answer = page.context.request.post(action, form=filled, headers=headers or {})
    assert answer.ok, f"{answer.status} {answer.url}: {answer.text()}"
    return answer


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, f"no {pattern} in {text}"
    return found[1]
