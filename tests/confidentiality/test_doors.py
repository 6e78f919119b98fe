"""Every door, every person: the table in doors.py is what the doors do, and refusals change and tell nothing."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from hearten.kernel.headers import HEADERS
from tests.confidentiality.conftest import visit
from tests.confidentiality.doors import FORMS, PEOPLE, SUBJECTS, TABLE
from tests.sweeping import broom_of

REFUSED = {"in", "403", "404"}


class Line(NamedTuple):
    """One line of the table."""

    verb: str
    address: str
    of: str
    answers: tuple[str, ...]


def lines() -> list[Line]:
    """Return the table."""
    split = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]
    return [Line(verb, address, of, tuple(answers)) for verb, address, of, *answers in split]


LINES = lines()
by_line = pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.verb} {line.address} of {line.of}")


def doors() -> Iterator[tuple[str, Any]]:
    """Yield each address as the table writes it, and its door."""
    from hearten.kernel.checks import every_route

    for pattern, view in every_route():
        yield "/" + re.sub(r"<\w+:(\w+?)(_id)?>", r"<\1>", pattern), view.door


def address(line: Line, values: dict[str, Any]) -> str:
    """Return the line's address with its subject's ids; what comes after ? only where the address takes no ids."""
    path = re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), line.address)
    return path if "<" in line.address or "?" not in values else f"{path}?{urlencode(values['?'])}"


def knock(line: Line, person: str, world: Any, values: dict[str, Any] | None = None) -> Any:
    """Let a person do what the line says, and return the response."""
    from django.core.cache import cache

    cache.clear()
    values = values or SUBJECTS[line.of](world)
    if line.verb == "GET":
        return browser_of(person, world).get(address(line, values))
    also = {} if "<" in line.address else values.get("?", {})
    filled = {name: values[text[1:-1]] if text == "<membership>" else text for name, text in form_of(line).items()}
    return browser_of(person, world).post(address(line, values), filled | also)


def form_of(line: Line) -> dict[str, Any]:
    return FORMS.get(line.address, {})


def browser_of(person: str, world: Any) -> Any:
    """Return a person's browser; a visitor's is a new one each time."""
    from django.test import Client

    return Client() if person == "visitor" else getattr(world.cast, person.removesuffix("+")).client


def answer(response: Any) -> str:
    """Return a response as the table writes it."""
    signs_in = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
    return "in" if signs_in or response.status_code == 401 else str(response.status_code)


def carries(response: Any) -> bool:
    """Whether an answer carries the headers of kernel/headers.py. The way out tells less; a picture may do nothing."""
    from hearten.pictures.views import ALONE

    stricter = {"Referrer-Policy": "no-referrer", "Content-Security-Policy": ALONE["Content-Security-Policy"]}
    return all(response.headers.get(name) in (value, stricter.get(name)) for name, value in HEADERS.items())


def everything(superuser: Any) -> str:
    """Return a fingerprint of every row of every table."""
    return broom_of(superuser).fingerprint()


def test_every_door_has_its_lines_and_every_line_its_door() -> None:
    wanted = {(verb, path) for path, door in doors() for verb in door.methods}
    listed = {(line.verb, line.address) for line in LINES}
    missing = sorted(f"{verb} {path}" for verb, path in wanted - listed)
    assert not missing, f"Say what each person is answered, in the table of tests/confidentiality/doors.py: {missing}"
    assert not listed - wanted, f"These lines of tests/confidentiality/doors.py have no door: {listed - wanted}"


def test_every_line_is_whole() -> None:
    for line in LINES:
        assert len(line.answers) == len(PEOPLE), line
        assert line.of in SUBJECTS, line
    said = [line[:3] for line in LINES]
    assert sorted(set(said)) == sorted(said)


@by_line
def test_door(line: Line, world: Any, superuser: Any) -> None:
    """Compare each answer with the table; whoever is refused leaves every table as it was, and learns nothing."""
    found, before = {}, ""
    for person, expected in zip(PEOPLE, line.answers, strict=True):
        if person == "mo+":
            visit(world)
            before = ""
        if expected in REFUSED:
            before = before or everything(superuser)
        response = knock(line, person, world)
        found[person] = answer(response)
        assert carries(response), "every answer tells the browser what it may not do"
        if found[person] == expected and expected in REFUSED:
            assert everything(superuser) == before, f"{person} was refused, and yet something changed"
            assert expected != "404" or looks_like_nothing(line, person, world, response), f"{person} can tell"
            continue
        before = ""
        if line.verb == "POST" and line.of != "-":
            world.again()  # what one did is undone for the next
    assert found == dict(zip(PEOPLE, line.answers, strict=True))


# The page for an id that nothing has, for each person and each form: it is the same wherever it is asked for.
_nowhere: dict[tuple[str, str, str], Any] = {}


def looks_like_nothing(line: Line, person: str, world: Any, response: Any) -> bool:
    """Whether a 404 for something private is, byte for byte, the answer for an id that nothing has."""
    if "<" not in line.address:
        return True
    key = (person, line.verb, str(form_of(line)))
    if key not in _nowhere:
        ids = SUBJECTS[line.of](world).items()
        nothing = {name: "nobody" if isinstance(value, str) else uuid4() for name, value in ids if name != "?"}
        _nowhere[key] = whole(knock(line, person, world, nothing))
    return whole(response) == _nowhere[key]


def whole(response: Any) -> tuple[int, dict[str, str], str]:
    """Return status, headers and page, without the form's token, which is another one each time."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", response.content.decode())
    return response.status_code, dict(response.headers), page


@pytest.mark.parametrize("person", ["visitor", "ben", "odile"])
def test_no_door_takes_a_verb_that_it_does_not_have(person: str, world: Any, superuser: Any) -> None:
    browser, before, taken = browser_of(person, world), everything(superuser), []
    for path, door in doors():
        here = re.sub(r"<\w+>", str(uuid4()), path)
        for verb in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - set(door.methods):
            if browser.generic(verb, here).status_code != 405:
                taken.append(f"{verb} {path}")
    assert not taken
    assert everything(superuser) == before


def test_unknown_addresses_say_the_same_to_everybody(cast: Any) -> None:
    from django.test import Client

    answers = [browser.get("/nothing/is/here/") for browser in (Client(), cast.dov.client)]
    assert [response.status_code for response in answers] == [404, 404]
