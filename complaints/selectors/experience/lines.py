"""One row behind a score as a list shows it: when, what, and what it adds. Nothing personal stands here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.access.cases import complaints_for
from complaints.models import CallbackTry, ComplaintClock, Rating
from complaints.selectors.experience.source import Source
from lobby.branches.models import Staff
from lobby.floor.models import ItemResult
from lobby.kpi.readings import rounded
from queueing.models import RoutingDecision, Ticket, Visit


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its moment, what it is, more about it, and what it adds, 0 to 100."""

    at: dt.datetime | None
    what: str
    more: str
    adds: Decimal
    address: str = ""


def seen_by(rows: QuerySet[Any], source: Source, staff: Staff) -> QuerySet[Any]:
    """Without rows of complaints that the person does not see."""
    if source.complaint is None:
        return rows
    return rows.filter(**{f"{source.complaint}__in": complaints_for(staff)})


def line_of(row: Any, source: Source) -> Line:
    """A row of a source."""
    what, more, address = WORDS[type(row)](row)
    return Line(getattr(row, source.moment), what, more, rounded(100 * float(row.measure)), address)


Told = tuple[str, str, str]


def ticket_words(row: Ticket) -> Told:
    """A number, what for, how long it waited and how it ended."""
    waited = _("waited {minutes} min").format(minutes=round(getattr(row, "wait_s", None) or 0) // 60)
    return f"{row.number} · {row.service.name}", f"{waited} · {row.get_status_display()}", ""


def visit_words(row: Visit) -> Told:
    """The numbers of a visit and how long triage took."""
    numbers = " ".join(ticket.number for ticket in row.tickets.all())
    return numbers or _("without a number"), _("triage took {s} s").format(s=row.triage_seconds), ""


def decision_words(row: RoutingDecision) -> Told:
    """Where somebody was sent and what became of it."""
    more = f"{row.get_chosen_display()} · {row.get_offer_display()}"
    return f"{row.ticket.number} · {row.service.name}", more, ""


def rating_words(row: Rating) -> Told:
    """A mark and, where it was said, the answer about recommending."""
    nps = "" if row.nps is None else f" · {row.nps}/10"
    return f"{row.number or '–'} · {row.service.name}", f"{row.score} {row.mark.label}{nps}", ""


def answer_words(row: ItemResult) -> Told:
    """A line of a mystery sheet."""
    return (
        row.item.text,
        row.note or str(row.get_value_display()),
        reverse("complaints:mystery-result", args=[row.run_id]),
    )


def clock_words(row: ComplaintClock) -> Told:
    """A clock of a complaint."""
    more = f"{row.get_kind_display()} · {_('in time') if row.is_met else _('too late')}"
    return row.complaint.number, more, case_address(row.complaint)


def call_words(row: CallbackTry) -> Told:
    """What was said in a return call."""
    complaint = row.visit.complaint
    return complaint.number, str(row.get_satisfaction_display()), case_address(complaint)


def case_address(complaint: Any) -> str:
    """The page of a complaint."""
    return reverse("complaints:case", args=[complaint.branch.code, complaint.number])


WORDS: dict[type, Callable[[Any], Told]] = {
    Ticket: ticket_words,
    Visit: visit_words,
    RoutingDecision: decision_words,
    Rating: rating_words,
    ItemResult: answer_words,
    ComplaintClock: clock_words,
    CallbackTry: call_words,
}
