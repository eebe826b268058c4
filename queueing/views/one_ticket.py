"""Views that act on one ticket; each place says in its own way whose tickets are found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from lobby.branches.models import Staff
from queueing.models import Ticket


class TicketView(Protocol):
    """A view that acts on a ticket that was found for the person."""

    def __call__(self, request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse: ...


class PostedFor(Protocol):
    """A view about one ticket as addresses call it."""

    def __call__(self, request: HttpRequest, ticket_id: int) -> HttpResponse: ...


def found_by(find: Callable[[Staff, int], Ticket]) -> Callable[[TicketView], PostedFor]:
    """Decorate a view that takes posts: it is handed what `find` finds, and raises what that raises."""

    def on_ticket(view: TicketView) -> PostedFor:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, ticket_id: int) -> HttpResponse:
            assert isinstance(request.user, Staff)
            return view(request, request.user, find(request.user, ticket_id))

        return act

    return on_ticket
