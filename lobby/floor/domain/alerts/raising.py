"""Raising alerts: one an episode, whoever raises it and how often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, BranchPolicy, Staff, Zone
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts.moving import news_of, policy_at
from lobby.floor.enums import Severity
from lobby.floor.enums.alerts import Reach
from lobby.floor.events import AlertRaised
from lobby.floor.models import Alert
from lobby.floor.selectors.reached import roles_reaching_others
from lobby.live import journal

ACCEPT_TIMER = "alert.accept"
ATTEMPTS = 3


def raise_alert(
    branch: Branch,
    kind: str,
    *,
    by: Actor,
    at: dt.datetime,
    subject: tuple[str, int],
    values: Mapping[str, Any] | None = None,
    severity: Severity | None = None,
    zone: Zone | None = None,
    roles: Iterable[str] | None = None,
    person: Staff | None = None,
    at_once: bool = False,
    apart_from: Staff | None = None,
) -> Alert:
    """Call for somebody; while the episode lasts, raising it again returns the open alert and changes nothing.

    `subject` is type and id, `values` fill the kind's text; `roles` replace the kind's own. A `person` is asked first:
    when the kind is timed and they do not accept, the next person is, and then the roles; with `at_once`, and for an
    untimed kind, person and roles are asked together. People in the `zone` are asked before the others of the roles. `apart_from` never hears of it: when they alone
    hold the roles it goes to the next role at once. Raises KeyError for a kind that nobody registered.
    """
    what = kinds.alert_kind(kind)
    first = list(what.roles if roles is None else roles)
    if apart_from is not None:
        first = roles_reaching_others(branch, first, what.escalation, without=apart_from.pk)
    reach = Reach.ROLES
    if person is not None and (not first or (what.is_timed and not at_once)):
        reach = Reach.PERSON
    elif zone is not None and what.is_timed:
        reach = Reach.ZONE
    with journal.unit(by=by, at=at):
        alert, is_new = open_or_new(
            branch,
            kind,
            subject,
            {
                "severity": severity or what.severity,
                "roles": first,
                "person": person,
                "reach": reach,
                "asked": [person.pk] if person is not None else [],
                "apart_from": apart_from,
                "zone": zone,
                "values": dict(values or {}),
                "raised_at": at,
            },
        )
        if is_new:
            start_timer(alert, what, at=at)
            journal.record(AlertRaised(**news_of(alert), roles=alert.roles))
    return alert


def open_or_new(branch: Branch, kind: str, subject: tuple[str, int], fields: Mapping[str, Any]) -> tuple[Alert, bool]:
    """The open alert of the episode, else a new one.

    Of two who raise it at once one inserts and the other finds that row, unless it was resolved in between: then the
    other tries again.
    """
    episode = {"branch": branch, "kind": kind, "subject_type": subject[0], "subject_id": subject[1]}
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return Alert.objects.get_or_create(**episode, resolved_at=None, defaults=fields)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError


def start_timer(alert: Alert, kind: kinds.AlertKind, *, at: dt.datetime) -> None:
    """Let the next ones hear of it when nobody accepts in time (0–2 statements)."""
    if kind.is_timed and (alert.reach != Reach.ROLES or set(kind.escalation) - set(alert.roles)):
        set_timer(alert, at=at)


def set_timer(alert: Alert, *, at: dt.datetime) -> None:
    """Start the accept timer, or start it anew (2 statements)."""
    policy = policy_at(alert.branch, at)
    deadlines.set_deadline(
        ACCEPT_TIMER,
        branch_id=alert.branch_id,
        subject=("alert", alert.pk),
        due_at=accept_by(alert, policy, at),
        policy=policy,
    )


def accept_by(alert: Alert, policy: BranchPolicy, at: dt.datetime) -> dt.datetime:
    """When the accept timer that starts at `at` rings."""
    seconds: int = getattr(policy, kinds.alert_kind(alert.kind).accept_within)
    return at + dt.timedelta(seconds=max(1, seconds))
