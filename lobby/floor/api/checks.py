"""Checks in the API: the day's runs, one run, and what is done with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Text, Whole, read_query
from lobby.branches.api.errors import InvalidField
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.checks import run_for, run_to_do, run_to_second, run_to_sign, sees
from lobby.floor.domain.checks import answering, running
from lobby.floor.enums.checks import CheckKind, CheckStatus, CheckValue
from lobby.floor.errors.checks import UnknownItem
from lobby.floor.models import ChecklistItem, ChecklistRun
from lobby.floor.selectors.checks.lists import runs_of_day
from lobby.floor.selectors.checks.runs import Row, sheet_of
from lobby.live.posting import Call, PostView

Shape = serializers.Serializer[Any]


class CheckRunShape(Shape):
    """A run of a checklist; `counts` once it is handed in and, where two must act, signed by both."""

    id = IntegerField()
    branch = CharField()
    checklist = CharField(help_text="Code of the checklist")
    version = IntegerField()
    kind = ChoiceField(CheckKind.choices)
    name = CharField()
    day = serializers.DateField()
    slot = IntegerField()
    subject = CharField(help_text="Empty for the branch, else such as `counter:3`")
    status = ChoiceField(CheckStatus.choices)
    opens_at = DateTimeField()
    due_at = DateTimeField(allow_null=True)
    missed_at = DateTimeField(allow_null=True)
    submitted_at = DateTimeField(allow_null=True)
    submitted_by = CharField(allow_null=True)
    second_by = CharField(allow_null=True)
    decided_by = CharField(allow_null=True)
    note = CharField(help_text="Of whoever signed it off or sent it back")
    is_late = BooleanField()
    counts = BooleanField()


class CheckPhotoShape(Shape):
    """A photo of an issue."""

    id = IntegerField()
    name = CharField()


class CheckItemShape(Shape):
    """An item of a run with its answer; one for each person where the item is about everybody on duty."""

    item = CharField(help_text="Code of the item")
    group = CharField()
    text = CharField()
    answer = CharField(help_text="`tick` or `count`")
    minimum = IntegerField(allow_null=True)
    person = IntegerField(allow_null=True)
    value = ChoiceField(CheckValue.choices, allow_null=True)
    count = IntegerField(allow_null=True)
    note = CharField()
    reason = CharField()
    answered_by = CharField(allow_null=True)
    answered_at = DateTimeField(allow_null=True)
    action = CharField(help_text="What an issue led to, such as `task`; empty for nothing yet")
    action_subject = CharField(help_text="Such as `reminder:12`")
    photos = CheckPhotoShape(many=True)


class FullCheckRunShape(CheckRunShape):
    """A run with its items."""

    items = CheckItemShape(many=True)


class ChecklistQuery(Body):
    """Which runs are listed."""

    date = serializers.DateField(required=False, help_text="Business day, today when it is left out")
    kind = Choice(CheckKind.choices, required=False, help_text="Left out: every kind but patrols")


class AnswerBody(Body):
    """One answer. A count decides by itself whether it is enough."""

    item = Text(max_length=20, help_text="Code of the item")
    value = Choice(CheckValue.choices, required=False)
    count = Whole(min_value=0, max_value=1_000_000, allow_null=True, default=None)
    note = Text(max_length=300, required=False)
    reason = Text(max_length=300, required=False, help_text="Why it is ok although the system knows otherwise")
    person = Whole(min_value=1, max_value=MAX_BIGINT, allow_null=True, default=None, help_text="Whom it is about")
    attachments = serializers.ListField(
        child=Whole(min_value=1, max_value=MAX_BIGINT), max_length=6, default=list, help_text="Ids of one's own uploads"
    )
    action = Text(max_length=30, required=False, help_text="What to do about an issue at once, such as `task`")


class CheckNoteBody(Body):
    """A note."""

    note = Text(max_length=300, required=False)


class RejectBody(Body):
    """Why it is sent back."""

    note = Text(max_length=300)


def moment(at: dt.datetime | None) -> str | None:
    """A moment as text: answers are kept with their key."""
    return at.isoformat() if at else None


def run_told(run: ChecklistRun) -> dict[str, Any]:
    """A run as the API tells it."""
    return {
        "id": run.pk,
        "branch": run.branch.code,
        "checklist": run.template.code,
        "version": run.version.number,
        "kind": run.kind,
        "name": run.version.name,
        "day": run.day.isoformat(),
        "slot": run.slot,
        "subject": f"{run.subject_type}:{run.subject_id}" if run.subject_type else "",
        "status": run.status,
        "opens_at": moment(run.opens_at),
        "due_at": moment(run.due_at),
        "missed_at": moment(run.missed_at),
        "submitted_at": moment(run.submitted_at),
        "submitted_by": run.submitted_by.name if run.submitted_by else None,
        "second_by": run.second_by.name if run.second_by else None,
        "decided_by": run.decided_by.name if run.decided_by else None,
        "note": run.decision_note,
        "is_late": run.is_late,
        "counts": run.counts,
    }


def item_told(row: Row) -> dict[str, Any]:
    """An item with its answer as the API tells it."""
    item, result = row.item, row.result
    return {
        "item": item.code,
        "group": item.group,
        "text": item.text,
        "answer": item.answer,
        "minimum": item.minimum,
        "person": row.person.pk if row.person else None,
        "value": result.value if result else None,
        "count": result.count if result else None,
        "note": result.note if result else "",
        "reason": result.reason if result else "",
        "answered_by": result.answered_by.name if result else None,
        "answered_at": moment(result.answered_at) if result else None,
        "action": result.action if result else "",
        "action_subject": f"{result.action_type}:{result.action_id}" if result and result.action else "",
        "photos": [{"id": photo.pk, "name": photo.name} for photo in row.photos],
    }


def full(staff: Staff, run_id: int) -> dict[str, Any]:
    """A run with its items. Raises NotFound."""
    run = run_for(staff, run_id)
    return {**run_told(run), "items": [item_told(row) for row in sheet_of(run).rows]}


class BranchChecklists(ApiView):
    """The runs of a business day, what needs somebody first."""

    about = "checks"
    operation = "checklists"
    query = ChecklistQuery
    answers = {200: CheckRunShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """Raises UnknownBranch, Forbidden."""
        staff, asked = staff_of(person_of(request)), read_query(ChecklistQuery, request)
        branch = branch_for(staff, code, Permission.CHECK_DO)
        day: dt.date = asked.get("date") or business_date(branch, timezone.now())
        roles = roles_at(staff, branch)
        lines = runs_of_day(branch, day, kind=asked.get("kind", ""))
        return Response([run_told(line.run) for line in lines if sees(line.run, roles)])


class OneRun(ApiView):
    """One run with its items."""

    about = "checks"
    operation = "checklist-run"
    answers = {200: FullCheckRunShape}

    def get(self, request: Request, run_id: int) -> Response:
        """Raises NotFound."""
        return Response(full(staff_of(person_of(request)), run_id))


class CheckPost(PostView):
    """A verb on a run; answers with the run and its items."""

    about = "checks"
    answers = {200: FullCheckRunShape}

    def act(self, call: Call, run_id: int) -> Answer:
        """Fetch through the person, call the verb. Raises NotFound, Forbidden and what the verb raises."""
        staff = staff_of(call.person)
        self.do(call, staff, run_id)
        return Answer(200, full(staff, run_id))

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """The verb."""
        raise NotImplementedError


class Start(CheckPost):
    """Begin a run."""

    operation = "checklist-run-start"

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises NotYours, IllegalCheckMove."""
        running.start(run_to_do(staff, run_id), by=call.by, at=call.at)


