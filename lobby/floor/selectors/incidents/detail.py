"""One incident in full: what happened when, who is where, evidence, a group's voice, the report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.models import Staff, Zone
from lobby.floor.enums.incidents import CallState, StepKind
from lobby.floor.models import Attachment, Demand, Evidence, Incident, IncidentReport, Representative, RollCall
from lobby.floor.selectors.incidents.duty import on_roster
from lobby.live import journal
from lobby.live.models import Entry


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line of the roll-call: a person or a zone, and the answer if there is one."""

    person: Staff | None
    zone: Zone | None
    answer: RollCall | None

    @property
    def name(self) -> str:
        """Whom or what is asked for."""
        return self.person.name if self.person else self.zone.name if self.zone else ""

    @property
    def state(self) -> str:
        """The answer, not known without one."""
        return self.answer.state if self.answer else CallState.UNKNOWN

    @property
    def word(self) -> str:
        """The answer in words."""
        return str(CallState(self.state).label)

    @property
    def mark(self) -> str:
        """Its shape and colour."""
        return {"present": "fine", "missing": "late"}.get(self.state, "off")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence with its pictures."""

    evidence: Evidence
    pictures: list[Attachment]


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one incident."""

    timeline: list[Entry]
    roll_call: list[CallLine]
    evidence: list[EvidenceLine]
    representatives: list[Representative]
    demands: list[Demand]
    report: IncidentReport | None
    missing: list[str]
    steps: list[tuple[str, str]]


def detail_of(incident: Incident, *, at: dt.datetime) -> Detail:
    """Read it (8–10 queries)."""
    report = IncidentReport.objects.filter(incident=incident).select_related("written_by").first()
    return Detail(
        timeline=journal.timeline("incident", incident.pk, incident.branch_id, incident.reported_at),
        roll_call=roll_call_of(incident, at=at),
        evidence=evidence_of(incident),
        representatives=list(incident.representatives.all()),
        demands=list(incident.demands.all()),
        report=report,
        missing=(report or IncidentReport(incident=incident)).missing,
        steps=[(kind.value, str(kind.label)) for kind in StepKind],
    )


def roll_call_of(incident: Incident, *, at: dt.datetime) -> list[CallLine]:
    """Zones, then everybody on the roster of the day it was reported (3–4 queries)."""
    answers = list(RollCall.objects.filter(incident=incident).select_related("staff", "by"))
    by_staff, by_zone = {one.staff_id: one for one in answers}, {one.zone_id: one for one in answers}
    people = on_roster(incident.branch, at=incident.reported_at)
    known = {person.pk for person in people}
    people += [one.staff for one in answers if one.staff is not None and one.staff_id not in known]
    zones = Zone.objects.filter(branch=incident.branch_id).order_by("pk")
    lines = [CallLine(None, zone, by_zone.get(zone.pk)) for zone in zones]
    return lines + [CallLine(person, None, by_staff.get(person.pk)) for person in people]


def evidence_of(incident: Incident) -> list[EvidenceLine]:
    """Evidence with its pictures (2 queries)."""
    found = list(incident.evidence.select_related("by"))
    pictures = Attachment.objects.filter(subject_type="evidence", subject_id__in=[one.pk for one in found])
    bound: dict[int | None, list[Attachment]] = {}
    for picture in pictures.order_by("pk"):
        bound.setdefault(picture.subject_id, []).append(picture)
    return [EvidenceLine(one, bound.get(one.pk, [])) for one in found]
