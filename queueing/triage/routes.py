"""What was advised, carried from the moment it was shown to the moment it is chosen.

The advice travels in the page or program that asked for it, signed: what is recorded is exactly what was shown, and
issuing needs no second look at the hall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing

from lobby.branches.enums import Channel
from lobby.branches.models import Branch, Service
from queueing.enums.triage import MACHINES, OverrideReason
from queueing.errors.triage import AdviceExpired, OverrideMissing, UnknownOption

SALT = "queueing.triage"
KEPT_S = 15 * 60
# What of each advised way is kept with the decision.
SHOWN = ("channel", "device", "zone", "wait_s", "service_s")


@dataclass(frozen=True, slots=True)
class Route:
    """The way that was chosen, with what was advised. `device_id` names the machine of a machine's channel."""

    chosen: Channel
    recommended: Channel
    options: tuple[dict[str, Any], ...]
    rule_order: str
    device_id: int | None = None
    override: str = ""
    guess: Service | None = None
    guess_signs: tuple[str, ...] = ()

    @property
    def is_to_machine(self) -> bool:
        """Whether the customer goes to a machine."""
        return self.chosen in MACHINES

    def guessed(self, service: Service | None, signs: Iterable[str]) -> Route:
        """The same with the first guess that was made before asking (S410)."""
        return replace(self, guess=service, guess_signs=tuple(signs)) if service else self


def sealed(branch: Branch, service: Service, advice: dict[str, Any]) -> str:
    """The advice as text that cannot be changed outside."""
    return signing.dumps({"branch": branch.pk, "service": service.pk, **advice}, salt=SALT, compress=True)


def opened(token: str, *, branch: Branch, service: Service) -> dict[str, Any]:
    """The advice in such a text. Raises AdviceExpired for another branch or need, and after a quarter of an hour."""
    try:
        advice: dict[str, Any] = signing.loads(token, salt=SALT, max_age=KEPT_S)
    except signing.BadSignature as error:
        raise AdviceExpired from error
    if (advice["branch"], advice["service"]) != (branch.pk, service.pk):
        raise AdviceExpired
    return advice


def route_of(advice: dict[str, Any], channel: str, *, override: str = "") -> Route:
    """The choice of one of the advised ways. Raises UnknownOption, OverrideMissing."""
    option = next((one for one in advice["options"] if one["channel"] == channel), None)
    if option is None:
        raise UnknownOption
    if channel != advice["recommended"] and override not in OverrideReason.values:
        raise OverrideMissing
    return Route(
        chosen=Channel(channel),
        recommended=Channel(advice["recommended"]),
        options=tuple({name: one[name] for name in SHOWN} for one in advice["options"]),
        rule_order=advice["order"],
        device_id=option["device_id"],
        override=override if channel != advice["recommended"] else "",
    )
