"""Who owns which part of a visit: pre-review, core business, follow-up, one owner at any time (S194).

Parts are written down where people hand a customer over: for complex business, and wherever somebody is named for a
visit. A simple ticket is its counter's alone and has no more to hand over than its timeline says.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest

from lobby.branches.actors import Actor
from lobby.branches.enums import Complexity
from lobby.live import journal
from queueing.domain.visits import move_visit
from queueing.enums import VisitStatus
from queueing.enums.care import StageKind
from queueing.errors.care import NotYetServed
from queueing.events.care import FollowedUp, StageBegun
from queueing.models import Ticket, Visit, VisitStage

# The update is counted before the row is made, so that the index of open parts never sees two.
HAND_OVER = """
    WITH owner AS (
        SELECT coalesce(%(owner)s, (
            SELECT owner_id FROM queueing_visitstage
            WHERE visit_id = %(visit)s AND kind = 'pre_review' ORDER BY id DESC LIMIT 1)) AS id
    ), ended AS (
        UPDATE queueing_visitstage SET ended_at = greatest(began_at, %(at)s)
        WHERE visit_id = %(visit)s AND ended_at IS NULL
          AND (kind <> %(kind)s OR owner_id IS DISTINCT FROM (SELECT id FROM owner))
        RETURNING owner_id
    )
    INSERT INTO queueing_visitstage (visit_id, kind, owner_id, began_at)
    SELECT %(visit)s, %(kind)s, owner.id, %(at)s FROM owner, (SELECT count(*) AS n FROM ended) AS done
    WHERE owner.id IS NOT NULL AND done.n >= 0 AND NOT EXISTS (
        SELECT FROM queueing_visitstage
        WHERE visit_id = %(visit)s AND ended_at IS NULL AND kind = %(kind)s AND owner_id = owner.id)
    RETURNING owner_id, (SELECT owner_id FROM ended)
"""


def hand_over(visit: Visit, kind: StageKind, owner_id: int | None, *, at: dt.datetime) -> None:
    """A part of the visit has an owner from here on, the one before ends in the same instant (1 statement).

    Nobody named means whoever pre-reviewed; where nobody did, the part before just ends. An owner who has the part
    already keeps it. Call it inside a unit with the visit's row locked.
    """
    with connection.cursor() as cursor:
        values: dict[str, int | str | dt.datetime | None] = {
            "visit": visit.pk,
            "kind": kind.value,
            "owner": owner_id,
            "at": at,
        }
        cursor.execute(HAND_OVER, values)
        row = cursor.fetchone()
    if row is not None:
        owner, before = row
        news = {"visit": visit.pk, "stage": kind.value, "staff": owner, "before": before}
        journal.record(StageBegun(branch_id=visit.branch_id, **news))


def to_counter(ticket: Ticket, *, at: dt.datetime) -> None:
    """The counter begins: complex business is its teller's (0–1 statement)."""
    if ticket.service.complexity == Complexity.COMPLEX and ticket.session is not None:
        hand_over(ticket.visit, StageKind.CORE, ticket.session.staff_id, at=at)


def after_service(ticket: Ticket, *, at: dt.datetime) -> None:
    """The service has ended: complex business goes back to whoever goes along, helps or pre-reviewed (0–1 statement)."""
    if ticket.service.complexity == Complexity.COMPLEX:
        visit = ticket.visit
        hand_over(visit, StageKind.FOLLOW_UP, visit.companion_id or visit.helper_id, at=at)


def end_open(visits: QuerySet[Visit], *, at: dt.datetime) -> None:
    """End what is open of some visits (1 statement)."""
    VisitStage.objects.filter(visit__in=visits, ended_at__isnull=True).update(ended_at=Greatest("began_at", Value(at)))


def follow_up(visit: Visit, *, by: Actor, at: dt.datetime) -> Visit:
    """The customer was asked whether all is well: the visit's last part is over. Raises NotYetServed, IllegalVisitMove."""
    with journal.unit(by=by, at=at):
        visit = Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
        if visit.status not in {VisitStatus.FINISHED, VisitStatus.FOLLOWED_UP}:
            raise NotYetServed
        move_visit(visit, VisitStatus.FOLLOWED_UP, at=at)
        end_open(Visit.objects.filter(pk=visit.pk), at=at)
        journal.record(FollowedUp(branch_id=visit.branch_id, visit=visit.pk))
    return visit
