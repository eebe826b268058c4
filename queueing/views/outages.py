"""Outage mode: declare, change, end, and offer those who wait another time or place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.actors import CUSTOMER
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import local
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import outages
from lobby.floor.models import Outage
from lobby.floor.views.day import live_day
from queueing.access import offer_for, outage_for
from queueing.domain.rebooking import answering, offering
from queueing.enums.outages import OfferStatus
from queueing.forms.outages import DeclareForm, OutageForm, RebookForm, initial_of
from queueing.models import RebookingOffer
from queueing.panels.outages import SCREEN
from queueing.selectors.alternatives import alternatives
from queueing.selectors.outages import offer_of, running
from queueing.views.phone import answered, keeps_its_link, ticket_of_today


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The outage of a branch, or the way to declare one. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, Permission.OUTAGE_RUN), timezone.now()
    context = live_day(request.user, branch, SCREEN, at=at)
    found = running(branch)
    # Times are shown and typed on the branch's wall clock.
    with timezone.override(branch.timezone):
        context.update(
            declare=DeclareForm(branch=branch, at=at, initial={"explainer": request.user.pk}),
            changes=[(one, OutageForm(branch=branch, at=at, initial=initial_of(one))) for one in found],
            rebooks=[
                (one, RebookForm(outage=one, places=alternatives(one, at=at))) for one in found if not one.is_drill
            ],
        )
        return render(request, "queueing/outages/page.html", context)


@login_required
@require_POST
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """Declare an outage. Raises UnknownBranch, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, Permission.OUTAGE_RUN), timezone.now()
    form = DeclareForm(request.POST, branch=branch, at=at)
    with timezone.override(branch.timezone):
        if not form.is_valid():
            return invalid(request, form)
    outages.declare(
        branch,
        by=request.user.actor,
        at=at,
        reach=form.reach(),
        terms=form.terms(),
        note=form.cleaned_data["note"],
        is_drill=form.cleaned_data["is_drill"],
    )
    return done(request, redirect=page_of(branch))


@login_required
@require_POST
def change(request: HttpRequest, outage_id: int) -> HttpResponse:
    """Say what is known now. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    outage, at = outage_for(request.user, outage_id), timezone.now()
    form = OutageForm(request.POST, branch=outage.branch, at=at)
    with timezone.override(outage.branch.timezone):
        if not form.is_valid():
            return invalid(request, form)
    outages.change(outage, by=request.user.actor, at=at, reach=form.reach(), terms=form.terms())
    return done(request, redirect=page_of(outage.branch))


@login_required
@require_POST
def end(request: HttpRequest, outage_id: int) -> HttpResponse:
    """Service is back. Raises NotFound, Forbidden, IllegalOutageMove."""
    assert isinstance(request.user, Staff)
    outage = outage_for(request.user, outage_id)
    outages.end(outage, by=request.user.actor, at=timezone.now())
    return done(request, redirect=page_of(outage.branch))


@login_required
@require_POST
def rebook(request: HttpRequest, outage_id: int) -> HttpResponse:
    """Offer another time or place. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    outage, at = outage_for(request.user, outage_id), timezone.now()
    form = RebookForm(request.POST, outage=outage, places=alternatives(outage, at=at))
    if not form.is_valid():
        return invalid(request, form)
    values = form.cleaned_data
    made = offering.offer(
        outage,
        by=request.user.actor,
        at=at,
        tickets=values["tickets"] or None,
        place=place_of(outage, values["place"]),
        minutes=values["minutes"],
    )
    count = made.offers.count()
    return done(request, _("Offered to {n} customers.").format(n=count), back=page_of(outage.branch))


def place_of(outage: Outage, code: str) -> Branch | None:
    """The branch of a code that the form has offered; None for this one (0–1 query)."""
    return Branch.objects.get(code=code) if code and code != outage.branch.code else None


@login_required
@require_POST
def answer(request: HttpRequest, offer_id: int, verb: str) -> HttpResponse:
    """Note what a customer without a phone says. Raises NotFound, Forbidden and what the verbs raise."""
    assert isinstance(request.user, Staff)
    offer, by, at = offer_for(request.user, offer_id), request.user.actor, timezone.now()
    found = (answering.accept if verb == "accept" else answering.decline)(offer, by=by, at=at)
    message = words_of(found)
    if found.appointment is not None:
        code = found.appointment.code
        message = _("{words} Code for the kiosk: {code}").format(words=message, code=code)
    return done(request, message, back=page_of(offer.rebooking.branch))


@keeps_its_link
@require_POST
def accept_from_phone(request: HttpRequest, token: str) -> HttpResponse:
    """The customer comes another time. Raises NotFound, DayClosed and what `accept` raises."""
    at = timezone.now()
    found = answering.accept(offer_behind(token, at=at), by=CUSTOMER, at=at)
    return answered(request, token, words_of(found))


@keeps_its_link
@require_POST
def decline_from_phone(request: HttpRequest, token: str) -> HttpResponse:
    """The customer goes on waiting. Raises NotFound, DayClosed, IllegalOfferMove."""
    at = timezone.now()
    found = answering.decline(offer_behind(token, at=at), by=CUSTOMER, at=at)
    return answered(request, token, words_of(found))


def offer_behind(token: str, *, at: dt.datetime) -> RebookingOffer:
    """The offer on the page of a ticket of today (2 queries). Raises NotFound, DayClosed."""
    offer = offer_of(ticket_of_today(token, at=at).pk)
    if offer is None:
        raise NotFound
    return offer


def words_of(offer: RebookingOffer) -> str:
    """What came of an answer."""
    values: dict[str, Any] = {"time": f"{local(offer.rebooking.place, offer.slot_at):%m-%d %H:%M}"}
    words = {
        OfferStatus.ACCEPTED: _("Booked for {time}."),
        OfferStatus.DECLINED: _("The place in the queue is kept."),
        OfferStatus.OFFERED: _("Somebody was quicker. The next free time is {time}."),
    }
    fallback = _("No other time is free any more. The place in the queue is kept.")
    return words.get(OfferStatus(offer.status), fallback).format(**values)


def page_of(branch: Branch) -> str:
    """The branch's outage page."""
    return reverse("queueing:outage", args=[branch.code])
