"""Every form of the slices that seal something, and a word of its own typed into each box, over HTTP.

Forms are found in the addresses: whichever slice has a sealed field is looked at whole. A form whose words are meant
for others says so in READ; everything else is typed into, or this says that somebody has to.
"""

import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms

from hearten.members.zones import ZoneField
from tests.confidentiality.doors import FORMS, PEOPLE, SUBJECTS
from tests.confidentiality.test_doors import address, browser_of, doors, lines

# Forms of these slices whose words are not sealed, each with the reason.
_READ_BY = {
    "for who looks after the group": """
        /cards/<card>/answer/ /cards/<card>/flag/""",
    "a card is its group's": """
        /cards/<card>/edit/ /groups/<group>/library/write/""",
    "for the writer of a card and who reviews it": """
        /cards/<card>/review/ /card-reviews/<review>/end/ /card-reviews/<review>/second/""",
    "for the group": """
        /cards/<card>/tried/ /groups/<group>/guides/<guide>/notes/ /groups/<group>/lead/formats/<name>/
        /groups/<group>/lead/formats/<name>/parts/ /groups/<group>/lead/formats/<name>/preview/
        /groups/<group>/lead/meetings/new/ /meetings/<meeting>/call-off/ /meetings/<meeting>/time/
        /series/<series>/end/ /you/by-letter/<letter>/""",
    "a guide is for everybody": """
        /groups/<group>/guides/new/ /guides/<guide>/edit/ /guides/new/""",
    "a page of the team's, for every member": """
        /desk/guide/pages/<page>/ /desk/guide/pages/new/""",
    "a reason that the member reads under Who looked": """
        /guide/talks/<talk>/words/""",
    "for who keeps a guide": """
        /guides/<guide>/checks/ /guides/<guide>/retirement/""",
    "for who was in the meeting": """
        /meetings/<meeting>/after/words/ /meetings/<meeting>/recap/""",
    "for who leads the group": """
        /meetings/<meeting>/log/""",
    "said in a room, gone after it": """
        /meetings/<meeting>/room/captions/ /meetings/<meeting>/room/lines/""",
    "commands of a room": """
        /meetings/<meeting>/room/commands/<what>/""",
    "for the two of a session, and read for danger; gone a week after it": """
        /hours/<hours>/times/<stamp>/ /meetings/<meeting>/session/call-off/""",
    "a name that others see; a passphrase is hashed": """
        /join/ /sign-in/""",
    "a name that others see; codes are hashed": """
        /recover/""",
    "a code is used and not kept": """
        /sign-in/second/ /you/codes/app/""",
    "a passphrase is hashed": """
        /you/confirm/ /you/passphrase/""",
    "a name that others see": """
        /you/name/""",
    "what a passkey is called; sent with one, by a browser": """
        /you/passkeys/""",
}
READ = {path: why for why, paths in _READ_BY.items() for path in paths.split()}
# Boxes of the other forms that hold no words of anybody's.
NO_WORDS = {"to", "fingerprint", "mine", "of", "fine", "p256dh", "auth"}
# Boxes beside sealed ones that are plain: which service is told, on what ground, and why somebody is not told first.
OPEN_BOXES = {"/duty/concerns/<concern>/disclosure/": {"whom", "basis", "untold_because"}}
# Forms whose words go to who asked, or nowhere: they are found in no sealed field either.
NOT_KEPT = {
    "/summary/", "/summary/page/", "/summary/record/", "/summary/ticks/", "/you/news/address/", "/you/meetings/letter/",
}  # fmt: skip
# Words for the people who look after others: plain, as a post is (OPEN in tests/house/test_private_words.py).
FOR_MODERATORS = {"/messages/<talk>/end/", "/practising/<practice>/report/"}
# Who types where somebody else has begun already what can be begun once.
WHO = {"/cards/<card>/trying/": "ada"}
TAKEN = {"200", "302"}


@dataclass
class Typed:
    """One form that was sent: the words by box, and the answer."""

    address: str
    words: dict[str, str]
    status: int = 0


def slices() -> set[str]:
    """Return the slices that have a sealed field."""
    from hearten.kernel.sealed_values import sealed_models

    return {model._meta.app_label for model in sealed_models()}


def forms_with_words() -> dict[str, type[forms.Form]]:
    """Return every form of those slices that has a box for words, by its address."""
    from hearten.kernel.checks import every_route

    views = {"/" + re.sub(r"<\w+:(\w+?)(_id)?>", r"<\1>", path): view for path, view in every_route()}
    ours = {path for path, view in views.items() if view.__module__.split(".")[1] in slices()}
    posted = {path: door.form for path, door in doors() if "POST" in door.methods and path in ours and door.form}
    return {path: form for path, form in posted.items() if boxes(form)}


