"""The staff's page of ratings, one rating inside the detail dialog, and what customers said by telephone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.ratings import rating_for, rating_to_recover, reads_words
from complaints.domain import ratings
from complaints.enums.ratings import NPS_HIGHEST, Mark, RatingSource, Recovery
from complaints.errors.ratings import NoSuchNumber
from complaints.forms.ratings import HOW, SOURCES, CallForm, RecoverForm
from complaints.panels.ratings import SCREEN
from complaints.selectors.ratings import what_to_say
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.views.day import live_day
from queueing import offers
from queueing.models import Ticket


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to look after, and the day's ratings. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.EXPERIENCE_VIEW)
    context = live_day(request.user, branch, SCREEN, at=at)
    choices = {"marks": list(Mark), "answers": range(NPS_HIGHEST + 1), "sources": SOURCES}
    return render(request, "complaints/ratings/page.html", {**context, **choices, "today": business_date(branch, at)})


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, rating_id: int) -> HttpResponse:
    """The inside of the detail dialog for a rating. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    rating = rating_for(request.user, rating_id)
    may_read = reads_words(request.user, rating)
    held = access.permissions_at(request.user, rating.branch)
    context = {
        "rating": rating,
        "may_read": may_read,
        "words": ratings.read(rating, by=request.user, at=at) if may_read else {},
        "has_words": bool(rating.comment),
        "say": what_to_say(rating.branch, at) if rating.is_to_recover else [],
        "how": HOW,
        "may_recover": Permission.CARE_GIVE in held and request.user.pk != rating.served_by_id,
        "offers": offers.links_for(rating.visit, is_upset=True, held=held) if rating.visit else [],
    }
    return render(request, "complaints/ratings/_rating.html", context)


@never_cache
@login_required
@require_POST
def recover(request: HttpRequest, rating_id: int) -> HttpResponse:
    """Say what was done for the customer. Raises NotFound, Forbidden, OwnService, NotLow."""
    assert isinstance(request.user, Staff)
    rating = rating_to_recover(request.user, rating_id)
    form = RecoverForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    how, note = Recovery(form.cleaned_data["how"]), form.cleaned_data["note"]
    ratings.recover(rating, by=request.user, at=timezone.now(), how=how, note=note)
    return done(request, _("Noted what was done."), back=reverse("complaints:ratings", args=[rating.branch.code]))


@never_cache
@login_required
@require_POST
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Note what a customer said. Raises UnknownBranch, Forbidden, NoSuchNumber, and what `give` raises."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.COMPLAINT_CALL_BACK)
    form = CallForm(request.POST, today=business_date(branch, at))
    if not form.is_valid():
        return invalid(request, form)
    said = form.cleaned_data
    ticket = Ticket.objects.filter(branch=branch, day=said["day"], number=said["number"]).first()
    if ticket is None:
        raise NoSuchNumber(number=said["number"])
    ratings.give(
        ticket,
        by=request.user.actor,
        at=at,
        score=said["score"],
        source=RatingSource(said["source"]),
        nps=said["nps"],
        comment=said["comment"],
    )
    return done(request, _("The rating is noted."), redirect=reverse("complaints:ratings", args=[code]))
