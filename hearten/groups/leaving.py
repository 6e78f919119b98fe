"""What else happens when somebody leaves a group.

Slices above keep what people wrote; they register here what to do with it. A registered function is called as
f(seat, membership, how) in the transaction that ends the membership and before it ends, so that row-level security
still lets the person reach their own words. `how` is "kept" or "erased": what they chose. Somebody whom a facilitator
removes chooses nothing; their words stay, and these functions are not called.
"""

from collections.abc import Callable

from hearten.groups.models import Membership
from hearten.kernel.seat import Seat

Farewell = Callable[[Seat, Membership, str], None]

_farewells: list[Farewell] = []


def when_somebody_leaves(function: Farewell) -> Farewell:
    """Have `function` called whenever somebody is about to leave; called where a slice's app is made ready."""
    if function not in _farewells:
        _farewells.append(function)
    return function


def say_farewell(seat: Seat, membership: Membership, how: str) -> None:
    """Call everything that was registered, in the order of registering."""
    for function in _farewells:
        function(seat, membership, how)
