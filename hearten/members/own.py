"""What members' own tables give to a member's copy, how they forget a member, and what they call their looks."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members import looks, purposes, second_factors
from hearten.members.actions.keys import browsers
from hearten.members.actions.profiles import profile_of
from hearten.members.models import Break, Consent, Distance, Member
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = (
    "members_session.member_id", "members_profile.member_id", "members_consent.member_id",
    "members_standing.member_id", "members_standing.given_by_id", "members_staffread.member_id",
    "members_export.member_id", "members_departure.member_id", "members_break.member_id",
    "members_distance.by_id", "members_distance.whom_id",
    "mfa_authenticator.user_id", "account_emailaddress.user_id",
    "kernel_liveevent.member_id", "kernel_liveevent.author_member_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("profile", lambda: _("About you"), _profile_columns, _profile))
    export(Exported("consents", lambda: _("What you agreed to"), _consent_columns, _consents))
    export(Exported("factors", lambda: _("How you sign in"), lambda: {"kind": _("Kind")}, _factors))
    export(Exported("browsers", lambda: _("Signed-in browsers"), _browser_columns, _browsers))
    export(Exported("who_looked", lambda: _("Who looked"), _look_columns, _looks))
    export(Exported("breaks", lambda: _("Breaks"), _break_columns, _breaks))
    export(Exported("distances", lambda: _("Whom you muted or blocked"), _distance_columns, _distances))
    erase_with(Erasure("members", _forget, COVERS))


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT members_forget_me()")


def _profile_columns() -> dict[str, str]:
    return {
        "name": _("Name"),
        "joined_on": _("Here since"),
        "email": _("E-mail"),
        "language": _("Language"),
        "country": _("Country"),
        "zone": _("Time zone"),
        "theme": _("How pages look"),
        "folds": _("What you have folded away"),
        "shared_device": _("Others use the device, since"),
        "leaves_signed_out": _("“Leave this page” signs out, since"),
        "first_steps": _("First steps that you took"),
        "adult_attested_at": _("You said that you are 18 or older"),
    }


def _profile(seat: Seat) -> list[Row]:
    profile, member = profile_of(seat), seat.find(Member, seat.me)
    named = ("name", "language", "country", "zone", "theme", "folds", "shared_device", "leaves_signed_out")
    told: Row = {name: getattr(profile, name) for name in (*named, "email", "adult_attested_at")}
    steps = [step for step, did in profile.entry.items() if did == "done"]
    return [{**told, "first_steps": steps, "joined_on": member.joined_on}]


def _consent_columns() -> dict[str, str]:
    return {
        "what": _("To what"),
        "given_at": _("Agreed"),
        "how": _("How"),
        "version": _("Version of the text"),
        "language": _("Language"),
        "text_hash": _("Fingerprint of the text"),
        "withdrawn_at": _("Taken back"),
    }


def _consents(seat: Seat) -> list[Row]:
    rows = seat.glance(Consent).filter(member_id=seat.me).order_by("given_at")
    kept = ("purpose", "version", "language", "text_hash", "how", "given_at", "withdrawn_at")
    return [{"what": purposes.words_of(row.purpose), **{name: getattr(row, name) for name in kept}} for row in rows]


def _factors(seat: Seat) -> list[Row]:
    kinds = {"passphrase"} if seat.find(Member, seat.me).has_usable_password() else set()
    return [{"kind": kind} for kind in sorted(kinds | second_factors.kinds_of(seat.me))]


def _browser_columns() -> dict[str, str]:
    return {"began_at": _("Signed in"), "expires_at": _("Ends, if it is not used")}


def _browsers(seat: Seat) -> list[Row]:
    return [{**row} for row in browsers(seat).values("began_at", "expires_at")]


def _look_columns() -> dict[str, str]:
    return {"at": _("When"), "staff_name": _("Who"), "what": _("What"), "reason": _("Why")}


def _looks(seat: Seat) -> list[Row]:
    return [look._asdict() for look in looks.looks_of(seat)]


def _break_columns() -> dict[str, str]:
    return {"began_at": _("From"), "until": _("Until"), "ended_at": _("Back")}


def _breaks(seat: Seat) -> list[Row]:
    rows = seat.glance(Break).filter(member_id=seat.me).order_by("began_at")
    return [{**row} for row in rows.values("began_at", "until", "ended_at")]


def _distance_columns() -> dict[str, str]:
    return {"kind": _("What"), "chosen_name": _("Under which name"), "made_at": _("From"), "ended_at": _("Until")}


def _distances(seat: Seat) -> list[Row]:
    said = {"mute": _("Muted"), "block": _("Blocked")}
    rows = seat.glance(Distance).filter(by_id=seat.me).order_by("made_at")
    found = rows.values("kind", "chosen_name", "made_at", "ended_at")
    return [{**row, "kind": said[row["kind"]]} for row in found]
