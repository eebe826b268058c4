"""Work begun online goes on in the branch."""

from __future__ import annotations

import datetime as dt
import secrets

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Service
from lobby.customers.encryption import blind_index
from lobby.customers.models import Customer
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal
from queueing.domain.moving import locked, news_of
from queueing.domain.prereview import check_open
from queueing.enums import OPEN, Outcome, TicketStatus
from queueing.errors.cases import CaseElsewhere, CaseEnded, CaseExpired
from queueing.events.cases import CaseResumed, CaseStarted
from queueing.events.eforms import FormLoaded
from queueing.models import FormInstance, ServiceCase, Ticket

# Without digits and letters that are mistaken for each other when read out: 31 ** 8 codes.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
KEPT = dt.timedelta(days=30)


def start_case(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service,
    customer: Customer | None = None,
    language: str = "zh-hans",
    is_bank_wide: bool = False,
) -> ServiceCase:
    """Begin a piece of work that a branch will finish within thirty days; its `code` is told to the customer."""
    with journal.unit(by=by, at=at):
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        case = ServiceCase.objects.create(
            branch=branch,
            service=service,
            customer=customer,
            code=code,
            code_index=index_of(code),
            language=language,
            is_bank_wide=is_bank_wide,
            started_at=at,
            expires_at=at + KEPT,
        )
        journal.record(CaseStarted(branch_id=branch.pk, case=case.pk, service=service.code))
    return case


def index_of(typed: str) -> str:
    """What finds a code however it is typed: spaces, dashes and small letters do not matter."""
    return blind_index("case:" + "".join(letter for letter in typed.upper() if letter.isalnum()))


def resume_case(case: ServiceCase, *, by: Actor, at: dt.datetime, ticket: Ticket) -> ServiceCase:
    """Go on with a case at a ticket: its forms are loaded there, so nothing is typed again.

    Raises IllegalMove (the ticket has ended), CaseEnded, CaseExpired, CaseElsewhere (with another open ticket).
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_open(ticket)
        case = locked_case(case)
        check_alive(case, at=at)
        if case.ticket is not None and is_elsewhere(case, ticket):
            raise CaseElsewhere(number=case.ticket.number)
        case.ticket, case.resumed_at = ticket, at
        case.save(update_fields=["ticket", "resumed_at"])
        load_forms(case, ticket)
        journal.record(
            CaseResumed(
                branch_id=ticket.branch_id,
                case=case.pk,
                service=case.service.code,
                ticket=ticket.pk,
                number=ticket.number,
            )
        )
    return case


def is_going_on(case: ServiceCase, ticket: Ticket, *, at: dt.datetime) -> bool:
    """Whether a ticket may go on with the case."""
    return not has_ended(case) and at < case.expires_at and not is_elsewhere(case, ticket)


def is_elsewhere(case: ServiceCase, ticket: Ticket) -> bool:
    """Whether another open ticket goes on with the case."""
    return case.ticket is not None and case.ticket.pk != ticket.pk and case.ticket.status in OPEN


def load_forms(case: ServiceCase, ticket: Ticket) -> None:
    """Hang the forms of a case on a ticket, but for those it has of its own (3 statements at most)."""
    own = FormInstance.objects.filter(ticket=ticket, is_current=True).exclude(case=case).values("template")
    forms = FormInstance.objects.select_for_update(no_key=True, of=("self",)).filter(case=case, is_current=True)
    found = list(forms.exclude(template__in=own).exclude(ticket=ticket).select_related("template").order_by("pk"))
    FormInstance.objects.filter(pk__in=[form.pk for form in found]).update(ticket=ticket)
    for form in found:
        journal.record(FormLoaded(**news_of(ticket), form=form.pk, template=form.template.code, version=form.version))


def locked_case(case: ServiceCase) -> ServiceCase:
    """Read a case again under its lock (1 statement, one more where somebody has just gone on with it)."""
    cases = ServiceCase.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "service", "ticket", "branch"
    )
    found = cases.get(pk=case.pk)
    forget_stale(found, "ticket")
    return found


def check_alive(case: ServiceCase, *, at: dt.datetime) -> None:
    """Raises CaseEnded when its ticket was completed, CaseExpired when nobody went on in time."""
    if has_ended(case):
        raise CaseEnded
    if at >= case.expires_at:
        raise CaseExpired


def has_ended(case: ServiceCase) -> bool:
    """Whether a counter has completed the work."""
    ticket = case.ticket
    return ticket is not None and ticket.status == TicketStatus.DONE and ticket.outcome == Outcome.COMPLETED
