"""Where a played fleet sends its reports: to the verbs, or over HTTP with a key for each machine, as real ones do."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.utils import timezone

from devices.domain import device_keys
from devices.domain.hearing import hear
from devices.domain.reporting import tell
from devices.reports import Report
from devices.simulation.fleet import Sent
from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.errors import LobbyError
from lobby.branches.models import AccessKey, Device

ANSWER_S = 10.0
LABEL = "simulate_devices"


class Outlet(Protocol):
    """Takes reports; `counts` says what became of them."""

    counts: Counter[str]

    def send(self, sent: Sent) -> None:
        """Deliver one report."""

    def close(self) -> None:
        """Leave nothing behind."""


class Verbs:
    """The verbs that a machine's own call uses, in this process."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def send(self, sent: Sent) -> None:
        """Hear or tell; a refusal is counted."""
        at = timezone.now()
        device = Device.objects.select_related("branch", "zone", "state").get(pk=sent.machine.device_id)
        try:
            if not hear(device, sent.report, at=at):
                tell(device, sent.report, by=device.actor, at=at)
            self.counts["taken"] += 1
        except LobbyError as refusal:
            self.counts[refusal.code] += 1

    def close(self) -> None:
        """Nothing is kept."""


class Http:
    """Calls over HTTP; the keys it makes are ended when it closes."""

    def __init__(self, url: str, devices: Iterable[Device], at: dt.datetime) -> None:
        self.counts: Counter[str] = Counter()
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address begins with http:// or https://")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.connection = kind(parts.hostname, parts.port, timeout=ANSWER_S)
        made = {device.pk: device_keys.make_key(device, by=SYSTEM, at=at, label=LABEL) for device in devices}
        self.keys: list[AccessKey] = [key for key, _secret in made.values()]
        self.secrets = {device_id: secret for device_id, (_key, secret) in made.items()}

    def send(self, sent: Sent) -> None:
        """One call; what does not arrive is counted and not sent again."""
        head = {
            "Authorization": f"Key {self.secrets[sent.machine.device_id]}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        try:
            path = f"/api/v1/devices/{sent.machine.code}/status/"
            self.connection.request("POST", path, json.dumps(body_of(sent.report)), head)
            answer = self.connection.getresponse()
            said = answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            self.counts["lost"] += 1
            return
        self.counts["taken" if answer.status < 300 else code_of(said)] += 1

    def close(self) -> None:
        """Hang up and end the keys."""
        self.connection.close()
        for key in self.keys:
            keys.revoke_key(key, at=timezone.now())


def code_of(answer: bytes) -> str:
    """The code of a refusal."""
    try:
        return str(json.loads(answer)["code"])
    except (ValueError, KeyError, TypeError):
        return "refused"


PARTS = {"printer": ("paper", "toner"), "card": ("media",), "cash": ("dispenser", "acceptor", "storage")}


def body_of(report: Report) -> dict[str, Any]:
    """A report as a machine sends it."""
    told = report.told
    body: dict[str, Any] = {"at": report.at.isoformat(), "seq": report.seq, "device": told["device"]}
    parts: dict[str, Any] = {
        part: {name: told[name] for name in names if name in told} for part, names in PARTS.items()
    }
    if "antifraud" in told:
        parts["antifraud"] = told["antifraud"]
    body["parts"] = {part: said for part, said in parts.items() if said}
    if error := {name: told[name] for name in ("event_id", "action") if name in told}:
        body["error"] = error
    return body | {name: told[name] for name in ("vendor_mode", "position") if name in told}
