"""The forecast board (BH-3), the roster (BH-4) and the part of it that shows what a change would do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Staff
from lobby.floor.access.competence import rates_at
from lobby.floor.enums.competence import Quality
from lobby.floor.selectors import competence
from lobby.kpi import periods, readings
from lobby.kpi import registry as kpis
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing.domain.flow.factors import AHEAD_DAYS
from queueing.forms.roster import BoardForm, CopyForm, FactorForm, PostForm, ShiftForm, WhatIfForm
from queueing.panels import plan, posts, roster
from queueing.panels import what_if as trying
from queueing.panels.planning import SCREEN
from queueing.selectors.forecasts import factors_from
from queueing.selectors.staffing import DayView, day_view

ONE_DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@never_cache
@login_required
@require_safe
def forecast_board(request: HttpRequest, code: str) -> HttpResponse:
    """What the coming fortnight brings (`?day=`, `?service=`). Raises UnknownBranch, Forbidden, Invalid."""
    at, branch, may_edit = opened(request, code)
    form = BoardForm(request.GET, branch)
    today = business_date(branch, at)
    date = form.day_or(today)
    view = day_view(branch, date)
    context = {
        **live(request, branch, at),
        "branch": branch,
        "form": form,
        "service": form.cleaned_data["service"],
        "day": date,
        "days": plan.days_ahead(today, date),
        "is_open_day": view.day.slots > 0,
        "has_roster": bool(view.shifts),
        "offers": plan.offers(view, at) if may_edit else [],
        "may_edit": may_edit,
        "minimum": view.policy.min_open_counters,
        "factors": [one for one in factors_from(branch, date) if one.date == date],
        "factor_form": FactorForm(initial={"date": date}),
        "may_say": may_edit and today <= date < today + dt.timedelta(days=AHEAD_DAYS),
        "accuracy": readings.read(kpis.get("K36"), periods.day_of(branch, today - ONE_DAY)),
        "yesterday": today - ONE_DAY,
        **plan.board(view, form.cleaned_data["service"], at),
    }
    return render(request, "queueing/roster/forecast_board.html", context)


@never_cache
@login_required
@require_safe
def roster_board(request: HttpRequest, code: str) -> HttpResponse:
    """A day's people and breaks, and what is tried (`?day=`, `?pause=&starts=`, `?shift=&counter=`).

    Raises UnknownBranch, Forbidden, Invalid.
    """
    at, branch, may_edit = opened(request, code)
    form, date = asked(request, branch, at)
    view = day_view(branch, date)
    context = {
        **live(request, branch, at),
        "branch": branch,
        "day": date,
        "days": plan.days_ahead(business_date(branch, at), date),
        "post_form": PostForm(branch=branch, date=date),
        **posts.posts(view),
        "shift_form": ShiftForm(branch=branch, initial={"date": date}),
        "copy_form": CopyForm(initial={"date": date, "source": date - WEEK}),
        **trial_context(view, form, at, may_edit),
        **trained_context(request.user, view),
    }
    return render(request, "queueing/roster/roster_board.html", context)


@never_cache
@login_required
@require_safe
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """The panel of the same address alone: waits before and after; nothing is saved."""
    at, branch, may_edit = opened(request, code)
    form, date = asked(request, branch, at)
    context = {"branch": branch, "day": date, **trial_context(day_view(branch, date), form, at, may_edit)}
    return render(request, "queueing/roster/_what_if.html", context)


def trial_context(view: DayView, form: WhatIfForm, at: dt.datetime, may_edit: bool) -> dict[str, Any]:
    """The panel and the people's lines, both with the change that is tried."""
    tried = trying.what_if(view, form, at)
    after: DayView = tried.pop("after_view")
    lines = roster.timeline(after, tried["trial"], at)
    return {
        "may_edit": may_edit,
        "is_open_day": view.day.slots > 0,
        "counters": view.place.counters.values(),
        **lines,
        **tried,
    }


def trained_context(person: Any, view: DayView) -> dict[str, Any]:
    """The competence of the day's people for whoever rates it, nothing at all for others (2 queries, 1 for others)."""
    branch = view.place.branch
    if not rates_at(person, branch):
        return {}
    people = {shift.staff_id: shift.staff for shift in view.shifts}
    return {"qualities": Quality, "profiles": competence.profiles(people.values(), view.policy, view.date)}


def opened(request: HttpRequest, code: str) -> tuple[dt.datetime, Branch, bool]:
    """The moment, the branch and whether the person may change its roster. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_VIEW)
    return timezone.now(), branch, access.can(request.user, branch, Permission.ROSTER_EDIT)


def asked(request: HttpRequest, branch: Branch, at: dt.datetime) -> tuple[WhatIfForm, dt.date]:
    """The valid address. Raises Invalid."""
    form = WhatIfForm(request.GET)
    date = form.day_or(business_date(branch, at))
    if not form.is_valid():
        raise Invalid(reason=_("this address does not make sense"))
    return form, date


def live(request: HttpRequest, branch: Branch, at: dt.datetime) -> dict[str, Any]:
    """What makes the page live for this person."""
    assert isinstance(request.user, Staff)
    held = frozenset({Permission.ROSTER_VIEW.value})
    audience = Audience(language=get_language() or "zh-hans", person=request.user.pk, permissions=held)
    return live_page(SCREEN, branch, audience, at=at)
