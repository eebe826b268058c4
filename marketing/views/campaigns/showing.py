"""Codes of materials with their scans, décor with its photos, and shares of the day's goals."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.forms.attachments import uploads_in
from marketing.access.campaigns import branch_to_read, code_for, decor_for, goal_for
from marketing.domain.campaigns import sharing, showing
from marketing.forms.campaigns import CodeForm, DecorForm, SharesForm
from marketing.selectors.campaigns.goals import goals_of
from marketing.selectors.campaigns.lists import codes_of, contents_of, decor_of, sharers
from marketing.views.campaigns.shell import day_page, posted_at, staff_of
from queueing.slips import qr_code

P = Permission


@never_cache
@login_required
@require_safe
def materials(request: HttpRequest, code: str) -> HttpResponse:
    """Codes with their scans by day. Raises UnknownBranch, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    branch = branch_to_read(staff, code)
    context = {
        **day_page(staff, branch, "materials"),
        "lines": codes_of(branch, business_date(branch, at), at=at),
        "contents": contents_of(branch, at=at),
        "form": CodeForm(branch=branch),
    }
    return render(request, "marketing/campaigns/materials.html", context)


@posted_at(P.CAMPAIGN_EDIT, CodeForm)
def make_code(request: HttpRequest, staff: Staff, branch: Branch, form: CodeForm) -> HttpResponse:
    """A code for one more leaflet or poster. Raises UnknownBranch, Forbidden and what the verb raises."""
    code = showing.make_code(branch, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request, redirect=reverse("marketing:code", args=[code.pk]))


@never_cache
@login_required
@require_safe
def code_sheet(request: HttpRequest, code_id: int) -> HttpResponse:
    """The QR code to be printed, with what it leads to. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    code = code_for(staff, code_id)
    address = request.build_absolute_uri(reverse("marketing:scan", args=[code.token]))
    line = next((one for one in codes_of(code.branch, business_date(code.branch, at), at=at) if one.code == code), None)
    context = {
        **day_page(staff, code.branch, "materials"),
        "code": code,
        "line": line,
        "address": address,
        "qr": qr_code(address),
    }
    return render(request, "marketing/campaigns/code.html", context)


@login_required
@require_POST
def switch_code(request: HttpRequest, code_id: int, verb: str) -> HttpResponse:
    """Taken away, or there again. Raises NotFound, Forbidden."""
    staff = staff_of(request)
    if verb not in ("on", "off"):
        raise NotFound
    code = code_for(staff, code_id, P.CAMPAIGN_EDIT)
    showing.switch_code(code, by=staff, at=timezone.now(), is_active=verb == "on")
    return done(request, _("Kept."), redirect=reverse("marketing:materials", args=[code.branch.code]))


@never_cache
@login_required
@require_safe
def decor(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be put up and what is up. Raises UnknownBranch, Forbidden."""
    staff = staff_of(request)
    branch = branch_to_read(staff, code)
    today = business_date(branch, timezone.now())
    context = {
        **day_page(staff, branch, "decor"),
        "lines": decor_of(branch, today),
        "form": DecorForm(branch=branch),
        "today": today,
    }
    return render(request, "marketing/campaigns/decor.html", context)


@posted_at(P.CAMPAIGN_EDIT, DecorForm)
def plan_decor(request: HttpRequest, staff: Staff, branch: Branch, form: DecorForm) -> HttpResponse:
    """Plan some. Raises UnknownBranch, Forbidden and what the verb raises."""
    showing.plan_decor(branch, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Planned."), redirect=reverse("marketing:decor", args=[branch.code]))


@login_required
@require_POST
def act_on_decor(request: HttpRequest, decor_id: int, verb: str) -> HttpResponse:
    """Put up with its photo, or taken down. Raises NotFound, Forbidden and what the verb raises."""
    staff, at = staff_of(request), timezone.now()
    found = decor_for(staff, decor_id, P.CAMPAIGN_EDIT)
    if verb == "put-up":
        showing.put_up(found, by=staff, at=at, photos=uploads_in(request.POST))
    elif verb == "take-down":
        showing.take_down(found, by=staff, at=at)
    else:
        raise NotFound
    return done(request, _("Kept."), redirect=reverse("marketing:decor", args=[found.branch.code]))


@never_cache
@login_required
@require_safe
def goals(request: HttpRequest, code: str) -> HttpResponse:
    """The branch's goals of today and how they are shared out. Raises UnknownBranch, Forbidden."""
    staff = staff_of(request)
    branch = access.branch_for(staff, code, P.BRIEFING_LEAD)
    context = {
        **day_page(staff, branch, "goals"),
        "lines": goals_of(branch, business_date(branch, timezone.now())),
        "people": list(sharers(branch)),
    }
    return render(request, "marketing/campaigns/goals.html", context)


@login_required
@require_POST
def share_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Share a goal out. Raises NotFound, Forbidden and what the verb raises."""
    staff = staff_of(request)
    goal = goal_for(staff, goal_id, P.BRIEFING_LEAD)
    form = SharesForm(request.POST, branch=goal.branch)
    if not form.is_valid():
        return invalid(request, form)
    sharing.share_out(goal, form.shares, by=staff, at=timezone.now())
    return done(
        request,
        _("Shared out. Everybody sees their part on their own page."),
        redirect=reverse("marketing:goals", args=[goal.branch.code]),
    )
