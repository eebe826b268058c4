"""What the quality desk and an agent see of sheets and certificates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from devices.enums.quality import ITEMS, JUDGED, Item, Mark, Phase, QcStatus
from devices.models.quality import QcSheet
from devices.models.vtm import AgentCertificate, VtmStep
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff

SHOWN = 100
ABOUT = ("session__service", "session__device", "branch", "agent", "scorer", "decider")


def judged_by(staff: Staff) -> Q:
    """Sheets of the branches where somebody scores, or decides about appeals as operations of the regional branch."""
    scored = access.branches_for(staff, Permission.VTM_SCORE)
    decided = access.branches_for(staff, Permission.VTM_DECIDE)
    return Q(branch__in=scored) | (Q(branch__in=decided) & ~Q(appealed_at=None))


def may_judge(staff: Staff) -> bool:
    """Whether the quality desk is somebody's work (1–2 queries)."""
    return may_score(staff) or access.branches_for(staff, Permission.VTM_DECIDE).exists()


def may_score(staff: Staff) -> bool:
    """Whether somebody scores what was drawn (1 query)."""
    return access.branches_for(staff, Permission.VTM_SCORE).exists()


def sheets_for(staff: Staff, status: str) -> list[QcSheet]:
    """Sheets in a state that are somebody's to judge, never of their own sessions; oldest first (1 query)."""
    found = QcSheet.objects.filter(judged_by(staff), status=status).exclude(agent=staff)
    order = "-since" if status == QcStatus.FINAL else "since"
    return list(found.select_related(*ABOUT).order_by(order, "pk")[:SHOWN])


def sheets_of(agent: Staff) -> list[QcSheet]:
    """An agent's own judged sheets, newest first (1 query). Which are drawn and not judged yet is not told."""
    own = QcSheet.objects.filter(agent=agent, status__in=JUDGED)
    return list(own.select_related(*ABOUT).order_by("-scored_at", "-pk")[:SHOWN])


def sheet_for(staff: Staff, sheet_id: int) -> QcSheet:
    """A sheet for whoever judges it or was judged (1–2 queries). Raises NotFound, Forbidden."""
    drawn = QcSheet.objects.exclude(status=QcStatus.PENDING).select_related(*ABOUT)
    mine = Q(agent=staff, status__in=JUDGED)
    found = drawn.filter(mine | (judged_by(staff) & ~Q(agent=staff)), pk=sheet_id).first()
    if found is not None:
        return found
    if drawn.filter(pk=sheet_id, branch__in=access.branches_for(staff)).exists():
        raise Forbidden
    raise NotFound


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet with its mark, None while it has none, and the one after an appeal."""

    item: Item
    mark: int | None
    decided: int | None = None

    @property
    def words(self) -> str:
        """The mark in words."""
        return word_of(self.mark)

    @property
    def decided_words(self) -> str:
        """The mark after the appeal in words."""
        return word_of(self.decided)


def word_of(mark: int | None) -> str:
    """A mark in words, empty for none."""
    return str(Mark(mark).label) if mark is not None else ""


def lines_of(sheet: QcSheet) -> list[tuple[str, list[Line]]]:
    """The lines by part of the session."""
    lines = [Line(item, sheet.marks.get(item.code), sheet.final_marks.get(item.code)) for item in ITEMS]
    return [(str(phase.label), [line for line in lines if line.item.phase == phase]) for phase in Phase]


def steps_of(sheet: QcSheet) -> QuerySet[VtmStep]:
    """What happened in the session, for whoever judges it."""
    return VtmStep.objects.filter(session=sheet.session_id)


@dataclass(frozen=True, slots=True)
class Certified:
    """A remote teller and the certificate that reaches furthest; `days` until it is over, None for none."""

    agent: Staff
    certificate: AgentCertificate | None
    days: int | None


def agents_for(staff: Staff, today: dt.date) -> list[Certified]:
    """Remote tellers of the branches where somebody watches over quality, whose certificate ends soonest first (2 queries)."""
    branches = access.branches_for(staff, Permission.VTM_SCORE)
    roles = access.roles_with(Permission.VTM_WORK)
    here = Q(grants__branch__in=branches) | Q(grants__unit__in=branches.values("unit"))
    above = Q(grants__unit__in=branches.values("unit__parent")) | Q(
        grants__unit__in=branches.values("unit__parent__parent")
    )
    agents = Staff.objects.filter(here | above, is_active=True, grants__role__in=roles).exclude(pk=staff.pk).distinct()
    held: dict[int, AgentCertificate] = {}
    valid = AgentCertificate.objects.filter(staff__in=agents, revoked_at__isnull=True)
    for one in valid.order_by("valid_until", "pk"):
        held[one.staff_id] = one
    found = [
        Certified(agent, held.get(agent.pk), (held[agent.pk].valid_until - today).days if agent.pk in held else None)
        for agent in agents.select_related("home_branch").order_by("name", "pk")
    ]
    return sorted(found, key=lambda one: one.days if one.days is not None else -1)
