"""The head's page and the rows behind each figure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.kpi import charts, cockpit, measuring, periods, readings, registry
from lobby.kpi.forms import DayForm
from lobby.kpi.parts import added
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from lobby.live.pages import live_page
from lobby.live.scopes import Audience

ROWS_A_PAGE = 50


@login_required
@require_GET
def cockpit_home(request: HttpRequest) -> HttpResponse:
    """Go to the person's own branch, else to the first whose figures they may see. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    mine = access.branches_for(request.user, Permission.KPI_VIEW)
    branch = mine.filter(staff=request.user).first() or mine.first()
    if branch is None:
        raise Forbidden
    return redirect("kpi:cockpit", code=branch.code)


@never_cache
@login_required
@require_GET
def cockpit_page(request: HttpRequest, code: str) -> HttpResponse:
    """The branch today, live. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.KPI_VIEW)
    held = frozenset(access.permissions_at(request.user, branch))
    audience = Audience(language=get_language() or "zh-hans", person=request.user.pk, permissions=held)
    context = {
        **live_page(cockpit.SCREEN, branch, audience, at=at),
        "full": cockpit.places("full"),
        "wide": cockpit.places("wide"),
        "narrow": cockpit.places("narrow"),
        "kpis": registry.registered(),
        "day": business_date(branch, at),
    }
    return render(request, "kpi/cockpit.html", context)


@never_cache
@login_required
@require_GET
def kpi_page(request: HttpRequest, code: str, kpi_code: str) -> HttpResponse:
    """One figure of one business day (`?day=`): its chart by hour and its rows. Raises NotFound, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.KPI_VIEW)
    kpi = registry.get(kpi_code)
    today = business_date(branch, timezone.now())
    period = periods.day_of(branch, DayForm(request.GET).day_or(today))
    context = {
        "branch": branch,
        "kpi": kpi,
        "day": period.last,
        "yesterday": period.last - dt.timedelta(days=1),
        "tomorrow": period.last + dt.timedelta(days=1) if period.last < today else None,
        "aside": kpi.aside(period),
        "groups": readings.read_split(kpi, period)[1] if kpi.split else [],
        "page": page_of(kpi.seen_by(measuring.rows_of(kpi, period), request.user), request),
        **reading_and_chart(kpi, period),
    }
    return render(request, "kpi/kpi.html", context)


def reading_and_chart(kpi: Kpi, period: Period) -> dict[str, Any]:
    """The day's reading and its chart; the day is the sum of its hours (3 queries)."""
    hours = measuring.measured_by_hour(kpi, period)
    whole = readings.reading(kpi, added(hours.values()), period)
    series = charts.series_of(kpi, hours, period)
    return {"reading": whole, "chart": charts.by_hour(kpi.name, [series], charts.hours_of(period, hours))}


def page_of(rows: QuerySet[Any], request: HttpRequest) -> Page[Any]:
    """The asked page of a list; a page that does not exist shows the nearest one (2 queries)."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
