"""The journey map with live scores, and the rows behind each of them (S197a, S197b, S206)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from complaints.enums.experience import Segment
from complaints.forms.experience import DaysForm
from complaints.selectors.experience import problems
from complaints.selectors.experience.journeys import card_of
from complaints.selectors.experience.lines import line_of, seen_by
from complaints.selectors.experience.scores import journey, measured, rows_of
from complaints.selectors.experience.sources import BY_NAME
from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.kpi import periods

P = Permission
ROWS_A_PAGE, TOP = 50, 5


def day_page(staff: Staff, branch: Branch, part: str) -> dict[str, Any]:
    """What every page of BH-9 has: `part` is the one that is shown (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "held": held,
        "part": part,
        "menu": menu.links_for(branch, held, current="experience"),
        "may_edit": P.EXPERIENCE_EDIT in held,
        "may_release": P.MYSTERY_RELEASE in held,
        "timezone": branch.timezone,
    }


def days_of(request: HttpRequest, today: dt.date) -> dict[str, Any]:
    """The asked days and segment. Raises Invalid."""
    form = DaysForm(request.GET)
    first, last = form.days_or(today)
    return {"first": first, "last": last, "segment": form.segment_or_all}


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Stages and touchpoints with their scores (`?first=&last=&segment=`). Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_VIEW)
    asked = days_of(request, business_date(branch, timezone.now()))
    stages = journey(periods.period(branch, asked["first"], asked["last"]), asked["segment"])
    context = {
        **day_page(request.user, branch, "journey"),
        **asked,
        "segments": [(one.value, one.label) for one in Segment],
        "stages": [(one, card_of(asked["segment"], one.stage)) for one in stages],
        "problems": problems.listed(branch, limit=TOP),
        "improvements": problems.improvements(branch, limit=TOP),
    }
    return render(request, "complaints/experience/journey.html", context)


@never_cache
@login_required
@require_safe
def rows(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """The rows of one source, the worst first, by page. Raises UnknownBranch, Forbidden, NotFound, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_VIEW)
    if source not in BY_NAME:
        raise NotFound
    found, asked = BY_NAME[source], days_of(request, business_date(branch, timezone.now()))
    period = periods.period(branch, asked["first"], asked["last"])
    part = measured(found, period, asked["segment"])
    seen = seen_by(rows_of(found, period, asked["segment"]), found, request.user)
    listed = Paginator(seen, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **day_page(request.user, branch, "journey"),
        **asked,
        "source": found,
        "measured": part,
        "page": listed,
        "lines": [line_of(row, found) for row in listed.object_list],
        "hidden": part.n - listed.paginator.count,
    }
    return render(request, "complaints/experience/rows.html", context)
