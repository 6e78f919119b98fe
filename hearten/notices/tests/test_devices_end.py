"""When a device is told no more: by signing out there or elsewhere, in other hands, or removed."""

from datetime import timedelta

import pytest

from hearten.notices.models import Device
from hearten.notices.tests.outside import CALM
from hearten.notices.tests.push_service import RUN_OUT, add, devices, outside, phone, push_all, service

pytestmark = pytest.mark.django_db
__all__ = ["outside", "phone", "service"]


def signed_in(person):
    """Return a second browser of a person, signed in by a form as anybody is."""
    from django.test import Client

    client = Client()
    client.post("/sign-in/", {"name": person.name, "passphrase": person.passphrase})
    return client


def test_a_device_ends_when_it_signs_out(outside, service, cast, phone):
    browser = signed_in(cast.ben)
    assert browser.post("/you/news/devices/", phone.told).status_code == 302
    assert devices() == 1
    browser.post("/sign-out/")
    assert devices() == 0


def sign_in_again(browser, person):
    """The browser's sign-in ran out, and somebody signs in there anew."""
    browser.cookies.pop("seat")
    browser.post("/sign-in/", {"name": person.name, "passphrase": person.passphrase})
    assert "seat" in browser.cookies


def test_a_device_ends_with_the_sign_in_that_is_there_now(outside, service, cast, phone, superuser):
    browser = signed_in(cast.ben)
    browser.post("/you/news/devices/", phone.told)
    superuser.execute(RUN_OUT)
    sign_in_again(browser, cast.ben)
    assert devices() == 1
    assert browser.post("/you/sessions/end/").status_code == 302 and devices() == 1, "it is no other one"
    browser.post("/sign-out/")
    assert devices() == 0


def test_a_device_in_which_somebody_else_signs_in_ends(outside, service, cast, phone, superuser):
    browser = signed_in(cast.ben)
    browser.post("/you/news/devices/", phone.told)
    superuser.execute(RUN_OUT)
    sign_in_again(browser, cast.ada)
    assert devices() == 0


def test_what_a_browser_says_of_itself_touches_no_other_device(outside, service, cast, phone):
    add(cast.ben, phone)
    browser = signed_in(cast.ada)
    for said in ("", "x", "00000000-0000-4000-8000-000000000001"):
        browser.cookies["device"] = said
        sign_in_again(browser, cast.ada)
    assert devices() == 1


def test_a_removed_device_is_not_known_any_more(outside, service, cast, phone):
    browser = signed_in(cast.ben)
    kept = browser.post("/you/news/devices/", phone.told).cookies["device"]
    assert kept["httponly"] and kept["samesite"] == "Lax"
    (device,) = Device.objects.using("keeper").all()
    assert kept.value == str(device.id)
    assert browser.post(f"/you/news/devices/{device.id}/removal/").cookies["device"].value == ""


def test_a_device_ends_when_all_others_are_signed_out_also_where_its_time_had_run_out(
    outside, service, cast, phone, superuser
):
    lost, here = signed_in(cast.ben), signed_in(cast.ben)
    assert lost.post("/you/news/devices/", phone.told).status_code == 302
    superuser.execute(RUN_OUT)
    assert here.post("/you/sessions/end/").status_code == 302
    assert devices() == 0


def test_a_device_ends_with_another_passphrase(outside, service, cast, phone):
    browser = signed_in(cast.ben)
    browser.post("/you/news/devices/", phone.told)
    new = {"passphrase": "nine slow boats going by", "passphrase_now": cast.ben.passphrase}
    assert browser.post("/you/passphrase/", new).status_code == 302
    assert devices() == 0


def test_a_session_that_only_ran_out_ends_nothing_unless_others_use_the_device(
    outside, service, cast, phone, superuser, clock
):
    add(cast.ben, phone)
    superuser.execute(RUN_OUT)
    outside.tell(cast.ben)
    push_all(outside, clock)
    assert len(service.arrived) == 1
    superuser.execute("UPDATE members_profile SET shared_device = now() WHERE member_id = %s", [cast.ben.id])
    clock.pass_(timedelta(hours=2))
    outside.tell(cast.ben, CALM)
    push_all(outside, clock)
    assert len(service.arrived) == 1
