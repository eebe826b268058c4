"""From journal entries to what a screen is sent: the events it shows, reduced to the fields it may carry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from lobby.live.models import Entry
from lobby.live.screens import Screen


def event_of(entry: Entry, screen: Screen) -> dict[str, Any]:
    """One entry as an event of a screen."""
    fields = screen.visible_fields
    payload = {name: value for name, value in entry.payload.items() if fields is None or name in fields}
    return {**payload, "type": entry.type, "seq": entry.seq, "at": entry.at.isoformat()}


def shown(entries: Iterable[Entry], screen: Screen, ticket: int | None) -> list[Entry]:
    """The entries that a screen shows; on an `own` screen only those about the viewer's ticket."""
    return [
        entry
        for entry in entries
        if screen.shows(entry.type)
        and (not screen.own or (entry.subject_type == "ticket" and entry.subject_id == ticket))
    ]


def events_json(entries: Iterable[Entry], screen: Screen, ticket: int | None) -> str:
    """The events of a frame as the inside of a JSON list, empty when there is none."""
    return ",".join(encode(event_of(entry, screen)) for entry in shown(entries, screen, ticket))


def frame(
    *,
    since: int,
    seq: int,
    events: str = "",
    panels: Mapping[str, str] | None = None,
    values: Mapping[str, Any] | None = None,
    full: bool = False,
) -> str:
    """A frame's text: everything between `since` and `seq` that concerns a screen.

    `events` and the panels' values are JSON already, so one encoding serves every socket. `full` tells the screen that
    events before were skipped and the panels are complete.
    """
    inside = ",".join(f"{encode(name)}:{html}" for name, html in (panels or {}).items())
    text = f'{{"from":{since},"seq":{seq},"events":[{events}],"panels":{{{inside}}}'
    if values is not None:
        text += f',"values":{encode(values)}'
    return text + (',"full":true}' if full else "}")


def encode(value: Any) -> str:
    """Compact JSON."""
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
