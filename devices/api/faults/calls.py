"""Calls: list, report, read, and every verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from devices.access.faults import fault_for, faults_for
from devices.api.faults import bodies
from devices.api.faults.shapes import FaultDetailShape, FaultShape, detail_answer, fault_answer
from devices.domain import faults
from devices.enums.faults import FaultKind
from devices.errors.faults import NotADuplicate, NoteMissing, UnknownMachine
from devices.models.faults import Fault
from devices.selectors.faults import detail_of, lines_of
from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.branches.models import Device, Staff
from lobby.live.posting import Call, PostView


class BranchFaults(PostView):
    """GET: faults of the branch, the open ones unless asked otherwise, worst first.

    POST: note one. The same seen again while it is open answers the open one.
    """

    about = "faults"
    operation = {"GET": "fault-list", "POST": "fault-report"}
    query = bodies.FaultListQuery
    body = bodies.FaultReportBody
    answers = {"GET": {200: FaultShape(many=True)}, "POST": {201: FaultDetailShape}}

    def get(self, request: Request, code: str) -> Response:
        """List faults."""
        staff, wished = staff_of(person_of(request)), read_query(bodies.FaultListQuery, request)
        branch = branch_for(staff, code, Permission.FLOOR_VIEW)
        found, status = faults_for(staff).filter(branch=branch), wished.get("status")
        if status in (None, "ended"):
            found = found.filter(closed_at__isnull=status is None)
        elif status != "any":
            found = found.filter(status=status)
        return Response([fault_answer(line) for line in lines_of(found.order_by("-opened_at")[: wished["limit"]])])

    def act(self, call: Call, code: str) -> Answer:
        """Note a fault; everybody who sees the floor may. Raises UnknownMachine."""
        staff, sent = staff_of(call.person), call.values
        branch = branch_for(staff, code, Permission.FLOOR_VIEW)
        device = Device.objects.filter(branch=branch, code=sent["device"], is_active=True).first()
        if device is None:
            raise UnknownMachine
        kind, words = FaultKind(sent["kind"]), sent.get("note", "")
        fault = faults.report(device, kind, by=staff, at=call.at, text=words, out_of_order=sent["out_of_order"])
        return Answer(201, shown(staff, fault.pk, call))


class OneFault(ApiView):
    """A fault with its history."""

    about = "faults"
    operation = "fault-read"
    answers = {200: FaultDetailShape}

    def get(self, request: Request, fault_id: int) -> Response:
        """Read it."""
        staff = staff_of(person_of(request))
        fault = fault_for(staff, fault_id)
        return Response(detail_answer(detail_of(fault, at=timezone.now())))


def shown(staff: Staff, fault_id: int, call: Call) -> dict[str, Any]:
    """A fault as it is now."""
    return detail_answer(detail_of(fault_for(staff, fault_id), at=call.at))


class FaultVerb(PostView):
    """One verb; the verb itself checks who may do it at the fault's level."""

    about = "faults"
    answers = {200: FaultDetailShape}
    verb: ClassVar[Callable[..., Fault]]
    names: ClassVar[dict[str, str]] = {}

    def act(self, call: Call, fault_id: int) -> Answer:
        """Fetch, act, answer."""
        staff = staff_of(call.person)
        fault = fault_for(staff, fault_id)
        self.do(fault, staff, call)
        return Answer(200, shown(staff, fault.pk, call))

    def do(self, fault: Fault, staff: Staff, call: Call) -> None:
        """Call the verb with what was sent, under the verb's own names."""
        values = {self.names.get(name, name): value for name, value in call.values.items()}
        type(self).verb(fault, by=staff, at=call.at, **values)


class Accept(FaultVerb):
    """Take it: the branch at level 1, the regional branch at 2, head office at 3."""

    operation, verb = "fault-accept", faults.accept


class Escalate(FaultVerb):
    """Hand it on to the next office with a note; only up."""

    operation, verb, body, names = "fault-escalate", faults.escalate, bodies.FaultNoteBody, {"note": "text"}


class Note(FaultVerb):
    """Write what is known so far."""

    operation, verb, body, names = "fault-note", faults.note, bodies.FaultNoteBody, {"note": "text"}


class Tried(FaultVerb):
    """The first-fix card was followed: did it help?"""

    operation, verb, body = "fault-tried", faults.tried, bodies.FaultTriedBody


class Fix(FaultVerb):
    """It is mended; another person tests."""

    operation, verb, body, names = "fault-fix", faults.fix, bodies.FaultFixBody, {"action": "text"}


class Verify(FaultVerb):
    """Another person than the mender tests: passed closes it, failed sends it back to its level."""

    operation, verb, body, names = "fault-verify", faults.verify, bodies.FaultVerifyBody, {"note": "text"}


class Reopen(FaultVerb):
    """It is not over: back to the level it had."""

    operation, verb, body, names = "fault-reopen", faults.reopen, bodies.FaultReopenBody, {"reason": "text"}


class Confirm(FaultVerb):
    """Security confirms a suspicion: it becomes a security incident."""

    operation, verb = "fault-confirm", faults.confirm_tampering


class Cancel(FaultVerb):
    """It is no fault (`reason`), or noted already (`duplicate_of`); before anybody took it."""

    operation, body = "fault-cancel", bodies.FaultCancelBody

    def do(self, fault: Fault, staff: Staff, call: Call) -> None:
        """With a link it is a duplicate. Raises NoteMissing, NotADuplicate."""
        link, reason = call.values.get("duplicate_of"), call.values.get("reason", "")
        if link is None:
            if not reason:
                raise NoteMissing
            faults.cancel(fault, by=staff, at=call.at, text=reason)
            return
        of = faults_for(staff).filter(pk=link).first()
        if of is None:
            raise NotADuplicate
        faults.mark_duplicate(fault, by=staff, at=call.at, of=of)
