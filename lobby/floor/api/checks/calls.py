"""The calls about checks."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.errors import InvalidField
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.checks import run_for, run_to_do, run_to_second, run_to_sign, sees
from lobby.floor.api.checks import bodies, shapes
from lobby.floor.domain.checks import answering, running
from lobby.floor.errors.checks import UnknownItem
from lobby.floor.models import ChecklistItem
from lobby.floor.selectors.checks.lists import runs_of_day
from lobby.live.posting import Call, PostView


class BranchChecklists(ApiView):
    """The runs of a business day, what needs somebody first."""

    about = "checks"
    operation = "checklists"
    query = bodies.ChecklistQuery
    answers = {200: shapes.CheckRunShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """Raises UnknownBranch, Forbidden."""
        staff, asked = staff_of(person_of(request)), read_query(bodies.ChecklistQuery, request)
        branch = branch_for(staff, code, Permission.CHECK_DO)
        day: dt.date = asked.get("date") or business_date(branch, timezone.now())
        roles = roles_at(staff, branch)
        lines = runs_of_day(branch, day, kind=asked.get("kind", ""))
        return Response([shapes.run_told(line.run) for line in lines if sees(line.run, roles, staff)])


class OneRun(ApiView):
    """One run with its items."""

    about = "checks"
    operation = "checklist-run"
    answers = {200: shapes.FullCheckRunShape}

    def get(self, request: Request, run_id: int) -> Response:
        """Raises NotFound."""
        return Response(shapes.full(staff_of(person_of(request)), run_id))


class CheckPost(PostView):
    """A verb on a run; answers with the run and its items."""

    about = "checks"
    answers = {200: shapes.FullCheckRunShape}

    def act(self, call: Call, run_id: int) -> Answer:
        """Fetch through the person, call the verb. Raises NotFound, Forbidden and what the verb raises."""
        staff = staff_of(call.person)
        self.do(call, staff, run_id)
        return Answer(200, shapes.full(staff, run_id))

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
    body = bodies.AnswerBody

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
    body = bodies.CheckNoteBody

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises Forbidden and what the verb raises."""
        running.sign_off(run_to_sign(staff, run_id), by=call.by, at=call.at, note=call.values.get("note", ""))


class Reject(CheckPost):
    """Send a run back."""

    operation = "checklist-run-reject"
    body = bodies.RejectBody

    def do(self, call: Call, staff: Staff, run_id: int) -> None:
        """Raises Forbidden and what the verb raises."""
        running.reject(run_to_sign(staff, run_id), by=call.by, at=call.at, note=call.values["note"])
