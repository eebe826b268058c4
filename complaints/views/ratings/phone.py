"""CM-4: the customer rates on the ticket's page, or on a page of its own once the day is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from complaints.domain import ratings
from complaints.enums.ratings import RatingSource
from complaints.errors.ratings import RatingStands
from complaints.forms.ratings import MarkForm, MoreForm
from complaints.models import Rating
from complaints.panels.ratings import drawn
from complaints.selectors.ratings import asked_of, rating_of
from lobby.branches.actors import CUSTOMER
from lobby.branches.answers import done, invalid
from queueing.models import Ticket
from queueing.selectors.phone import ticket_by_token
from queueing.views.customers import check_customer, options_of, private_page


@private_page
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The five faces, or thanks. Raises NotFound."""
    ticket = ticket_by_token(token)
    context: dict[str, Any] = drawn(asked_of(ticket, at=timezone.now()))
    options = options_of(request)
    return render(request, "complaints/ratings/phone.html", {**context, "options": options, **options.context})


@private_page
@require_POST
def give(request: HttpRequest, token: str) -> HttpResponse:
    """One touch. Raises CustomerOnly, NotFound, and what `give` raises."""
    ticket, at = ticket_of(request, token)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ratings.give(ticket, by=CUSTOMER, at=at, score=form.cleaned_data["score"], source=RatingSource.PHONE)
    return answered(request, token, _("Thank you for your rating."))


@private_page
@require_POST
def more(request: HttpRequest, token: str) -> HttpResponse:
    """The second question, some words. Raises CustomerOnly, NotFound, RatingStands, and what `add` raises."""
    ticket, at = ticket_of(request, token)
    form = MoreForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ratings.add(given(ticket), by=CUSTOMER, at=at, **form.cleaned_data)
    return answered(request, token, _("Thank you, we read it."))


@private_page
@require_POST
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """The wrong face was touched. Raises CustomerOnly, NotFound, RatingStands."""
    ticket, at = ticket_of(request, token)
    ratings.take_back(given(ticket), by=CUSTOMER, at=at)
    return answered(request, token, _("Taken back. Please choose again."))


def ticket_of(request: HttpRequest, token: str) -> tuple[Ticket, dt.datetime]:
    """The ticket of the address, for nobody who is signed in. Raises CustomerOnly, NotFound."""
    check_customer(request)
    return ticket_by_token(token), timezone.now()


def given(ticket: Ticket) -> Rating:
    """What the customer gave. Raises RatingStands."""
    rating = rating_of(ticket)
    if rating is None:
        raise RatingStands
    return rating


def answered(request: HttpRequest, token: str, message: str) -> HttpResponse:
    """The answer of a post; a browser without scripts goes on to the page of the rating."""
    address = reverse("complaints:ticket-rating", args=[token]) + options_of(request).query
    return done(request, message, back=address)
