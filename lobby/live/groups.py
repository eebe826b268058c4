"""Sockets that are sent the very same frames: one screen, one language, one scope."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from prometheus_client import Counter

from lobby.live import news
from lobby.live.clients import Client
from lobby.live.models import Entry
from lobby.live.scopes import Audience
from lobby.live.screens import Screen
from lobby.live.slots import Slot
from lobby.live.values import Sliced

Key = tuple[str, Audience]
sent = Counter("lobby_frames_total", "Frames of news handed to sockets")


class Group:
    """The sockets of one key and the slots they show. `told` is the number that all of them have reached."""

    def __init__(
        self, screen: Screen, audience: Audience, told: int, panels: dict[str, Slot[str]], figures: list[Slot[Sliced]]
    ) -> None:
        self.screen = screen
        self.audience = audience
        self.told = told
        self.panels = panels
        self.figures = figures
        self.clients: set[Client] = set()
        self.last_values: dict[str, Any] | None = None

    @property
    def key(self) -> Key:
        """What makes sockets equal."""
        return self.screen.name, self.audience

    @property
    def slots(self) -> list[Slot[Any]]:
        """Everything that is produced for this group."""
        return [*self.panels.values(), *self.figures]

    def frame(self, events: str, changed: set[Slot[Any]], seq: int) -> str | None:
        """The next frame for all sockets of the group, None when nothing concerns them."""
        panels = {name: slot.value for name, slot in self.panels.items() if slot in changed and slot.value is not None}
        values = self.new_values(changed)
        if not events and not panels and values is None:
            return None
        text = news.frame(since=self.told, seq=seq, events=events, panels=panels, values=values)
        self.told = seq
        return text

    def new_values(self, changed: set[Slot[Any]]) -> dict[str, Any] | None:
        """The figures of this group's ticket when they changed."""
        if not any(slot in changed for slot in self.figures):
            return None
        values = self.values()
        if values == self.last_values:
            return None
        self.last_values = values
        return values

    def values(self) -> dict[str, Any] | None:
        """The figures of this group's ticket as last computed, None on screens that have none."""
        if not self.figures or self.audience.ticket is None:
            return None
        ticket = self.audience.ticket
        return {name: value for slot in self.figures for name, value in (slot.value or {}).get(ticket, {}).items()}

    def push(self, text: str, seq: int) -> None:
        """Hand a frame to every socket."""
        sent.inc(len(self.clients))
        for client in self.clients:
            client.push(text, seq)


def events_for(entries: Sequence[Entry], groups: Mapping[Key, Group]) -> dict[Key, str]:
    """The events of each group as JSON, encoded once for each screen (once for each ticket where they are its own)."""
    texts: dict[str, str] = {}
    found: dict[Key, str] = {}
    subjects = {entry.subject_id for entry in entries if entry.subject_type == "ticket"}
    for key, group in groups.items():
        if group.screen.own:
            if group.audience.ticket in subjects:
                found[key] = news.events_json(entries, group.screen, group.audience.ticket)
            continue
        if group.screen.name not in texts:
            texts[group.screen.name] = news.events_json(entries, group.screen, None)
        found[key] = texts[group.screen.name]
    return found


def json_of(html: str) -> str:
    """A panel's HTML as it stands in frames."""
    return json.dumps(html, ensure_ascii=False)
