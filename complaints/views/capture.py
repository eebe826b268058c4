"""LM-10: listening, the facts, then the card of a settlement on the spot or the receipt."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.capture import draft_of
from complaints.domain import drafting
from complaints.domain.drafting import words_of
from complaints.domain.lint import findings
from complaints.forms.capture import CaptureForm, LintForm
from complaints.models import Complaint
from complaints.selectors.capture import known_of, likely_about, scripts_at
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.api.idempotency import KEY_PATTERN, Answer, first_answer
from lobby.branches.enums import Permission
from lobby.branches.errors import BadIdempotencyKey
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.forms.attachments import uploads_in
from lobby.live import journal
from queueing.access import newest_ticket_named, ticket_named
from queueing.models import Ticket

P = Permission
ONE_CAPTURE = "one complaint of a draft"


class CaptureView(Protocol):
    """A post of LM-10: who takes down, where, and for which ticket."""

    def __call__(self, request: HttpRequest, staff: Staff, branch: Branch, ticket: Ticket | None) -> HttpResponse: ...


class PostedAt(Protocol):
    """The same as addresses call it."""

    def __call__(self, request: HttpRequest, code: str) -> HttpResponse: ...


def on_capture(view: CaptureView) -> PostedAt:
    """Hand over the branch and the ticket that the form names. Raises UnknownBranch, Forbidden, NotFound."""

    @login_required
    @require_POST
    @wraps(view)
    def act(request: HttpRequest, code: str) -> HttpResponse:
        assert isinstance(request.user, Staff)
        branch = access.branch_for(request.user, code, P.COMPLAINT_CAPTURE)
        return view(request, request.user, branch, ticket_named(branch, request.POST.get("ticket", "")))

    return act


@never_cache
@login_required
@require_safe
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Steps 1 and 2, with `?ticket=` what is known filled in. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    staff, at = request.user, timezone.now()
    branch = access.branch_for(staff, code, P.COMPLAINT_CAPTURE)
    wished, visit = request.GET.get("ticket", ""), request.GET.get("visit", "")
    ticket = newest_ticket_named(branch, visit) if visit and not wished else ticket_named(branch, wished)
    draft = draft_of(staff, branch, ticket)
    about = likely_about(ticket) if ticket else None
    first = {"language": ticket.language if ticket else "zh-hans", **words_of(draft)}
    context = {
        **day_of(staff, branch),
        "ticket": ticket,
        "known": known_of(ticket, at=at) if ticket else None,
        "about": about,
        "draft": draft,
        "is_noted": request.GET.get("noted") == "1",
        "scripts": scripts_at(branch, at=at),
        "form": CaptureForm(branch=branch, ticket=ticket, initial=first),
    }
    return render(request, "complaints/capture/capture.html", context)


@on_capture
def hear(request: HttpRequest, staff: Staff, branch: Branch, ticket: Ticket | None) -> HttpResponse:
    """The tick of step 1."""
    drafting.hear(branch, by=staff, at=timezone.now(), ticket=ticket)
    return done(request, back=address_of(branch, ticket))


@on_capture
def keep(request: HttpRequest, staff: Staff, branch: Branch, ticket: Ticket | None) -> HttpResponse:
    """Keep what was typed so far, and say what is better said otherwise: `{kept, findings}`."""
    draft = draft_of(staff, branch, ticket)
    names = CaptureForm.base_fields
    words = {name: request.POST[name][: field_length(name)] for name in names if name in request.POST}
    is_kept = draft is not None and drafting.keep(draft, by=staff, at=timezone.now(), words=words)
    return JsonResponse({"kept": is_kept, "findings": told(words.get("content", ""))})


@on_capture
def take_down(request: HttpRequest, staff: Staff, branch: Branch, ticket: Ticket | None) -> HttpResponse:
    """The complaint is there. Raises EmotionFirst and what `receive` raises."""
    form = CaptureForm(request.POST, branch=branch, ticket=ticket)
    if not form.is_valid():
        return invalid(request, form)
    pictures, at = uploads_in(request.POST), timezone.now()

    def work() -> Answer:
        complaint = drafting.take_down(branch, by=staff, at=at, ticket=ticket, pictures=pictures, **form.facts)
        return Answer(201, {"redirect": next_page(complaint, staff)})

    answer = once(request, staff, work, at=at)
    return done(request, redirect=answer.body["redirect"])


def next_page(complaint: Complaint, staff: Staff) -> str:
    """Step 3; whoever took down a complaint about themselves sees no more of it."""
    if complaint.about_staff_id == staff.pk:
        return f"{address_of(complaint.branch, None)}?noted=1"
    return reverse("complaints:captured", args=[complaint.pk])


@login_required
@require_POST
def lint(request: HttpRequest) -> HttpResponse:
    """`{findings: [{code, words, why, better}]}` for a draft; nothing of it is kept."""
    form = LintForm(request.POST)
    return JsonResponse({"findings": told(form.cleaned_data["text"])}) if form.is_valid() else invalid(request, form)


def told(text: str) -> list[dict[str, str]]:
    """Findings as a script reads them."""
    return [asdict(one) for one in findings(text)]


def once(request: HttpRequest, staff: Staff, work: Any, *, at: dt.datetime) -> Answer:
    """Work once for each key that the page's script sends: a repeat after a lost line gets the first answer."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(KEY_PATTERN, key):
        raise BadIdempotencyKey
    with journal.unit(by=staff.actor, at=at):
        answer: Answer = first_answer(f"capture:{staff.pk}", key, ONE_CAPTURE, work, at=at) if key else work()
    return answer


def field_length(name: str) -> int:
    """How much of a field is kept with a draft."""
    return getattr(CaptureForm.base_fields[name], "max_length", None) or 60


def day_of(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What a page of the day shows around itself (1 query)."""
    held = access.permissions_at(staff, branch)
    return {"branch": branch, "held": held, "menu": menu.links_for(branch, held, current="complaints")}


def address_of(branch: Branch, ticket: Ticket | None) -> str:
    """LM-10 for a ticket, or without one."""
    query = f"?ticket={ticket.pk}" if ticket else ""
    return reverse("complaints:capture", args=[branch.code]) + query
