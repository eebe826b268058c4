"""Who looks after a visit: its helper, and for complex business a companion from start to end (S209, S413)."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor.domain.alerts import resolve_about
from lobby.live import journal
from queueing.alerts.care import COMPANION
from queueing.domain.care.stages import hand_over
from queueing.enums import CALLABLE, OPEN, OPEN_VISITS, VisitStatus
from queueing.enums.care import StageKind
from queueing.errors.care import NotACompanion, VisitOver
from queueing.events.care import CompanionNamed, HelperNamed
from queueing.models import Ticket, Visit


def name_helper(visit: Visit, helper: Staff | None, *, by: Actor, at: dt.datetime) -> Visit:
    """Somebody of the lobby looks after this customer; None = nobody any more. Raises VisitOver, NotACompanion."""
    with journal.unit(by=by, at=at):
        visit = open_visit(visit)
        check_able(visit.branch, helper)
        before = visit.helper_id
        if before == (helper.pk if helper else None):
            return visit
        visit.helper = helper
        visit.save(update_fields=["helper"])
        hand_to(visit, helper, at=at)
        news = {"staff": visit.helper_id, "before": before}
        journal.record(HelperNamed(branch_id=visit.branch_id, visit=visit.pk, **news))
    return visit


def name_companion(visit: Visit, companion: Staff | None, *, by: Actor, at: dt.datetime) -> Visit:
    """Somebody goes along from start to end; the alert about a missing one is over.

    None = nobody any more: who still waits for complex business then has the whole time again until it is told of.
    Raises VisitOver, NotACompanion.
    """
    with journal.unit(by=by, at=at):
        visit = open_visit(visit)
        check_able(visit.branch, companion)
        before = visit.companion_id
        if before == (companion.pk if companion else None):
            return visit
        visit.companion = companion
        visit.save(update_fields=["companion"])
        set_clocks(visit, at=at)
        hand_to(visit, companion, at=at)
        news = {"staff": visit.companion_id, "before": before}
        journal.record(CompanionNamed(branch_id=visit.branch_id, visit=visit.pk, **news))
    return visit


def set_clocks(visit: Visit, *, at: dt.datetime) -> None:
    """Stop or start the clocks of the visit's tickets that need a companion, and end what was told (2–4 statements)."""
    tickets = Ticket.objects.filter(visit=visit.pk, status__in=OPEN, service__complexity="complex")
    told = list(tickets.filter(companion_alerted_at__isnull=False).values_list("pk", flat=True))
    due_at = None
    if visit.companion_id is None:
        due_at = at + dt.timedelta(seconds=policy_of(visit.branch, visit.day).companion_after_s)
    Ticket.objects.filter(pk__in=tickets.values("pk")).update(companion_due_at=due_at, companion_alerted_at=None)
    for ticket_id in told:
        resolve_about(("ticket", ticket_id), at=at, reason="companion named", among=[COMPANION])


def hand_to(visit: Visit, person: Staff | None, *, at: dt.datetime) -> None:
    """The part before the counter is theirs; at the counter the customer is the teller's, whoever goes along."""
    is_before = Ticket.objects.filter(visit=visit.pk, status__in=CALLABLE).exists()
    if person is not None and visit.status != VisitStatus.IN_SERVICE and is_before:
        hand_over(visit, StageKind.PRE_REVIEW, person.pk, at=at)


def open_visit(visit: Visit) -> Visit:
    """Read the visit again with its row locked (1 statement). Raises VisitOver."""
    visit = Visit.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=visit.pk)
    if visit.status not in OPEN_VISITS:
        raise VisitOver
    return visit


def check_able(branch: Branch, person: Staff | None) -> None:
    """Somebody of the branch whose role looks after customers (0–1 query). Raises NotACompanion."""
    if person is not None and not able_at(branch).filter(pk=person.pk).exists():
        raise NotACompanion


def able_at(branch: Branch) -> QuerySet[Staff]:
    """Everybody of the branch who may look after a visit."""
    return staff_with_role(branch, roles_with(Permission.CARE_GIVE))
