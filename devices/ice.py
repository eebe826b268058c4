"""Where the browsers of a video session find a way to each other: the bank's own STUN and TURN servers, or none.

Without any the two browsers use their own addresses, which is enough on one machine or in one network. A TURN server that
shares a secret with us lets in whoever shows a user name that begins with the second until which it counts, and as the
password the base64 of the HMAC-SHA1 of that name under the secret. So no account exists that could be stolen.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from typing import Any

from django.conf import settings

# Longer than any session; whoever reloads gets a new one.
VALID = dt.timedelta(hours=2)


def servers(name: str, at: dt.datetime) -> list[dict[str, Any]]:
    """The list that a browser's connection is made with; `name` is for the server's log and names no person."""
    open_ones = [url for url in settings.TURN_URLS if url.startswith("stun")]
    relays = [url for url in settings.TURN_URLS if url.startswith("turn")]
    found: list[dict[str, Any]] = [{"urls": open_ones}] if open_ones else []
    if relays and settings.TURN_SECRET:
        username = f"{int((at + VALID).timestamp())}:{name}"
        found.append({"urls": relays, "username": username, "credential": credential(username)})
    return found


def credential(username: str) -> str:
    """The password of a time-limited user name."""
    digest = hmac.new(settings.TURN_SECRET.encode(), username.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
