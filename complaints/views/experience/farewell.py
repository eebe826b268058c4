"""Saying goodbye: the approved words, and whether somebody may thank the customer afterwards (S197b)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.domain.experience import farewell
from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.models import Staff
from lobby.floor import menu
from lobby.floor.domain.library.shipped.farewell import SAY_GOODBYE, THANK_YOU
from lobby.floor.selectors.library import in_force
from queueing.access import visit_for


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The words for one visit. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    visit = visit_for(request.user, visit_id)
    refused = farewell.refusal(visit)
    words = in_force(None, visit.branch, timezone.now())
    context = {
        "branch": visit.branch,
        "menu": menu.links_for(visit.branch, access.permissions_at(request.user, visit.branch)),
        "visit": visit,
        "numbers": " ".join(visit.tickets.order_by("pk").values_list("number", flat=True)),
        "goodbye": words.filter(item__code=SAY_GOODBYE),
        "thanks": words.filter(item__code=THANK_YOU),
        "refused": refused.detail if refused else "",
    }
    return render(request, "complaints/experience/farewell.html", context)


@login_required
@require_POST
def thank(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Take on to thank the customer. Raises NotFound, Forbidden, NoThanksWithoutConsent, NoThanks, ThankedAlready."""
    assert isinstance(request.user, Staff)
    visit = visit_for(request.user, visit_id)
    farewell.thank(visit, by=request.user, at=timezone.now())
    page = reverse("complaints:farewell", args=[visit.pk])
    return done(request, _("It stands on your list for the next opening."), redirect=page)
