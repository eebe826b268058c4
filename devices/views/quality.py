"""VA-4: sessions to score and appeals to decide; an agent's own sheets."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.domain import quality
from devices.enums.quality import BEST_SCORE, Mark, QcStatus
from devices.errors.quality import DecidesOwnScore
from devices.forms.quality import MarksForm, WordsForm
from devices.models.quality import QcSheet
from devices.selectors import quality as shown
from devices.views.vtm_desk import staff_with
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff

LISTED = (QcStatus.SAMPLED, QcStatus.APPEALED, QcStatus.SCORED, QcStatus.FINAL)


@never_cache
@login_required
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Sheets by state. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    if not shown.may_judge(request.user):
        raise Forbidden
    status = request.GET.get("status") or (QcStatus.SAMPLED if shown.may_score(request.user) else QcStatus.APPEALED)
    if status not in LISTED:
        raise NotFound
    context = {
        "status": status,
        "tabs": [(one.value, one.label) for one in LISTED],
        "sheets": shown.sheets_for(request.user, status),
    }
    return render(request, "devices/vtm/quality.html", context)


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """An agent's own sheets. Raises Forbidden."""
    staff = staff_with(request, Permission.VTM_WORK)
    return render(request, "devices/vtm/quality.html", {"sheets": shown.sheets_of(staff), "is_mine": True})


@never_cache
@login_required
@require_safe
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """One sheet. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    one = shown.sheet_for(request.user, sheet_id)
    context = {
        "sheet": one,
        "parts": shown.lines_of(one),
        "steps": shown.steps_of(one),
        "marks": Mark.choices,
        "best": BEST_SCORE,
        "is_mine": one.agent_id == request.user.pk,
        "may_mark": may_mark(request.user, one),
        "may_appeal": one.status == QcStatus.SCORED
        and one.agent_id == request.user.pk
        and one.appeal_until is not None
        and timezone.now() < one.appeal_until,
    }
    return render(request, "devices/vtm/sheet.html", context)


def may_mark(staff: Staff, one: QcSheet) -> bool:
    """Whether the marks are this person's to give now."""
    if one.agent_id == staff.pk:
        return False
    if one.status == QcStatus.SAMPLED:
        return access.can(staff, one.branch, Permission.VTM_SCORE)
    return one.status == QcStatus.APPEALED and one.scorer_id != staff.pk


@login_required
@require_POST
def act(request: HttpRequest, sheet_id: int, verb: str) -> HttpResponse:
    """Score, appeal, accept, decide. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    if verb not in {"score", "appeal", "accept", "decide"}:
        raise NotFound
    one, by, at = shown.sheet_for(request.user, sheet_id), request.user.actor, timezone.now()
    form = MarksForm(request.POST) if verb in {"score", "decide"} else WordsForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    text = form.cleaned_data["text"]
    if isinstance(form, MarksForm):
        mark(request.user, one, verb, form, text)
    elif verb == "appeal":
        quality.appeal(one, by=by, at=at, text=text)
    else:
        quality.accept(one, by=by, at=at)
    return done(request, _("Kept"), redirect=reverse("devices:vtm-sheet", args=[sheet_id]))


def mark(staff: Staff, one: QcSheet, verb: str, form: MarksForm, text: str) -> None:
    """Give the marks, first or after an appeal. Raises Forbidden, DecidesOwnScore and what the verbs raise."""
    at = timezone.now()
    if verb == "score":
        if not access.can(staff, one.branch, Permission.VTM_SCORE):
            raise Forbidden
        quality.score(one, by=staff.actor, at=at, marks=form.marks, note=text)
        return
    if one.scorer_id == staff.pk:
        raise DecidesOwnScore
    quality.decide(one, by=staff.actor, at=at, marks=form.marks, text=text)
