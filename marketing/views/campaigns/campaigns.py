"""BH-8: the calendar of campaigns, one campaign, and several side by side (S018, S162)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid, NotFound
from lobby.branches.models import Branch, Staff
from marketing.access.campaigns import branch_to_read, campaign_for, duty_for
from marketing.domain.campaigns import planning
from marketing.enums.campaigns import CAMPAIGN_MOVES, CampaignStatus
from marketing.forms.campaigns import CampaignForm, CompareForm, CostForm, DutyForm, ReasonForm
from marketing.models import Campaign
from marketing.selectors.campaigns.lists import calendar, contents_of, titles_of
from marketing.selectors.campaigns.results import side_by_side
from marketing.views.campaigns.shell import day_page, posted_at, staff_of

P = Permission
DAY = dt.timedelta(days=1)
FOUR_WEEKS = dt.timedelta(days=27)
MOST_COLUMNS = 6


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar of campaigns, and the form for one more. Raises UnknownBranch, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    branch = branch_to_read(staff, code)
    today = business_date(branch, at)
    context = {
        **day_page(staff, branch, "campaigns"),
        "calendar": calendar(branch, today),
        "today": today,
        "form": CampaignForm(branch=branch),
        "contents": contents_of(branch, at=at),
        "starts_on": today + DAY,
        "ends_on": today + DAY + FOUR_WEEKS,
    }
    return render(request, "marketing/campaigns/campaigns.html", context)


@posted_at(P.CAMPAIGN_EDIT, CampaignForm)
def plan(request: HttpRequest, staff: Staff, branch: Branch, form: CampaignForm) -> HttpResponse:
    """Plan one. Raises UnknownBranch, Forbidden and what the verb raises."""
    campaign = planning.plan(branch, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Planned. Somebody else approves it."), redirect=page_of(campaign))


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A campaign with its results so far, its people and its costs. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    campaign = campaign_for(staff, campaign_id)
    branch = campaign.branch
    today = business_date(branch, at)
    last = max(campaign.starts_on, min(campaign.ends_on, today))
    shell = day_page(staff, branch, "campaigns")
    is_other = staff.pk not in (campaign.owner_id, campaign.planned_by_id)
    context = {
        **shell,
        "campaign": campaign,
        "result": side_by_side(branch, [campaign], campaign.starts_on, last)[0],
        "first": campaign.starts_on,
        "last": last,
        "costs": campaign.costs.select_related("by")[:30],
        "duties": campaign.duties.select_related("staff").filter(date__gte=today - DAY)[:60],
        "materials": titles_of(campaign.materials.all(), branch, at=at),
        "events": campaign.events.all(),
        "duty_form": DutyForm(branch=branch),
        "duty_on": max(campaign.starts_on, today),
        "is_approved": campaign.status == CampaignStatus.APPROVED,
        "is_over": campaign.ends_on < today,
        "can_approve": shell["may_approve"] and is_other and campaign.status in CAMPAIGN_MOVES["approve"][0],
        "can_cancel": shell["may_edit"] and campaign.status in CAMPAIGN_MOVES["cancel"][0],
        "today": today,
    }
    return render(request, "marketing/campaigns/campaign.html", context)


@login_required
@require_POST
def act(request: HttpRequest, campaign_id: int, verb: str) -> HttpResponse:
    """A verb of a campaign. Raises NotFound, Forbidden and what the verb raises."""
    staff, at = staff_of(request), timezone.now()
    if verb not in FORMS:
        raise NotFound
    campaign = campaign_for(staff, campaign_id, P.CAMPAIGN_APPROVE if verb == "approve" else P.CAMPAIGN_EDIT)
    form_type = FORMS[verb]
    said: dict[str, Any] = {}
    if form_type is not None:
        form = form_type(request.POST, branch=campaign.branch)
        if not form.is_valid():
            return invalid(request, form)
        said = form.cleaned_data
    VERBS[verb](campaign, by=staff, at=at, **said)
    return done(request, SAID.get(verb, _("Kept.")), redirect=page_of(campaign))


FORMS: dict[str, type[ReasonForm | CostForm | DutyForm] | None] = {
    "approve": None,
    "cancel": ReasonForm,
    "charge": CostForm,
    "duty": DutyForm,
}
SAID: dict[str, str | Promise] = {
    "approve": gettext_lazy("Approved."),
    "cancel": pgettext_lazy("campaign", "Cancelled."),
}
VERBS: dict[str, Any] = {
    "approve": planning.approve,
    "cancel": planning.cancel,
    "charge": planning.charge,
    "duty": planning.put_on_duty,
}


@login_required
@require_POST
def off_duty(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Take somebody off the desk. Raises NotFound, Forbidden."""
    staff = staff_of(request)
    duty = duty_for(staff, duty_id, P.CAMPAIGN_EDIT)
    planning.take_off_duty(duty, by=staff, at=timezone.now())
    return done(request, _("Taken off."), redirect=page_of(duty.campaign))


@never_cache
@login_required
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Campaigns side by side over the same days (`?campaign=&campaign=&first=&last=`).

    Raises UnknownBranch, Forbidden, Invalid.
    """
    staff = staff_of(request)
    branch = branch_to_read(staff, code)
    form = CompareForm(request.GET, branch=branch)
    if not form.is_valid():
        raise Invalid(reason=next(iter(form.errors.values()))[0])
    today = business_date(branch, timezone.now())
    chosen = list(form.cleaned_data["campaign"][:MOST_COLUMNS])
    first, last = days_of(chosen, form, today)
    context = {
        **day_page(staff, branch, "campaigns"),
        "results": side_by_side(branch, chosen, first, last) if chosen else [],
        "chosen": {one.pk for one in chosen},
        "campaigns": Campaign.objects.filter(branch=branch).exclude(status=CampaignStatus.PLANNED)[:30],
        "first": first,
        "last": last,
    }
    return render(request, "marketing/campaigns/compare.html", context)


def days_of(chosen: list[Campaign], form: CompareForm, today: dt.date) -> tuple[dt.date, dt.date]:
    """The asked days; else from the first campaign's beginning to the last one's end, or today."""
    last = form.cleaned_data["last"] or min(today, max((one.ends_on for one in chosen), default=today))
    first = form.cleaned_data["first"] or min((one.starts_on for one in chosen), default=last - FOUR_WEEKS)
    return min(first, last), last


def page_of(campaign: Campaign) -> str:
    """The page of a campaign."""
    return reverse("marketing:campaign", args=[campaign.pk])
