"""Which acts a teller has in which state: the buttons stay in their places, those the state table refuses are off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from queueing.enums import TICKET_MOVES
from queueing.models import Ticket
from queueing.selectors.teller import Desk
from queueing.subjects import TICKET


@dataclass(frozen=True, slots=True)
class Act:
    """A button. It posts to `address`, or opens the dialog `opens`, whose form then posts to `address`.

    `usable_from` keeps a legal act off until that moment; `note` says more, such as how often it may still be done;
    `papers` is where the dialog reads what can be marked.
    """

    name: str
    label: str
    key: str
    icon: str
    is_legal: bool = True
    address: str = ""
    opens: str = ""
    note: str = ""
    usable_from: dt.datetime | None = None
    papers: str = ""


def primary(desk: Desk) -> Act:
    """The one large button: next, start and finish in turn, or the end of a pause."""
    if desk.ticket is None:
        if desk.state == "paused":
            return Act("resume", _("End the pause"), "Space", "play", address=reverse("queueing:teller-resume"))
        return Act("next", _("Next customer"), "Space", "bell-ring", address=reverse("queueing:teller-call-next"))
    if may(desk.ticket, "start"):
        return Act("start", _("Start service"), "Space", "play", address=of_ticket("start", desk.ticket))
    return Act("finish", _("Finish"), "Space", "check", address=of_ticket("finish", desk.ticket))


def secondary(desk: Desk, *, at: dt.datetime) -> list[Act]:
    """The smaller buttons, always the same ones in the same order."""
    return [
        recall(desk, at=at),
        ticket_act(desk, "miss", _("Missed"), "M", "user-x"),
        ticket_act(desk, "hold", _("Hold"), "H", "hand"),
        ticket_act(desk, "hand_on", _("Hand on"), "T", "arrow-right-left", opens="hand-on"),
        send_back(desk),
        note(desk),
        more(desk),
        free_act(desk, "serve", _("No ticket"), "W", "user-plus", "serve"),
        free_act(desk, "number", _("By number"), "F", "search", "call-number"),
        free_act(desk, "pause", _("Pause"), "P", "coffee", "pause"),
    ]


def recall(desk: Desk, *, at: dt.datetime) -> Act:
    """Call again: a set number of times, a set gap apart."""
    ticket, policy = desk.ticket, desk.policy
    if ticket is None or ticket.called_at is None or not may(ticket, "recall"):
        return Act("recall", _("Recall"), "F9", "megaphone", is_legal=False)
    left = max(0, policy.max_calls - ticket.call_count)
    usable_from = ticket.called_at + dt.timedelta(seconds=policy.recall_gap_s)
    return Act(
        "recall",
        _("Recall"),
        "F9",
        "megaphone",
        is_legal=left > 0,
        address=of_ticket("recall", ticket),
        note=ngettext("%(n)s left", "%(n)s left", left) % {"n": left},
        usable_from=usable_from if left and usable_from > at else None,
    )


def ticket_act(desk: Desk, verb: str, label: str, key: str, icon: str, opens: str = "") -> Act:
    """An act on the ticket at the counter, on where the table of moves allows it."""
    is_legal = desk.ticket is not None and may(desk.ticket, verb)
    address = of_ticket(verb.replace("_", "-"), desk.ticket) if desk.ticket else ""
    return Act(verb, label, key, icon, is_legal=is_legal, address=address, opens=opens)


def send_back(desk: Desk) -> Act:
    """Sending back, with documents and lines to mark."""
    act = ticket_act(desk, "send_back", _("Send back"), "R", "corner-up-left", opens="send-back")
    return replace(act, papers=of_ticket("marks", desk.ticket)) if desk.ticket else act


def note(desk: Desk) -> Act:
    """A note, whenever a customer is at the counter."""
    address = of_ticket("note", desk.ticket) if desk.ticket else ""
    return Act("note", _("Note"), "N", "sticky-note", is_legal=bool(desk.ticket), address=address, opens="note")


def more(desk: Desk) -> Act:
    """Waivers, counterfeit money, bills and signs of fraud, with or without a customer at the counter."""
    about = f"?about={TICKET}:{desk.ticket.pk}" if desk.ticket else ""
    address = reverse("floor:counter-acts", args=[desk.session.branch.code]) + about
    return Act("more", _("More"), "X", "layers", opens="more-acts", papers=address)


def free_act(desk: Desk, name: str, label: str, key: str, icon: str, opens: str) -> Act:
    """An act of an open counter where nobody stands."""
    return Act(name, label, key, icon, is_legal=desk.state == "free", opens=opens)


def may(ticket: Ticket, verb: str) -> bool:
    """Whether the table of moves allows a verb in the ticket's state."""
    return ticket.status in TICKET_MOVES[verb][0]


def of_ticket(verb: str, ticket: Ticket) -> str:
    """The address of an act on a ticket."""
    return reverse(f"queueing:teller-{verb}", args=[ticket.pk])
