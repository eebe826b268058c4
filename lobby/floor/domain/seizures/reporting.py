"""Reporting a seizure at once to the central bank's branch and the police (R13)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Staff
from lobby.floor.domain import reminders
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.domain.seizures.moving import locked, news_of
from lobby.floor.enums.seizures import Authority, ReportReason, SeizureStatus
from lobby.floor.errors.seizures import IllegalSeizureMove, NothingToReport
from lobby.floor.events.seizures import SeizureReported, SeizureToReport
from lobby.floor.models import Reminder, Seizure
from lobby.floor.wording import check_words
from lobby.live import journal

TO_REPORT = "seizure.to_report"
TASKS = {Authority.PBOC: "seizure.report_pboc", Authority.POLICE: "seizure.report_police"}


def add_reasons(
    seizure: Seizure, *, by: Staff, at: dt.datetime, reasons: Iterable[ReportReason], clue: str = ""
) -> Seizure:
    """Something came to light that has to be reported: a new technique, a clue, no cooperation.

    Raises IllegalSeizureMove for a seizure that was found genuine.
    """
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        if seizure.status in (SeizureStatus.DISMISSED, SeizureStatus.RETURNED):
            raise IllegalSeizureMove(status=SeizureStatus(seizure.status).label)
        if clue.strip():
            seizure.clue = check_words(clue)
            seizure.save(update_fields=["clue"])
        return to_report(seizure, reasons, at=at)


def to_report(seizure: Seizure, reasons: Iterable[str], *, at: dt.datetime) -> Seizure:
    """Add reasons; the first one makes both tasks, due at once, and tells the head. The row must be locked or new."""
    new = [reason for reason in dict.fromkeys(reasons) if reason not in seizure.report_reasons]
    if not new:
        return seizure
    is_first = not seizure.report_reasons
    seizure.report_reasons = [*seizure.report_reasons, *new]
    seizure.save(update_fields=["report_reasons"])
    if is_first:
        make_tasks(seizure, at=at)
    journal.record(SeizureToReport(**news_of(seizure), reasons=list(seizure.report_reasons)))
    return seizure


def make_tasks(seizure: Seizure, *, at: dt.datetime) -> None:
    """One task for each of the two, and one alert."""
    due_at = at + dt.timedelta(seconds=policy_at(seizure.branch, at).seizure_report_within_s)
    pieces = sum(piece.count for piece in seizure.pieces.all())
    for kind in TASKS.values():
        reminders.create(
            None,
            seizure.branch,
            by=SYSTEM,
            at=at,
            due_at=due_at,
            kind=kind,
            values={"pieces": pieces},
            subject=("seizure", seizure.pk),
            team=RoleCode.HEAD,
        )
    raise_alert(seizure.branch, TO_REPORT, by=SYSTEM, at=at, subject=("seizure", seizure.pk), values={"pieces": pieces})


def report(seizure: Seizure, *, by: Staff, at: dt.datetime, authority: Authority, reference: str) -> Seizure:
    """One of the two was told; `reference` is who took it, or a number. Raises NothingToReport."""
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        if not seizure.needs_report or getattr(seizure, f"{authority}_reported_at") is not None:
            raise NothingToReport
        setattr(seizure, f"{authority}_reported_at", at)
        setattr(seizure, f"{authority}_reference", reference.strip())
        seizure.save(update_fields=[f"{authority}_reported_at", f"{authority}_reference"])
        for task in open_tasks(seizure, TASKS[authority]):
            reminders.finish(task, by=by.actor, at=at, outcome=reference)
        if seizure.pboc_reported_at and seizure.police_reported_at:
            resolve_about(("seizure", seizure.pk), at=at, reason="reported", among=[TO_REPORT])
        journal.record(SeizureReported(**news_of(seizure), authority=authority))
    return seizure


def drop_tasks(seizure: Seizure, *, at: dt.datetime) -> None:
    """The money is genuine: nobody has to be told."""
    for kind in TASKS.values():
        reminders.cancel_about(("seizure", seizure.pk), at=at, reason="genuine", kind=kind)
    resolve_about(("seizure", seizure.pk), at=at, reason="genuine")


def open_tasks(seizure: Seizure, kind: str) -> list[Reminder]:
    """The open tasks of a kind about a seizure (1 query)."""
    tasks = Reminder.objects.filter(subject_type="seizure", subject_id=seizure.pk, kind=kind, ended_at__isnull=True)
    return list(tasks)