def boxes(form: type[forms.Form]) -> list[tuple[str, forms.Field]]:
    """Return the boxes of a form that somebody can type words into."""
    apart = (forms.UUIDField, forms.JSONField, ZoneField)
    return [
        (name, one) for name, one in form().fields.items()
        if isinstance(one, forms.CharField) and not isinstance(one, apart) and name not in NO_WORDS
    ]  # fmt: skip


def said_of(found: Iterable[str], typed: Iterable[str]) -> str:
    """Return a sentence about forms that nobody types into, or an empty one."""
    missing = sorted(set(found) - set(typed) - set(READ))
    said = (
        f"Nobody looks whether the words of {', '.join(missing)} are sealed. Give it a line of doors and a form "
        "that is filled in (tests/confidentiality/parts), or say in READ (typing_in.py) who is meant to read them."
    )
    return said if missing else ""


def type_in(world: Any, only: Iterable[str] = ()) -> list[Typed]:
    """Type a word into every box of every form, as somebody who may. Forms that end something come last."""
    wanted = set(only) or set(forms_with_words()) - set(READ)
    in_order = sorted(wanted, key=lambda one: ("/end/" in one, "report" in one, one))
    return [_sent(world, one) for one in in_order if one in _who()]


def _who() -> dict[str, tuple[Any, str]]:
    """Return for each address a line of the table of doors, and somebody who is let in by it."""
    found: dict[str, tuple[Any, str]] = {}
    for line in lines():
        let_in = [who for who, said in zip(PEOPLE, line.answers, strict=True) if said in TAKEN | {"422", "409"}]
        if line.verb == "POST" and let_in and line.address not in found:
            found[line.address] = (
                line,
                next(who for who in (WHO.get(line.address, "ben"), "ada", *let_in) if who in let_in),
            )
    return found


def _sent(world: Any, path: str) -> Typed:
    from django.core.cache import cache

    cache.clear()
    line, who = _who()[path]
    values = SUBJECTS[line.of](world)
    typed_into = [(name, one) for name, one in boxes(forms_with_words()[path]) if name not in OPEN_BOXES.get(path, ())]
    typed = Typed(path, {name: _word(one) for name, one in typed_into})
    given = {name: values[text[1:-1]] if text == "<membership>" else text for name, text in FORMS.get(path, {}).items()}
    given |= (
        {"client_id": str(uuid4())} if "client_id" in given or "client_id" in forms_with_words()[path]().fields else {}
    )
    given |= {**typed.words, **SPECIAL.get(path, lambda world, words: {})(world, typed.words)}
    if "<" not in line.address:
        given |= values.get("?", {})
    typed.status = browser_of(who, world).post(address(line, values), given).status_code
    return typed


def _word(one: forms.Field) -> str:
    mark = f"kanarie{secrets.token_hex(8)}"
    return f"{mark}@letters.example" if isinstance(one, forms.EmailField) else mark


def _a_device(world: Any, words: dict[str, str]) -> dict[str, Any]:
    from hearten.notices.tests.push_service import Browser

    told: dict[str, Any] = Browser(f"https://push.example/{words['endpoint']}").told  # type: ignore[no-untyped-call]
    return told | {"name": words["name"]}


def _a_change(world: Any, words: dict[str, str]) -> dict[str, Any]:
    from hearten.kernel.device import mark_of

    says = {"what": "words", "words": words["says"]}
    return {"mine": mark_of(world.cast.ben.id), "of": "hope", "says": json.dumps(says)}


def _a_picture(world: Any, words: dict[str, str]) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from hearten.pictures.tests.conftest import photo

    return {"picture": SimpleUploadedFile("lake.jpg", photo(), "image/jpeg")}


SPECIAL: dict[str, Any] = {
    "/you/news/devices/": _a_device,
    "/you/on-this-device/changes/": _a_change,
    "/you/hope/pictures/": _a_picture,
    "/plan/circles/<circle>/words/": lambda world, words: {"code": ""},  # own words, and none of the list
}


def opened() -> Iterator[str]:
    """Yield what every sealed field of every row says, as the keeper of the keys opens it."""
    from hearten.kernel.sealed_values import sealed_fields, sealed_models

    for model in sealed_models():
        for row in model._base_manager.using("keeper"):
            for one in sealed_fields(model):
                words = getattr(row, one.attname)
                yield words if isinstance(words, str) else ""
