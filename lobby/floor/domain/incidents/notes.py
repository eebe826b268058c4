"""What is written down while an incident lasts: steps with their times, roll-call, evidence, a group's voice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Staff, Zone
from lobby.floor.domain import attachments, reminders
from lobby.floor.domain.incidents import moves
from lobby.floor.enums.incidents import MOST_REPRESENTATIVES, CallState, EvidenceKind, IncidentKind, StepKind
from lobby.floor.errors import EmptyText
from lobby.floor.errors.incidents import (
    CameraWithoutTimes,
    NotAGroupEvent,
    TooManyRepresentatives,
    UnknownOnRoster,
    UnknownZone,
)
from lobby.floor.events.incidents import IncidentNoted, IncidentStepTaken
from lobby.floor.models import Demand, Evidence, Incident, IncidentStep, Reminder, Representative, RollCall
from lobby.floor.wording import check_words
from lobby.live import journal

PROMISE, QUIET_PROMISE = "incident.promise", "security.promise"


def take_step(incident: Incident, *, by: Actor, at: dt.datetime, kind: StepKind, note: str = "") -> IncidentStep:
    """Something was done now. Asking for support calls the regional branch. Raises IncidentEnded, AppearanceNoted."""
    with journal.unit(by=by, at=at):
        incident = moves.locked_open(incident)
        step = add_step(incident, kind, by=by, at=at, note=note)
        if kind == StepKind.SUPPORT_ASKED:
            moves.call(incident, moves.SUPPORT, at=at)
    return step


def add_step(incident: Incident, kind: StepKind, *, by: Actor, at: dt.datetime, note: str) -> IncidentStep:
    """Write a step. Call it inside a unit with the row locked or new."""
    step = IncidentStep.objects.create(
        incident=incident, kind=kind, note=check_words(note)[:200], at=at, by_id=by.staff_id
    )
    journal.record(IncidentStepTaken(**moves.news_of(incident), step=kind))
    return step


def answer_roll_call(
    incident: Incident,
    *,
    by: Actor,
    at: dt.datetime,
    state: CallState,
    staff: Staff | None = None,
    zone: Zone | None = None,
) -> RollCall:
    """Say where a member of staff, or everybody of a zone, is. Raises IncidentEnded, UnknownOnRoster, UnknownZone."""
    if (staff is None) == (zone is None):
        raise UnknownOnRoster
    with journal.unit(by=by, at=at):
        incident = moves.locked_open(incident)
        if zone is not None and zone.branch_id != incident.branch_id:
            raise UnknownZone
        answer, _is_new = RollCall.objects.update_or_create(
            incident=incident, staff=staff, zone=zone, defaults={"state": state, "at": at, "by_id": by.staff_id}
        )
        journal.record(IncidentNoted(**moves.news_of(incident), what="roll_call"))
    return answer


def keep_evidence(
    incident: Incident,
    *,
    by: Staff,
    at: dt.datetime,
    kind: EvidenceKind,
    text: str,
    camera: str = "",
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    pictures: Iterable[int] = (),
) -> Evidence:
    """Note what can prove something; pictures are uploads of the person.

    Raises IncidentEnded, EmptyText, CameraWithoutTimes, AttachmentUnknown.
    """
    if not text.strip():
        raise EmptyText
    if kind == EvidenceKind.CAMERA and not (camera.strip() and starts_at and ends_at and starts_at < ends_at):
        raise CameraWithoutTimes
    with journal.unit(by=by.actor, at=at):
        incident = moves.locked_open(incident)
        evidence = Evidence.objects.create(
            incident=incident,
            kind=kind,
            text=check_words(text),
            camera=camera.strip(),
            starts_at=starts_at,
            ends_at=ends_at,
            at=at,
            by=by,
        )
        attachments.bind(pictures, subject=("evidence", evidence.pk), branch=incident.branch, by=by)
        journal.record(IncidentNoted(**moves.news_of(incident), what="evidence"))
    return evidence


def locked_group(incident: Incident) -> Incident:
    """The group event with its row locked. Raises IncidentEnded, NotAGroupEvent."""
    incident = moves.locked_open(incident)
    if incident.kind != IncidentKind.GROUP_EVENT:
        raise NotAGroupEvent
    return incident


def name_representative(incident: Incident, *, by: Actor, at: dt.datetime, name: str) -> Representative:
    """Somebody speaks for the group. Raises NotAGroupEvent, EmptyText, TooManyRepresentatives for the sixth (R01)."""
    if not name.strip():
        raise EmptyText
    with journal.unit(by=by, at=at):
        incident = locked_group(incident)
        taken = set(incident.representatives.values_list("seat", flat=True))
        seat = next((one for one in range(1, MOST_REPRESENTATIVES + 1) if one not in taken), None)
        if seat is None:
            raise TooManyRepresentatives(most=MOST_REPRESENTATIVES)
        found = Representative.objects.create(
            incident=incident, seat=seat, name=name.strip()[:60], at=at, by_id=by.staff_id
        )
        journal.record(IncidentNoted(**moves.news_of(incident), what="representative"))
    return found


def drop_representative(representative: Representative, *, by: Actor, at: dt.datetime) -> None:
    """Somebody else will speak: the seat is free again. Raises IncidentEnded."""
    with journal.unit(by=by, at=at):
        incident = locked_group(representative.incident)
        representative.delete()
        journal.record(IncidentNoted(**moves.news_of(incident), what="representative"))


def note_demand(incident: Incident, *, by: Actor, at: dt.datetime, text: str) -> Demand:
    """What the group asks for. Raises NotAGroupEvent, EmptyText."""
    if not text.strip():
        raise EmptyText
    with journal.unit(by=by, at=at):
        incident = locked_group(incident)
        demand = Demand.objects.create(incident=incident, text=check_words(text), at=at, by_id=by.staff_id)
        journal.record(IncidentNoted(**moves.news_of(incident), what="demand"))
    return demand


def answer_demand(demand: Demand, *, by: Actor, at: dt.datetime, answer: str) -> Demand:
    """What the group was told. Raises IncidentEnded, EmptyText."""
    if not answer.strip():
        raise EmptyText
    with journal.unit(by=by, at=at):
        incident = locked_group(demand.incident)
        demand.answer = check_words(answer)
        demand.save(update_fields=["answer"])
        journal.record(IncidentNoted(**moves.news_of(incident), what="answer"))
    return demand


def promise(
    incident: Incident, *, by: Actor, at: dt.datetime, owner: Staff, text: str, due_at: dt.datetime
) -> Reminder:
    """A promise to the people concerned is a task with a due time. Raises IncidentEnded, EmptyText, AppearanceNoted."""
    if not text.strip():
        raise EmptyText
    with journal.unit(by=by, at=at):
        incident = moves.locked_open(incident)
        task = reminders.create(
            owner,
            incident.branch,
            by=SYSTEM,
            at=at,
            due_at=due_at,
            kind=QUIET_PROMISE if incident.is_restricted else PROMISE,
            text=check_words(text)[:200],
            subject=incident.subject,
        )
        journal.record(IncidentNoted(**moves.news_of(incident), what="promise"))
    return task
