"""The pre-review on the tablet: the papers of one ticket inside the detail dialog (LM-6)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches.answers import invalid
from lobby.branches.models import Staff
from queueing.access import ticket_to_manage
from queueing.domain.eforms import note_reading
from queueing.domain.prereview import review
from queueing.enums import OPEN
from queueing.enums.prereview import DocState
from queueing.forms.prereview import LoadForm, ReviewForm
from queueing.models import Ticket
from queueing.selectors.eforms import papers_of
from queueing.selectors.prereview import reviewed
from queueing.views.floor.tickets import answer, on_ticket
from queueing.views.loading import load as load_code


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Documents with three states each, and the ticket's forms. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    ticket = ticket_to_manage(request.user, ticket_id)
    language = get_language() or "zh-hans"
    in_hand = papers_of(ticket)
    for paper in in_hand:
        if paper.form is not None:
            paper.form.ticket = ticket
            note_reading(paper.form, by=request.user.actor, at=timezone.now(), purpose="pre-review", in_full=False)
    found = [(paper, paper.lines(language, in_full=False)) for paper in in_hand]
    context = {
        "ticket": ticket,
        "papers": found,
        "states": DocState.choices,
        "is_open": ticket.status in OPEN,
        "reviewed": reviewed(ticket),
        "ticket_address": reverse("queueing:floor-ticket", args=[ticket.pk]),
    }
    return render(request, "queueing/prereview/papers.html", context)


@on_ticket
def save(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Keep what was found; `passed` says that the papers are ready.

    Raises NotFound, Forbidden, IllegalMove, DocumentsLacking.
    """
    form = ReviewForm(request.POST, documents=ticket.service.requirements.all())
    if not form.is_valid():
        return invalid(request, form)
    passed = "passed" in request.POST
    review(ticket, by=staff.actor, at=timezone.now(), checks=form.checks, passed=passed)
    message = _("The papers of %(number)s are ready.") if passed else _("Kept for %(number)s.")
    return answer(request, ticket, message)


@on_ticket
def load(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Load a form or a case that the customer brings. Raises NotFound, Forbidden and what loading refuses."""
    form = LoadForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    load_code(ticket, by=staff, at=timezone.now(), code=form.cleaned_data["code"])
    return answer(request, ticket, _("Loaded at %(number)s."))
