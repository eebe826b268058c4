"""The branch at one moment, for walls of other makers and for programs that follow the socket."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from devices.enums import SERVING_KINDS
from devices.selectors import machine_of, with_services
from lobby.branches.api.authentication import person_of
from lobby.branches.api.moments import moment
from lobby.branches.api.views import ApiView
from lobby.branches.models import Branch, Device
from lobby.floor.kinds import alert_text, silent_kinds
from lobby.floor.models import Alert
from lobby.live import journal
from queueing.api import rights
from queueing.api.answers import live_counter_answer, wait_answer
from queueing.api.shapes import LiveShape
from queueing.selectors import api as selectors
from queueing.selectors.api import LineNow

MOST_ALERTS = 100
DEVICES = with_services(Device.objects.order_by("code"))


class Live(ApiView):
    """Counters, lines, devices and open alerts as they are now; follow the socket from `seq` on."""

    about = "live"
    operation = "live"
    answers = {200: LiveShape}

    def get(self, request: Request, code: str) -> Response:
        """Read `seq` first: what changes meanwhile comes again over the socket, and nothing is missed."""
        at = timezone.now()
        branch = rights.branch_to_watch(person_of(request), code)
        seq = journal.current_seq(branch.pk)
        is_staff = not isinstance(request.user, Device)
        return Response(
            {
                "seq": seq,
                "at": moment(at),
                "counters": [live_counter_answer(now) for now in selectors.counters_now(branch)],
                "services": [line_answer(line) for line in selectors.lines_now(branch, at=at)],
                "devices": [device_answer(device) for device in DEVICES.filter(branch=branch)],
                "alerts": alerts_of(branch) if is_staff else [],
            }
        )


def line_answer(line: LineNow) -> dict[str, Any]:
    """A service's line."""
    return {
        "code": line.service.code,
        "name": line.service.name,
        "waiting": line.waiting,
        "longest_wait_s": line.longest_wait_s,
        "wait": wait_answer(line.wait),
        "wait_note": line.note or None,
    }


def device_answer(device: Device) -> dict[str, Any]:
    """A device with what it can do now."""
    machine = machine_of(device)
    is_routed = device.is_active and device.kind in SERVING_KINDS
    return {
        "code": device.code,
        "kind": device.kind,
        "name": device.name,
        "in_use": device.is_active,
        "status": str(machine.status),
        "services": machine.services if is_routed else [],
    }


def alerts_of(branch: Branch) -> list[dict[str, Any]]:
    """Open alerts, newest first (1 query); silent ones are for the screens of security alone."""
    found = Alert.objects.filter(branch=branch, resolved_at__isnull=True).exclude(kind__in=silent_kinds())
    found = found.order_by("-raised_at", "-pk")
    return [
        {
            "id": alert.pk,
            "kind": alert.kind,
            "status": alert.status,
            "text": alert_text(alert.kind, alert.values),
            "raised_at": moment(alert.raised_at),
        }
        for alert in found[:MOST_ALERTS]
    ]
