"""Four people in one meeting: their machines, their browsers, and the site's machine, in network namespaces."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.media.net import Net
from tests.media.services import Services

NAMES = ("ada", "ben", "cleo", "dov")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip
DOUBLE = Path(__file__).parent / "double.sql"
UNDOUBLE = """DROP FUNCTION meetings_may_join_media, meetings_shown_in_media; DROP TABLE media_double;
ALTER FUNCTION meetings_may_join_media_aside RENAME TO meetings_may_join_media;
ALTER FUNCTION meetings_shown_in_media_aside RENAME TO meetings_shown_in_media"""
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)
# A real page's connections, for a test to look at; the page with nothing else in it does this by itself (room.py).
COUNTED = """window.peers = [];
const Real = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Real { constructor(...given) { super(...given); window.peers.push(this); } };
"""


@dataclass
class Meeting:
    """The meeting, its people's pages by name, and what lies around them."""

    id: UUID
    net: Net
    services: Services
    members: dict[str, UUID]
    cookies: dict[str, str]
    pages: dict[str, Page] = field(default_factory=dict)
    sql: Any = None

    def namespace(self, name: str) -> str:
        return list(self.net.people.values())[NAMES.index(name)]

    def address(self, name: str) -> str:
        return list(self.net.people)[NAMES.index(name)]

    def say(self, what: str, *more: object) -> str:
        """Do what the meeting's own code would do on the site's machine."""
        said = self.services.get("/".join(["/say", what, str(self.id), *map(str, more)]))
        assert said is not None, self.services.log("site")
        return said

    def recordings(self) -> list[Path]:
        """What Janus wrote: it writes beside where it was started, or where it is told."""
        return [*self.services.place.rglob("*.mjr*"), *Path("/tmp").glob("hearten-recorded*")]

    def may(self, name: str, way: str | None) -> None:
        """Let the database say in which way somebody may be here; None: not at all."""
        self.sql.execute("DELETE FROM media_double WHERE member = %s", [self.members[name]])
        if way:
            row = [self.id, self.members[name], name.title(), way]
            self.sql.execute("INSERT INTO media_double (meeting, member, name, way) VALUES (%s, %s, %s, %s)", row)


@contextmanager
def gathered(people: Any, sql: Any, place: Path, real: UUID | None = None) -> Iterator[Meeting]:
    """Start everything and open four pages; nobody has gone in yet. `people` is a cast, `sql` a superuser's connection.

    The pages are those of a meeting's room (`real`), or hold nothing but sound and video: then the double of the room's
    SQL is in the database while it lasts.
    """
    with ExitStack() as after:
        if real is None:
            sql.execute(DOUBLE.read_text())
            after.callback(sql.execute, UNDOUBLE)
        net = Net(len(NAMES))
        after.callback(net.remove)
        net.make()
        services = Services(net)
        after.callback(services.stop)
        services.start()
        persons = {name: getattr(people, name) for name in NAMES}
        ids, cookies = ({name: getattr(one, what) for name, one in persons.items()} for what in ("id", "cookie"))
        made = Meeting(real or uuid4(), net, services, ids, cookies, sql=sql)
        playwright = after.enter_context(sync_playwright())
        for name in NAMES:
            if real is None:
                made.may(name, "video")
            browser = start_browser(playwright, made.namespace(name), services.url, place / name)
            after.callback(browser.close)
            where = f"/meetings/{real}/room/" if real else f"/room/{made.id}/"
            made.pages[name] = open_page(made, browser, name, where)
        yield made


def start_browser(playwright: Playwright, namespace: str, url: str, place: Path) -> Browser:
    """Start a Chromium on somebody's machine."""
    chromium = os.environ.get("HEARTEN_CHROMIUM") or playwright.chromium.executable_path
    place.mkdir()
    wrapper = place / "chromium"
    wrapper.write_text(f'#!/bin/sh\nexec ip netns exec {namespace} "{chromium}" "$@"\n')
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    # A browser gives cameras to HTTPS and to localhost alone.
    arguments = [*ARGUMENTS, f"--unsafely-treat-insecure-origin-as-secure={url}"]
    return playwright.chromium.launch(executable_path=str(wrapper), args=arguments)


def open_page(meeting: Meeting, browser: Browser, name: str, where: str) -> Page:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    url = meeting.services.url
    context.add_cookies([{"name": "seat", "value": meeting.cookies[name], "url": url}])
    page = context.new_page()
    if where.startswith("/meetings/"):
        page.add_init_script(COUNTED)
    page.goto(f"{url}{where}")
    return page


def enter(page: Page, way: str = "camera and microphone") -> None:
    """Go in as people do."""
    page.get_by_role("button", name=f"Try {way}").click()
    page.get_by_role("button", name="Go in").click()
