"""The papers of the ticket at the own counter: in full, to mark, to load."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches.answers import invalid
from lobby.branches.models import Staff
from queueing.domain.eforms import note_reading
from queueing.forms.prereview import LoadForm
from queueing.models import Ticket
from queueing.selectors.eforms import filled_papers_of
from queueing.selectors.prereview import reviewed
from queueing.views.eforms.pages import signature_of
from queueing.views.loading import load as load_code
from queueing.views.teller.own import on_ticket, staff_of, ticket_to_work_on
from queueing.views.teller.tickets import answer


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Every form with its values in full, which is written down (R12). Raises NotFound, NoOpenCounter, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    ticket = ticket_to_work_on(staff, ticket_id)
    found = filled_papers_of(ticket)
    for paper in found:
        assert paper.form is not None  # filled ones only
        paper.form.ticket = ticket
        note_reading(paper.form, by=staff.actor, at=at, purpose="counter", in_full=True)
    language = get_language() or "zh-hans"
    context = {
        "ticket": ticket,
        "folder": {"holder": ticket},
        "reviewed": reviewed(ticket),
        "papers": [(paper, paper.lines(language, in_full=True), signature_of(paper.form)) for paper in found],
    }
    return render(request, "queueing/teller/papers.html", context)


@never_cache
@login_required
@require_safe
def marks(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """What can be marked when the customer is sent back, masked. Raises NotFound, NoOpenCounter, Forbidden."""
    ticket = ticket_to_work_on(staff_of(request), ticket_id)
    language = get_language() or "zh-hans"
    found = filled_papers_of(ticket)
    context = {
        "documents": reviewed(ticket).documents,
        "papers": [(paper, paper.lines(language, in_full=False)) for paper in found],
    }
    return render(request, "queueing/teller/_marks.html", context)


@on_ticket
def load(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Load a form or a case that the customer brings."""
    form = LoadForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    load_code(ticket, by=staff, at=timezone.now(), code=form.cleaned_data["code"])
    return answer(request, _("Loaded at %(number)s.") % {"number": ticket.number})
