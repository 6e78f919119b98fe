"""What the tests of groups stand on besides the cast: groups of every openness, and seats."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest


@contextmanager
def _seated(member_id: UUID | None, standing: str = "") -> Iterator[Any]:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat

    with as_member(member_id), transaction.atomic():
        yield Seat(member_id, standing)


@pytest.fixture
def seated() -> Callable[..., AbstractContextManager[Any]]:
    """`with seated(member_id) as seat:` one transaction in which that member acts, as behind a door."""
    return _seated


@pytest.fixture
def new_group(cast: Any) -> Callable[..., Any]:
    """Make a group that Ada leads, past the policies: `new_group("ask", places=3)`."""
    from hearten.groups.models import Agreement, Group, Membership
    from hearten.kernel.clock import now

    def make(openness: str, *, text: str = "I listen first.", **more: Any) -> Any:
        said = {"title": f"A group, {openness}", "purpose": "We talk.", "who_for": "People.", "formats": ["forum"]}
        slug = None if openness == "invitation" else f"slug-{uuid4().hex[:8]}"
        group = Group.objects.using("keeper").create(openness=openness, slug=slug, made_at=now(), **{**said, **more})
        Agreement.objects.using("keeper").create(
            group=group, version=1, text=text, html=f"<p>{text}</p>", made_at=now()
        )
        Membership.objects.using("keeper").create(
            group=group, member_id=cast.ada.id, name="Ada", role="facilitator", agreed=1, joined_at=now()
        )
        group._state.db = "default"
        return group

    return make


@pytest.fixture
def strangers(db: None) -> Callable[[int], list[UUID]]:
    """Make that many members who are in no group; their ids."""
    from hearten.kernel.clock import now
    from hearten.members.models import Member

    def make(number: int) -> list[UUID]:
        made = [Member(password="!", sign_in_index=uuid4().hex, joined_on=now().date()) for _ in range(number)]
        Member.objects.using("keeper").bulk_create(made)
        return [member.id for member in made]

    return make


@pytest.fixture
def running(db: None) -> Callable[..., Any]:
    """Return the running memberships of a group, past the policies."""
    from hearten.groups.models import Membership

    return lambda group, **also: Membership.objects.using("keeper").filter(group_id=group.id, ended_at=None, **also)