class AnswerItem(CheckPost):
    """Answer one item, or answer it differently."""

    operation = "checklist-run-answer"
    body = AnswerBody

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises UnknownItem, NotYours and what the verb raises."""
        said = call.values
        if "value" not in said and said["count"] is None:
            raise InvalidField("value", [serializers.ErrorDetail("", code="required")])
        run = run_for(staff, run_id)
        item = ChecklistItem.objects.filter(version=run.version_id, code=said["item"]).first()
        if item is None:
            raise UnknownItem
        answer = answering.Answer(
            value=said.get("value", ""),
            count=said["count"],
            note=said.get("note", ""),
            reason=said.get("reason", ""),
            person=said["person"],
        )
        run = run_to_do(staff, run_id, item)
        result = answering.answer(run, item, answer, by=call.by, at=call.at, photos=said["attachments"])
        if "action" in said:
            answering.act(result, said["action"], by=call.by, at=call.at)


class Submit(CheckPost):
    """Hand a run in."""

    operation = "checklist-run-submit"

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises NotYours and what the verb raises."""
        running.submit(run_to_do(staff, run_id), by=call.by, at=call.at)


class Countersign(CheckPost):
    """Sign a run as the second of two."""

    operation = "checklist-run-countersign"

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises NotYours and what the verb raises."""
        running.countersign(run_to_second(staff, run_id), by=call.by, at=call.at)


class SignOff(CheckPost):
    """Sign a run off."""

    operation = "checklist-run-sign-off"
    body = CheckNoteBody

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises Forbidden and what the verb raises."""
        running.sign_off(run_to_sign(staff, run_id), by=call.by, at=call.at, note=call.values.get("note", ""))


class Reject(CheckPost):
    """Send a run back."""

    operation = "checklist-run-reject"
    body = RejectBody

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises Forbidden and what the verb raises."""
        running.reject(run_to_sign(staff, run_id), by=call.by, at=call.at, note=call.values["note"])
