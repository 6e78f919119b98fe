"""Passkeys in a real browser: Chromium with a virtual authenticator, against a server on localhost."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from .conftest import PASSPHRASE

# bin/test names the one it found; without a name Playwright brings its own. No browser is a failure, not a skip.
CHROMIUM = os.environ.get("HEARTEN_CHROMIUM") or shutil.which("chromium")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(db: None, settings: Any) -> Iterator[str]:
    """A server for the length of a test; its address."""
    from django.db import connections
    from django.test.testcases import LiveServerThread, _StaticFilesHandler

    settings.HEARTEN_RATE_LIMITS = False
    server = LiveServerThread("localhost", _StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://localhost:{server.port}"
    server.terminate()
    connections.close_all()


@pytest.fixture
def in_browser() -> Callable[[Callable[[Any], Any]], Any]:
    """Run a function with a page and a virtual authenticator, in a thread of its own: it brings an event loop."""

    def run(script: Callable[[Any], Any]) -> Any:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            page = browser.new_page()
            wrong: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
            devtools = page.context.new_cdp_session(page)
            devtools.send("WebAuthn.enable")
            devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
            page.set_default_timeout(10_000)
            try:
                script(page)
            finally:
                browser.close()
            assert wrong == []

    def in_a_thread(script: Callable[[Any], Any]) -> Any:
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(run, script).result()

    return in_a_thread


def join_with_passkey(page: Any, site: str, name: str = "Zoe") -> None:
    page.goto(f"{site}/join/")
    page.get_by_label("A name to show").fill(name)
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I agree to this").check()
    page.get_by_role("button", name="Join with a passkey instead").click()
    page.wait_for_url("**/join/way-back/**")


def sign_out(page: Any, site: str) -> None:
    page.goto(f"{site}/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site}/")


def test_joining_and_signing_in_with_nothing_but_a_passkey(site: str, in_browser: Any, superuser: Any) -> None:
    def script(page: Any) -> None:
        join_with_passkey(page, site)
        sign_out(page, site)
        page.goto(f"{site}/sign-in/?next=/you/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{site}/you/")
        assert page.get_by_role("heading", name="Zoe").is_visible()
        # The only way in cannot be taken away.
        page.goto(f"{site}/you/passkeys/")
        assert page.get_by_text("My first passkey").is_visible()
        assert page.get_by_role("button", name="Remove").count() == 0

    in_browser(script)
    assert superuser.execute("SELECT password LIKE '!%' FROM members_member").fetchone() == (True,)
    kept = superuser.execute("SELECT data->>'name', last_used_at FROM mfa_authenticator").fetchall()
    assert len(kept) == 1
    assert "first" not in kept[0][0]
    assert kept[0][1] is None
    assert superuser.execute("SELECT count(*) FROM account_emailaddress").fetchone() == (0,)


def test_what_is_missing_is_said_before_a_passkey_is_made(site: str, in_browser: Any, superuser: Any) -> None:
    def script(page: Any) -> None:
        page.goto(f"{site}/join/")
        page.get_by_label("A name to show").fill("Zoe")
        page.get_by_role("button", name="Join with a passkey instead").click()
        page.get_by_text("Tick the box if you are").wait_for()
        assert page.get_by_label("A name to show").input_value() == "Zoe"

    in_browser(script)
    assert superuser.execute("SELECT count(*) FROM members_member").fetchone() == (0,)


def test_a_passkey_beside_a_passphrase_is_a_second_step_and_can_be_removed(
    site: str, in_browser: Any, superuser: Any
) -> None:
    def script(page: Any) -> None:
        page.goto(f"{site}/join/")
        page.get_by_label("A name to show").fill("Zoe")
        page.get_by_label("A passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Show what I type").click()
        assert page.get_by_label("A passphrase").get_attribute("type") == "text"
        page.get_by_label("I am 18 or older").check()
        page.get_by_label("I agree to this").check()
        page.get_by_role("button", name="Join", exact=True).click()
        page.wait_for_url("**/join/way-back/**")
        page.goto(f"{site}/you/passkeys/")
        page.get_by_label("A name for a new passkey").fill("my phone")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("Your passkey is kept").wait_for()
        sign_out(page, site)
        page.goto(f"{site}/sign-in/")
        page.get_by_label("Your name here").fill("Zoe")
        page.get_by_label("Your passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/sign-in/second/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{site}/")
        page.goto(f"{site}/you/passkeys/")
        page.get_by_role("button", name="Remove my phone").click()
        page.get_by_text("That passkey does not open your seat any more").wait_for()

    in_browser(script)
    assert superuser.execute("SELECT count(*) FROM mfa_authenticator").fetchone() == (0,)


def test_a_passkey_that_was_removed_here_does_not_sign_in(site: str, in_browser: Any, superuser: Any) -> None:
    def script(page: Any) -> None:
        join_with_passkey(page, site)
        sign_out(page, site)
        superuser.execute("DELETE FROM mfa_authenticator")
        page.goto(f"{site}/sign-in/")
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_text("That passkey did not work here").wait_for()
        assert page.goto(f"{site}/you/").url.startswith(f"{site}/sign-in/")

    in_browser(script)
