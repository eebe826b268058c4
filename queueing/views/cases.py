"""The page of a case on the customer's phone: what is done, what remains, and the code that continues it in a branch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.actors import CUSTOMER
from queueing.domain.cases import has_ended
from queueing.domain.prefill import make_token
from queueing.models import ServiceCase
from queueing.selectors.cases import case_by_token, progress_of, visit_of
from queueing.selectors.eforms import papers_of
from queueing.slips import qr_code
from queueing.views.customers import options_of, private_page
from queueing.views.eforms.folders import Folder
from queueing.views.eforms.pages import begun


@private_page
@require_GET
def case(request: HttpRequest, token: str) -> HttpResponse:
    """Steps done and remaining, with the way to each form. Raises NotFound."""
    found = case_by_token(token)
    is_over = timezone.now() >= found.expires_at
    options = options_of(request)
    context = {
        "case": found,
        "progress": progress_of(found),
        "papers": []
        if is_over or has_ended(found)
        else [
            (paper, reverse("queueing:case-form", args=[token, paper.template.pk]) + options.query)
            for paper in papers_of(found)
        ],
        "documents": found.service.requirements.all(),
        "is_over": is_over,
        "appointment": visit_of(found),
        **options.context,
    }
    return render(request, "queueing/eforms/case.html", context)


@require_POST
def token(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """A one-time code for the counter, shown this once; it holds to the end of the booked day, else of today.

    Raises NotFound, FormNotReady.
    """
    form = begun(folder, template_id)
    assert isinstance(folder.holder, ServiceCase)
    appointment = visit_of(folder.holder)
    secret = make_token(form, by=CUSTOMER, at=timezone.now(), day=appointment.day if appointment else None)
    context = {
        "folder": folder,
        "form": form,
        "secret": secret,
        "qr": qr_code(secret),
        **folder.context,
        # The code is shown once: in another language or size the customer goes on at the form.
        **{
            name: folder.address("", template_id).partition("?")[0] + folder.context[name]
            for name in ("other_language", "other_size")
        },
    }
    return render(request, "queueing/eforms/token.html", context)
