"""Judgements about members. Pure: everything they need is handed to them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Verdict, no, unseen, yes

CONFIRMED_FOR = timedelta(minutes=15)
ONE_EXPORT_IN = timedelta(hours=24)


def local_path(text: str | None, otherwise: str = "") -> str:
    """Return `text` if it is a path on this site, else `otherwise`: nobody is sent to another site by a link."""
    text = text or ""
    local = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if local else otherwise


def staff_ready(seat: Seat, has_second_factor: bool) -> Verdict:
    """May this seat open the desk? Staff need more than a passphrase (SE-36), except in a demo, which says so."""
    if not seat.standing:
        return unseen
    if has_second_factor or settings.HEARTEN_DEMO:
        return yes
    return no(
        _(
            "Private words pass over the desk, so it opens with a passphrase and one thing more. "
            "Set up a passkey or an app first."
        ),
        reverse("members:codes"),
        _("Set it up now"),
    )


def second_step(kinds: set[str], standing: str, recovering: bool) -> set[str]:
    """Return which factors somebody with these `kinds` must show one of, after their first step was right.

    After a recovery code, a member's passkey is not asked for: its loss is why people recover. Their app still is,
    and staff show whatever they have (ASVS 6.4.3): a found sheet of paper must not open the desk.
    """
    return kinds & ({"totp"} if recovering and not standing else {"totp", "webauthn"})


def may_remove_passkey(passkeys: int, has_passphrase: bool) -> Verdict:
    """May a passkey be taken away? Not the last one of somebody who has no passphrase: they could not come back."""
    if passkeys > 1 or has_passphrase:
        return yes
    return no(
        _("This is your only way to sign in. Choose a passphrase first, then remove the passkey."),
        reverse("members:passphrase"),
        _("Choose a passphrase"),
    )


def recently_confirmed(confirmed_at: str | None, moment: datetime, path: str) -> Verdict:
    """May this browser change how somebody signs in? Only shortly after they showed who they are (ASVS 7.5.1)."""
    if confirmed_at and moment - datetime.fromisoformat(confirmed_at) < CONFIRMED_FOR:
        return yes
    return no(
        _("Before you change this, show once more that it is you."),
        f"{reverse('members:confirm')}?{urlencode({'next': path})}",
        _("Show that it is you"),
    )


def may_export(last_asked: datetime | None, moment: datetime) -> Verdict:
    """May somebody ask for a copy of everything? Once a day: making one is much work for the machine (SE-34)."""
    if last_asked is None or moment - last_asked >= ONE_EXPORT_IN:
        return yes
    return no(
        _("You asked for a copy less than a day ago. You can ask for a new one tomorrow."),
        reverse("members:export"),
        _("See your copy"),
    )


def may_fetch(expires_at: datetime | None, moment: datetime) -> Verdict:
    """Is a copy there to be fetched? It is for a day, and then it does not exist."""
    return yes if expires_at is not None and moment < expires_at else unseen


def may_leave_for_good(only_operator: bool) -> Verdict:
    """May somebody be forgotten here? Always, except that nobody leaves this place without anybody who runs it."""
    if not only_operator:
        return yes
    return no(
        _(
            "You are the only operator here. Make somebody else an operator first, with the command "
            "“hearten operator add”. Then you can go."
        ),
        reverse("members:you"),
        _("Back to You"),
    )
