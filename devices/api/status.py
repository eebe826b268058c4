"""Machines that tell of themselves, and the fleet of a branch."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from devices.access.reporting import branch_to_watch, device_to_report, devices_to_report
from devices.adapters import adapter_named
from devices.api.bodies import DeviceStatusBody, DeviceStatusRowBody, report_of
from devices.api.shapes import DeviceRowShape, DeviceStateShape, FleetDeviceShape
from devices.domain.hearing import hear
from devices.domain.reporting import tell
from devices.errors.reports import ListTooLong, NothingTaken
from devices.reports import Report
from devices.selectors.telling import fleet, fleet_answer, one, state_answer
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import Body, StrictList, checked, read
from lobby.branches.api.idempotency import Answer, answer_once, respond
from lobby.branches.api.schema import ApiSchema
from lobby.branches.api.views import ApiView
from lobby.branches.errors import Invalid, LobbyError, NotFound
from lobby.branches.models import Device
from lobby.live import journal
from lobby.live.posting import Call, PostView

MOST_ROWS = 500
LONGEST_CODE = 20


class OneReport(PostView):
    """A machine says something of itself."""

    about = "devices"
    answers = {200: DeviceStateShape}

    def post(self, request: Request, **where: Any) -> Response:
        """What says nothing new is answered without a transaction: 2 queries, the credential's and the state's."""
        if "Idempotency-Key" not in request.headers:
            at = timezone.now()
            device = device_to_report(person_of(request), where["code"])
            report = self.report(Call(person_of(request), at, read(self.body, request), request), **where)
            if hear(device, report, at=at):
                return respond(Answer(200, state_answer(device)))
        return super().post(request, **where)

    def act(self, call: Call, **where: Any) -> Answer:
        """Take the report, answer the state. Raises NotFound, Forbidden, ClockSkewed."""
        device = device_to_report(call.person, where["code"])
        tell(device, self.report(call, **where), by=call.by, at=call.at)
        return Answer(200, state_answer(one(device.pk) or device))

    def report(self, call: Call, **where: Any) -> Report:
        """What was sent as a report."""
        raise NotImplementedError


class DeviceReport(OneReport):
    """A machine tells of itself in the words of XFS4IoT.

    Its own key speaks for itself alone; a key of staff who may report on machines speaks for those of their branches.
    Reports may come twice, late and in any order: what is not newer than the last by `at`, then `seq`, is answered with
    the present state and changes nothing.
    """

    operation = "device-report"
    body = DeviceStatusBody

    def report(self, call: Call, **where: Any) -> Report:
        """The words as they came."""
        return report_of(call.values)


class AdapterReport(OneReport):
    """A machine of another protocol tells of itself; the adapter of that name translates the body."""

    operation = "device-adapter-report"
    body = Body

    def report(self, call: Call, **where: Any) -> Report:
        """The body as the adapter reads it. Raises UnknownAdapter, NotUnderstood."""
        payload: Any = call.request.data
        return adapter_named(where["name"]).read(payload, at=call.at)


class ListSchema(ApiSchema):
    """Describes a body that is a list."""

    def get_request_serializer(self) -> Any:
        """Rows."""
        return DeviceStatusRowBody(many=True)


class DeviceReports(PostView):
    """A gateway tells of many machines at once, or a machine hands in what it could not send.

    Each row is taken or refused by itself, and the answers are in the order of the rows. When none was taken the whole
    is refused as `nothing_taken`, with the answers in `rows`, by the status that all of them have in common, or 400.
    """

    about = "devices"
    operation = "device-report-list"
    answers = {200: DeviceRowShape(many=True)}
    parser_classes = [StrictList]
    schema = ListSchema()

    def post(self, request: Request, **where: Any) -> Response:
        """Take the rows in one transaction; each that changes something in a savepoint of its own."""
        rows = request.data
        if not 1 <= len(rows) <= MOST_ROWS:
            raise ListTooLong(most=MOST_ROWS)
        call = Call(person_of(request), timezone.now(), {}, request)
        return answer_once(request, lambda: self.act(call), within=journal.unit(by=call.by, at=call.at))

    def act(self, call: Call) -> Answer:
        """Take what can be taken (3 queries when nothing is new, the credential's with them). Raises NothingTaken."""
        rows = [row_of(sent) for sent in call.request.data]
        codes = {row["code"] for row in rows if not isinstance(row, LobbyError)}
        devices = {device.code: device for device in devices_to_report(call.person, codes)}
        results = take(call, rows, devices)
        if not (taken := {device.pk for device in results if isinstance(device, Device)}):
            statuses = {error.status for error in results if isinstance(error, LobbyError)}
            raise NothingTaken(answers_of(call, results, {}), statuses)
        after = {device.pk: device for device in devices_to_report(call.person, codes) if device.pk in taken}
        return Answer(200, answers_of(call, results, after))


def row_of(sent: Any) -> dict[str, Any] | LobbyError:
    """One row as it was checked, or why it is wrong."""
    if not isinstance(sent, dict):
        return Invalid(reason="a row is an object")
    try:
        return checked(DeviceStatusRowBody, sent)
    except LobbyError as error:
        return error


def take(call: Call, rows: list[Any], devices: dict[str, Device]) -> list[Device | LobbyError]:
    """Take each row. Machines are locked in one order, whatever that of the rows, so that two lists cannot block each other."""
    results: dict[int, Device | LobbyError] = {}
    written: set[int] = set()
    for n, row in sorted(enumerate(rows), key=lambda numbered: place_of(numbered[1], devices)):
        device = None if isinstance(row, LobbyError) else devices.get(row["code"])
        results[n] = row if isinstance(row, LobbyError) else device or NotFound()
        if device is None:
            continue
        try:
            report = report_of(row)
            if device.pk in written or not hear(device, report, at=call.at):
                written.add(device.pk)
                with transaction.atomic():
                    tell(device, report, by=call.by, at=call.at)
        except LobbyError as error:
            results[n] = error
    return [results[n] for n in range(len(rows))]


def place_of(row: Any, devices: dict[str, Device]) -> int:
    """By which rows are sorted."""
    device = None if isinstance(row, LobbyError) else devices.get(row["code"])
    return device.pk if device else 0


def answers_of(call: Call, results: list[Device | LobbyError], after: dict[int, Device]) -> list[dict[str, Any]]:
    """The answers in the order of the rows."""
    return [
        refusal(sent, result) if isinstance(result, LobbyError) else state_answer(after.get(result.pk, result))
        for sent, result in zip(call.request.data, results, strict=True)
    ]


def refusal(sent: Any, error: LobbyError) -> dict[str, Any]:
    """The answer to a row that was not taken; a code that is none is not repeated."""
    code = sent.get("code") if isinstance(sent, dict) else None
    is_code = isinstance(code, str) and len(code) <= LONGEST_CODE and code.isascii()
    return {"code": code if is_code else None, "error": {"code": error.code, "detail": error.detail}}


class BranchDevices(ApiView):
    """Every device of a branch in use, with its state and what it can do now."""

    about = "devices"
    operation = "device-list"
    answers = {200: FleetDeviceShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List devices in order of their codes (2 queries after the credential's)."""
        branch = branch_to_watch(person_of(request), code)
        return Response([fleet_answer(device) for device in fleet(branch)])
