"""Raising alerts and what people and the clock do with them."""

from lobby.floor.domain.alerts.acting import accept, keep_apart, reopen, resolve, resolve_about
from lobby.floor.domain.alerts.escalating import escalate, when_not_accepted
from lobby.floor.domain.alerts.handing import SNOOZE_TIMER, hand_over, snooze, when_snoozed
from lobby.floor.domain.alerts.many import Call, raise_many
from lobby.floor.domain.alerts.moving import locked, policy_at
from lobby.floor.domain.alerts.raising import ACCEPT_TIMER, raise_alert

__all__ = [
    "ACCEPT_TIMER",
    "SNOOZE_TIMER",
    "Call",
    "accept",
    "escalate",
    "hand_over",
    "keep_apart",
    "locked",
    "policy_at",
    "raise_alert",
    "raise_many",
    "reopen",
    "resolve",
    "resolve_about",
    "snooze",
    "when_not_accepted",
    "when_snoozed",
]
