"""What the calls that read complaints answer, and the answers themselves. Names and numbers in words are hidden."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, ListField

from complaints.enums.board import DIALOG_ROOMS
from complaints.enums.cases import CaseSeverity, ClockKind, ClockState, ReceiptChannel, Step, Verdict
from complaints.models import Complaint
from complaints.selectors.board import Card
from complaints.selectors.case import Case, Line
from complaints.selectors.clocks import ShownClock
from lobby.branches.api.moments import moment

Shape = serializers.Serializer[Any]


class ComplaintClockSeenShape(Shape):
    """A clock: when it is due and how it stands. `stage` counts extensions."""

    kind = ChoiceField(ClockKind.choices)
    due = DateTimeField()
    state = ChoiceField(ClockState.choices)
    stage = IntegerField()


class ComplaintSeenShape(Shape):
    """A complaint as lists have it; `owner` is a user name."""

    id = IntegerField()
    number = CharField()
    branch = CharField()
    step = ChoiceField(Step.choices)
    owner = CharField()
    receipt_channel = ChoiceField(ReceiptChannel.choices)
    severity = ChoiceField([("", ""), *CaseSeverity.choices])
    is_major = BooleanField()
    received_at = DateTimeField()
    step_due_at = DateTimeField(allow_null=True)
    reopened = IntegerField()
    overdue_tasks = IntegerField()
    clocks = ComplaintClockSeenShape(many=True)


class ComplaintLineShape(Shape):
    """One line of the timeline: of the log, of a clock or of the visit; `by` is a user name, null for the system."""

    source = ChoiceField([("log", "log"), ("clock", "clock"), ("visit", "visit")])  # type: ignore[assignment]
    kind = CharField()
    at = DateTimeField()
    by = CharField(allow_null=True)
    text = CharField()
    for_customer = BooleanField()


class ComplaintReadShape(ComplaintSeenShape):
    """A complaint in full. Names and long numbers in `content` and `text` are hidden; reading it is written down."""

    content = CharField()
    about_staff = CharField(allow_null=True)
    ticket = CharField(allow_null=True)
    verdict = ChoiceField([("", ""), *Verdict.choices])
    decided_at = DateTimeField(allow_null=True)
    allowed = ListField(child=ChoiceField([(verb, verb) for verb in DIALOG_ROOMS]))
    timeline = ComplaintLineShape(many=True)


def clock_answer(clock: ShownClock) -> dict[str, Any]:
    """A clock."""
    return {"kind": clock.kind, "due": moment(clock.due), "state": clock.state, "stage": clock.stage}


def card_answer(card: Card) -> dict[str, Any]:
    """A complaint of a list."""
    return seen_answer(card.complaint, card.clocks, card.overdue_tasks)


def seen_answer(complaint: Complaint, clocks: list[ShownClock], overdue_tasks: int) -> dict[str, Any]:
    """What lists and the whole share."""
    return {
        "id": complaint.pk,
        "number": complaint.number,
        "branch": complaint.branch.code,
        "step": complaint.step,
        "owner": complaint.owner.username,
        "receipt_channel": complaint.receipt_channel,
        "severity": complaint.severity,
        "is_major": complaint.is_major,
        "received_at": moment(complaint.received_at),
        "step_due_at": moment(complaint.step_due_at),
        "reopened": complaint.reopened_count,
        "overdue_tasks": overdue_tasks,
        "clocks": [clock_answer(clock) for clock in clocks],
    }


def case_answer(case: Case, overdue_tasks: int) -> dict[str, Any]:
    """A complaint in full, the timeline oldest first."""
    complaint = case.complaint
    return {
        **seen_answer(complaint, case.clocks, overdue_tasks),
        "content": case.personal.content,
        "about_staff": complaint.about_staff.username if complaint.about_staff else None,
        "ticket": complaint.ticket.number if complaint.ticket else None,
        "verdict": complaint.verdict,
        "decided_at": moment(complaint.decided_at),
        "allowed": sorted(case.allowed),
        "timeline": [line_answer(line) for line in reversed(case.lines)],
    }


def line_answer(line: Line) -> dict[str, Any]:
    """One line of the timeline."""
    if line.entry is not None:
        kind, by = line.entry.kind, line.entry.by.username if line.entry.by else None
    elif line.notice is not None:
        kind, by = f"{line.notice.clock.kind}_{line.notice.level}", None
    else:
        assert line.event is not None
        kind, by = line.event.type, None
    return {
        "source": line.source,
        "kind": kind,
        "at": moment(line.at),
        "by": by,
        "text": line.text,
        "for_customer": line.entry is not None and line.entry.is_for_customer,
    }
