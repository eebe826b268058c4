"""The place for an offer on the last screen of a smart counter (S170): empty until an app above fills it.

Asked only when a session is completed: nobody is offered anything while they do their business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from devices.models.smart import SmartSession


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, in the customer's language; `address` is a page for the phone, shown as a QR code."""

    title: str
    text: str
    address: str = ""


# What fits to a completed session, in the session's language; None for nothing.
Provider = Callable[[SmartSession, dt.datetime], Offer | None]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Fill the place; called from `AppConfig.ready()`. Raises ValueError for a second provider."""
    if _providers and _providers[0] is not provider:
        raise ValueError("two apps fill the offer of smart counters")
    _providers[:] = [provider]


def offer_after(session: SmartSession, at: dt.datetime) -> Offer | None:
    """What is offered after a session; None unless its business is done."""
    return _providers[0](session, at) if _providers and session.status == "done" else None
