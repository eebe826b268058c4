"""The teller's own session and tickets: nothing else is found here."""

from __future__ import annotations

from functools import wraps
from typing import Protocol

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from queueing.access import session_of, ticket_at_own_counter
from queueing.errors import NoOpenCounter
from queueing.models import CounterSession, Ticket
from queueing.views.one_ticket import found_by


class SessionView(Protocol):
    """A view that acts on the person's own session."""

    def __call__(self, request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse: ...


class Posted(Protocol):
    """A view as addresses call it."""

    def __call__(self, request: HttpRequest) -> HttpResponse: ...


def staff_of(request: HttpRequest) -> Staff:
    """Who is signed in; views are behind `login_required`."""
    assert isinstance(request.user, Staff)
    return request.user


def check_may_work(staff: Staff, branch: Branch) -> None:
    """A role can be taken away while its session is open. Raises Forbidden."""
    if not access.can(staff, branch, Permission.COUNTER_WORK):
        raise Forbidden


def own_ticket(staff: Staff, ticket_id: int) -> Ticket:
    """A ticket at the own counter; a session that was ended meanwhile is said so. Raises NotFound, NoOpenCounter."""
    try:
        return ticket_at_own_counter(staff, ticket_id)
    except Forbidden:
        if session_of(staff) is None:
            raise NoOpenCounter from None
        raise


def on_session(view: SessionView) -> Posted:
    """Hand over the person's open session. Raises NoOpenCounter, Forbidden."""

    @login_required
    @require_POST
    @wraps(view)
    def act(request: HttpRequest) -> HttpResponse:
        staff = staff_of(request)
        session = session_of(staff)
        if session is None:
            raise NoOpenCounter
        check_may_work(staff, session.branch)
        return view(request, staff, session)

    return act


def ticket_to_work_on(staff: Staff, ticket_id: int) -> Ticket:
    """A ticket at the person's own counter, while they may work there. Raises NotFound, NoOpenCounter, Forbidden."""
    ticket = own_ticket(staff, ticket_id)
    check_may_work(staff, ticket.branch)
    return ticket


on_ticket = found_by(ticket_to_work_on)
