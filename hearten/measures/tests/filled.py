"""What the tests of measures stand on: filling in as a browser does."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from hearten.kernel.clock import now
from hearten.measures.known import shipped
from hearten.measures.models import COUNTED, Counted, Sheet
from hearten.members.models import Consent, Member


def keep(model: Any, **values: Any) -> Any:
    """Add a row past the policies, as the keeper."""
    row = model(**values)
    row.save(using="keeper", force_insert=True)
    return row


def page(person: Any, address: str, status: int = 200) -> str:
    answer = person.client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def send(person: Any, name: str, answers: dict[str, int], **more: Any) -> Any:
    """Send an instrument's page; `more` replaces what its hidden fields say."""
    said = {"client_id": str(uuid4()), "fingerprint": shipped()[name].fingerprint}
    said |= {f"a-{key}": str(value) for key, value in answers.items()} | more
    return person.client.post(f"/measures/fill/{name}/", said)


def sheet_in(answer: Any) -> str:
    """Return the id of the sheet to which an answer leads."""
    assert answer.status_code == 302, answer.content.decode()[:3000]
    found = re.search(r"/measures/results/([0-9a-f-]{36})/", str(answer["Location"]))
    assert found, answer["Location"]
    return found[1]


def all_of(name: str, value: int) -> dict[str, int]:
    return {item.id: value for item in shipped()[name].items}


def open_phq_9(odile: Any) -> Any:
    """Have the operator name a procedure, so that PHQ-9 is offered."""
    form = {"name": "On-call handbook, version 3", "in_force_on": date(2026, 1, 31).isoformat()}
    return odile.client.post("/desk/measures/phq-9/procedure/", form)


def somebody(number: int) -> Any:
    """Make one more member, without a browser."""
    return keep(Member, password="!", sign_in_index=f"somebody {number} {uuid4()}", joined_on=date(2026, 1, 1))


def agreed(member_id: Any) -> Any:
    made = {"purpose": COUNTED, "text_hash": "", "version": "1", "language": "", "how": "page"}
    return keep(Consent, member_id=member_id, given_at=now(), **made)


def number_of(consent: Any, value: Any, at: Any, key: str = "who-5") -> Any:
    """Keep one counted number of somebody who agreed, with a sheet behind it."""
    sheet = keep(Sheet, member_id=consent.member_id, client_id=uuid4(), words="{}", at=at)
    return keep(
        Counted, member_id=consent.member_id, consent=consent, sheet=sheet, key=key, version="1", score=value, at=at
    )
