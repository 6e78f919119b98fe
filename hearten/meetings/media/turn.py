"""Passes for the TURN server, which end by themselves.

Source: draft-uberti-behave-turn-rest-00, "A REST API For Access To TURN Services", 2.2; coturn's use-auth-secret.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

LASTS_S = 4 * 3600  # longer than any meeting; a pass is needed to begin, and again every ten minutes


def password_of(secret: str, username: str) -> str:
    """Return the password that coturn expects of `username` (an end in Unix seconds, a colon, anything)."""
    return base64.b64encode(hmac.digest(secret.encode(), username.encode(), "sha1")).decode()


def passes(urls: Sequence[str], secret: str, now: int) -> list[dict[str, Any]]:
    """Return what a page gives to RTCPeerConnection as `iceServers`. The name in it is random: it says nobody's."""
    if not urls or not secret:
        return []
    username = f"{now + LASTS_S}:{secrets.token_hex(16)}"
    return [{"urls": list(urls), "username": username, "credential": password_of(secret, username)}]
