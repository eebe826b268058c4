"""Raising many alerts at once, for sweeps over many rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts.moving import news_of
from lobby.floor.enums.alerts import Reach
from lobby.floor.events import AlertRaised
from lobby.floor.models import Alert
from lobby.live import journal


@dataclass(frozen=True, slots=True)
class Call:
    """An alert as `raise_alert` takes it, of a kind without a timer and without a role above."""

    branch: Branch
    kind: str
    subject: tuple[str, int]
    values: Mapping[str, Any]
    roles: Sequence[str]
    person: Staff | None = None
    apart_from: Staff | None = None

    @property
    def episode(self) -> tuple[int, str, str, int]:
        """What is open once."""
        return self.branch.pk, self.kind, *self.subject


def raise_many(calls: Sequence[Call], *, by: Actor, at: dt.datetime) -> list[Alert]:
    """Call for people about many subjects whose rows the caller has locked (2 statements for all).

    What is open already stays as it is; returns the new ones. Raises ValueError for a kind that escalates.
    """
    if not calls:
        return []
    wanted = {call.episode: alert_of(call, at=at) for call in calls}
    open_ones = Alert.objects.filter(
        resolved_at__isnull=True,
        kind__in={call.kind for call in calls},
        subject_type__in={call.subject[0] for call in calls},
        subject_id__in={call.subject[1] for call in calls},
    )
    for episode in open_ones.values_list("branch", "kind", "subject_type", "subject_id"):
        wanted.pop(episode, None)
    with journal.unit(by=by, at=at):
        alerts = Alert.objects.bulk_create(wanted.values())
        for alert in alerts:
            journal.record(AlertRaised(**news_of(alert), roles=alert.roles))
    return alerts


def alert_of(call: Call, *, at: dt.datetime) -> Alert:
    """The alert's row; without roles it reaches the person alone."""
    what = kinds.alert_kind(call.kind)
    if what.is_timed or what.escalation:
        raise ValueError(f"{call.kind} is timed: raise it with raise_alert")
    return Alert(
        branch=call.branch,
        kind=call.kind,
        subject_type=call.subject[0],
        subject_id=call.subject[1],
        severity=what.severity,
        roles=list(call.roles),
        person=call.person,
        reach=Reach.ROLES if call.roles else Reach.PERSON,
        asked=[call.person.pk] if call.person is not None else [],
        apart_from=call.apart_from,
        values=dict(call.values),
        raised_at=at,
    )
