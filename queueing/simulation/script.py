"""What a played day consists of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lobby.branches.models import Service
from queueing.enums import Source, Trait
from queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes in. `key` names the customer in the script; a kiosk or the lobby manager gives the number."""

    at: dt.datetime
    service: Service
    key: int = 0
    traits: Sequence[Trait] = field(default=())
    language: str = "zh-hans"
    source: Source = Source.KIOSK


class Script(Protocol):
    """Customers' side of a day. Durations are seconds of the clock that `at` is read from."""

    def arrivals(self, since: dt.datetime, until: dt.datetime) -> list[Arrival]:
        """Everybody who comes in after `since` and not after `until`, in order."""

    def issued(self, ticket: Ticket, arrival: Arrival) -> None:
        """Learn which ticket somebody got."""

    def walk_s(self, ticket: Ticket) -> float | None:
        """Seconds from the call to the counter; None when the customer will not come."""

    def service_s(self, ticket: Ticket) -> float:
        """Seconds of service."""

    def patience_s(self, ticket: Ticket) -> float | None:
        """Seconds after which a waiting customer leaves; None when never."""
