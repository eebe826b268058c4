"""Other protocols: each has an adapter, which reads what it sends as a report.

    register(Adapter("acme", read_acme))

A machine then posts to `/api/v1/devices/{code}/adapters/acme/`, or is asked at an address (`DevicePoll`). What is asked
for reaches the adapter as `{"http_status": 200, "body": …}`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from devices.enums.reports import ErrorAction, ErrorKind, Word
from devices.errors.reports import NotUnderstood, UnknownAdapter
from devices.reports import Report

TRANSLATED = {"up": Word.ONLINE, "down": Word.OFFLINE}
FIRST_REFUSED, FIRST_FAILED = 400, 500


@dataclass(frozen=True, slots=True)
class Adapter:
    """A protocol by name: `translate` reads a payload that came at a moment. Raises ValueError or KeyError when it cannot."""

    name: str
    translate: Callable[[Mapping[str, Any], dt.datetime], Report]

    def read(self, payload: Mapping[str, Any], *, at: dt.datetime) -> Report:
        """The payload as a report. Raises NotUnderstood."""
        try:
            return self.translate(payload, at)
        except (ValueError, KeyError, TypeError) as error:
            raise NotUnderstood(name=self.name, reason=type(error).__name__) from error


_adapters: dict[str, Adapter] = {}


def register(adapter: Adapter) -> None:
    """Add a protocol; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _adapters.setdefault(adapter.name, adapter) != adapter:
        raise ValueError(f"two adapters are named {adapter.name}")


def adapter_named(name: str) -> Adapter:
    """The adapter of a name. Raises UnknownAdapter."""
    if name not in _adapters:
        raise UnknownAdapter(name=name)
    return _adapters[name]


def heartbeat(payload: Mapping[str, Any], at: dt.datetime) -> Report:
    """`{"status": "up"}` or `{"status": "down", "msg": "…"}`, as monitors of many makers send it."""
    return Report(at=at, device=TRANSLATED[payload["status"]], text=readable(payload.get("msg", "")))


def readable(text: Any) -> str:
    """A message as it can be kept: neither half of a surrogate pair nor a NUL can."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()[:300] if isinstance(text, str) else ""


def http_check(payload: Mapping[str, Any], at: dt.datetime) -> Report:
    """An answer is a sign of life; a body that says how the machine is counts as a heartbeat."""
    status, body = payload["http_status"], payload.get("body")
    if status >= FIRST_FAILED:
        return Report(at=at, device=Word.HARDWARE_ERROR, event_id=ErrorKind.SOFTWARE, action=ErrorAction.SOFTWARE_ERROR)
    if status >= FIRST_REFUSED:
        return Report(at=at, device=Word.HARDWARE_ERROR, event_id=ErrorKind.SOFTWARE, action=ErrorAction.CONFIGURATION)
    return heartbeat(body, at) if isinstance(body, dict) and "status" in body else Report(at=at, device=Word.ONLINE)


def register_own() -> None:
    """The adapters that come with the house."""
    register(Adapter("heartbeat", heartbeat))
    register(Adapter("http", http_check))
