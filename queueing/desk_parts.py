"""The registry of what apps above put beside a customer in front of staff: on the teller's desk, and in the dialog of a
ticket on the tablet. (Parts of the waiting list itself are `lobby.floor.shell` parts in the slot "waiting".)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from lobby.branches.models import Staff
from queueing.models import CounterSession, Ticket


@dataclass(frozen=True, kw_only=True)
class DeskPart:
    """A live panel of the teller's desk, beside the ticket, or with `screen` "care" of the page of waiting and care (LM-5).

    On the desk its audience is the person.

    `keys` are those of its buttons, for the list of keys. A panel dirtied by `ticket.*` follows the customer at the counter. It may be empty: then it takes no room.
    """

    panel: str
    place: int
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    permission: str = ""
    screen: Literal["counter", "care"] = "counter"
    keys: tuple[tuple[str, str | Promise], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeskDialog:
    """A dialog of the desk, opened by `data-opens`; `key` opens it too, where something on the desk carries it.

    `context` is asked once, when the page is drawn; what changes is loaded when the dialog opens.
    """

    template: str
    place: int
    context: Callable[[CounterSession], dict[str, Any]] | None = None
    key: str = ""
    words: str | Promise = ""
    permission: str = ""


@dataclass(frozen=True, kw_only=True)
class TicketPart:
    """A part of the dialog of a ticket on the tablet (LM-7); `context` returns None for nothing to show."""

    name: str
    template: str
    place: int
    context: Callable[[Ticket, Staff, dt.datetime], dict[str, Any] | None]
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A template with what it shows."""

    template: str
    context: dict[str, Any]


_desk: dict[str, DeskPart] = {}
_dialogs: dict[str, DeskDialog] = {}
_ticket: dict[str, TicketPart] = {}


def register(part: DeskPart) -> None:
    """Add a part of the desk; called from `AppConfig.ready()`. Raises ValueError for a panel that is taken."""
    if _desk.setdefault(part.panel, part) != part:
        raise ValueError(f"two parts of the desk show the panel {part.panel}")


def register_dialog(dialog: DeskDialog) -> None:
    """Add a dialog of the desk; called from `AppConfig.ready()`. Raises ValueError for a template that is taken."""
    if _dialogs.setdefault(dialog.template, dialog) != dialog:
        raise ValueError(f"two dialogs of the desk are drawn by {dialog.template}")


def register_for_ticket(part: TicketPart) -> None:
    """Add a part of a ticket's dialog; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _ticket.setdefault(part.name, part) != part:
        raise ValueError(f"two parts of a ticket's dialog are named {part.name}")


def desk_parts(held: Collection[str], screen: str = "counter") -> list[DeskPart]:
    """The parts of a screen for somebody with these permissions, in order of their places."""
    mine = (one for one in _desk.values() if one.screen == screen and may(one.permission, held))
    return sorted(mine, key=lambda one: one.place)


def desk_dialogs(session: CounterSession, *, held: Collection[str]) -> list[tuple[DeskDialog, dict[str, Any]]]:
    """The dialogs of such a desk, each with what it shows as `part`."""
    mine = sorted((one for one in _dialogs.values() if may(one.permission, held)), key=lambda one: one.place)
    return [(one, one.context(session) if one.context else {}) for one in mine]


def ticket_parts(ticket: Ticket, staff: Staff, *, held: Collection[str], at: dt.datetime) -> list[Shown]:
    """What stands in the dialog of a ticket for somebody with these permissions."""
    parts = sorted((one for one in _ticket.values() if may(one.permission, held)), key=lambda one: one.place)
    found = ((part.template, part.context(ticket, staff, at)) for part in parts)
    return [Shown(template, context) for template, context in found if context is not None]


def may(permission: str, held: Collection[str]) -> bool:
    """Whether a part is for somebody with these permissions."""
    return not permission or permission in held
