"""What the tests of moderation stand on: a third member, a second facilitator, a report sent as people send it."""

from typing import Any

import pytest

from tests.people import Cast, seated

WORKER = "hearten_worker"


@pytest.fixture
def cleo_leads(cast: Cast) -> Cast:
    """Cleo is in "low days" too, and leads it beside Ada."""
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    return cast


def joined(cast: Cast, person: Any, group: Any, role: str = "member") -> Any:
    """Let a person into a group under their own name."""
    from hearten.groups.actions import join
    from hearten.groups.models import Membership

    with seated(person) as seat:
        made = join(seat, group.id, person.name, 1)
    Membership.objects.using("keeper").filter(pk=made).update(role=role)
    return made


def whom_jobs_tell(superuser: Any) -> list[tuple[str, Any]]:
    """Return (kind, member id) that the queued tellings would reach, asked as the worker's own sign-in."""
    import psycopg

    from hearten.kernel.database import addresses
    from hearten.notices.kinds import kind_of
    from tests.ground import STATE

    jobs = superuser.execute(
        "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell' ORDER BY id"
    ).fetchall()
    found = []
    with psycopg.connect(addresses(STATE).conninfo("worker")) as worker:
        for (args,) in jobs:
            worker.execute("SELECT set_config('hearten.member', %s, false)", [args["acting_member"]])
            recipients = kind_of(args["kind"]).recipients
            given = {"about": args["about"], "actor": args["acting_member"] or None}
            rows = worker.execute(recipients, given).fetchall() if recipients else []
            members = {str(member) for (member,) in rows} | set(args["members"])
            found += [(args["kind"], member) for member in members - {args["acting_member"]}]
    return found


def send_report(person: Any, post: Any, category: str = "hostile", words: str = "") -> Any:
    """Report a post as the page does."""
    return person.client.post(f"/report/post/{post.id}/", {"category": category, "words": words})


def only_case(superuser: Any) -> Any:
    """Return the id of the one case there is."""
    rows = superuser.execute("SELECT id FROM moderation_case").fetchall()
    assert len(rows) == 1
    return rows[0][0]
