"""A device is told: the real push.js and the real service worker, from the button to what stands on the screen.

No push service can be reached from here, and Chromium subscribes nowhere else. So two things are stood in for, and
nothing more: the page's PushManager answers with a subscription that has real keys, and the push service is an HTTPS
server on this machine. What arrives there is opened with those keys, and handed to the service worker by DevTools.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from hearten.kernel.cluster import Cluster
from hearten.notices.tests.certificates import certificate
from hearten.notices.tests.push_service import HOST, Browser, listening
from tests.browser.conftest import sign_in
from tests.browser.site import ROOT, Site
from tests.browser.watching import until

SENTENCE = "You have something new at hearten"
DEVICE = Browser(f"https://{HOST}/for/this-device")
STAND_IN = """
globalThis.asked = [];
const told = %s;
PushManager.prototype.subscribe = async function (options) {
  if (!options.userVisibleOnly) throw new Error("browsers allow no silent pushes");
  globalThis.asked.push(options.applicationServerKey);
  return { toJSON: () => ({ endpoint: told.endpoint, keys: { p256dh: told.p256dh, auth: told.auth } }) };
};
"""
# What the worker does, with a name that leads to this machine: one notice, and what is due for it.
SEND = """
import sys, django
django.setup()
from uuid import UUID, uuid4
from hearten.kernel.acting import as_member
from django.db import transaction
from hearten.notices import jobs
from hearten.notices.outside.push import pushing
from hearten.notices.outside.fresh import think_of_fresh
from hearten.notices.models import Channel
from hearten.notices.outside.sending import send_due
member, port = sys.argv[1], int(sys.argv[2])
class Here(pushing.Line):
    def __init__(self, host, _port, **more):
        super().__init__(host, port, **more)
pushing.Line, pushing.public_address = Here, lambda host, port: "127.0.0.1"
with as_member(None), transaction.atomic():
    jobs.write_down.now(kind="check_in", about=str(uuid4()), members=[member], group="")
think_of_fresh()
send_due(Channel.PUSH)
"""
# Ready, and done with what it does first: one that is still at that may miss what comes.
AT_WORK = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
SHOWN = """async () => {
  const shown = await (await navigator.serviceWorker.ready).getNotifications();
  return shown.map((one) => [one.title, one.body, one.tag]);
}"""


@pytest.fixture(scope="module")
def place() -> Iterator[Site]:
    """A site that pushes. No worker of its own: what one does here is done step by step."""
    made = Site()
    made.env.update({"HEARTEN_PUSH": "on", "HEARTEN_PUSH_CONTACT": "operator@place.example"})
    try:
        made.fill()
        made.start(worker=False)
        yield made
    finally:
        made.remove()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Any]:
    with listening(certificate(tmp_path, HOST)) as server:
        server.trusted = tmp_path / f"{HOST}.pem"
        yield server


@pytest.fixture
def context(place: Site, browser: Chromium) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=place.url)
    made.grant_permissions(["notifications"])
    told = {name: value for name, value in DEVICE.told.items() if name != "name"}
    made.add_init_script(STAND_IN % json.dumps(told))
    yield made
    made.close()


def turn_on(page: Page) -> None:
    page.goto("/you/news/")
    expect(page.get_by_text("No device is told.")).to_be_visible()
    page.get_by_label("What do you call this device?").fill("my phone")
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_role("button", name="Remove my phone")).to_be_visible()


def send(place: Site, service: Any) -> None:
    env = place.env | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    env |= {"SSL_CERT_FILE": str(service.trusted)}
    given = [sys.executable, "-c", SEND, place.ids["Ben"], str(service.server_port)]
    done = subprocess.run(given, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def deliver(page: Page, site: Site, payload: str) -> None:
    """Hand a push to the service worker, as a browser does when one came."""
    wire, found = page.context.new_cdp_session(page), []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
    wire.send("ServiceWorker.enable")
    until(page, lambda: page.evaluate(AT_WORK), "the worker of this place is at work")
    until(page, lambda: found, "the worker of this place is known")
    message = {"origin": site.url, "registrationId": found[0]["registrationId"], "data": payload}
    wire.send("ServiceWorker.deliverPushMessage", message)


def test_a_device_is_told_and_then_no_more(place: Site, context: BrowserContext, service: Any) -> None:
    page = context.new_page()
    sign_in(page, place, "Ben")
    turn_on(page)
    send(place, service)
    ((path, _headers, body),) = service.arrived
    assert path == "/for/this-device"
    opened = DEVICE.opened(body).decode()
    assert json.loads(opened) == {"text": SENTENCE}
    deliver(page, place, opened)
    until(page, lambda: page.evaluate(SHOWN) == [[SENTENCE, "", "news"]], "the sentence is shown")
    page.get_by_role("button", name="Remove my phone").click()
    expect(page.get_by_text("No device is told.")).to_be_visible()
    send(place, service)
    assert len(service.arrived) == 1


def test_the_browser_is_asked_for_this_places_key(place: Site, context: BrowserContext, service: Any) -> None:
    page = context.new_page()
    sign_in(page, place, "Ben")
    page.goto("/you/news/")
    page.evaluate(
        "() => { document.querySelector('[data-push]').submit = () => {}; }"
    )  # stay, to be asked what was said
    page.get_by_role("button", name="Tell me on this device").click()
    page.wait_for_function("() => asked.length === 1")
    assert page.evaluate("() => asked[0] === document.querySelector('[data-push]').dataset.push")


def test_a_browser_that_refuses_is_told_that_nothing_was_changed(place: Site, browser: Chromium) -> None:
    refusing = browser.new_context(base_url=place.url)
    refusing.add_init_script("Notification.requestPermission = async () => 'denied';")
    page = refusing.new_page()
    sign_in(page, place, "Ben")
    page.goto("/you/news/")
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_text("Your browser does not allow it.")).to_be_visible()
    refusing.close()


def test_signing_out_ends_it_also_after_signing_in_anew(place: Site, context: BrowserContext, service: Any) -> None:
    page = context.new_page()
    sign_in(page, place, "Ben")
    turn_on(page)
    context.clear_cookies(name="seat")  # the sign-in ran out
    sign_in(page, place, "Ben")
    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{place.url}/")
    with psycopg.connect(Cluster(place.state).conninfo("hearten")) as superuser:
        assert superuser.execute("SELECT count(*) FROM notices_device").fetchone() == (0,)
    send(place, service)
    assert service.arrived == []
