"""The morning board (LM-2) and the evening review (BH-7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Staff
from lobby.floor import briefing as board_registry
from lobby.floor import menu, review, weather
from lobby.floor.access.briefing import branch_to_lead, may_close_review
from lobby.floor.enums.briefing import BriefingStatus
from lobby.floor.forms.briefing import (
    CoachingForm,
    GoalForm,
    OutlookForm,
    PeopleForm,
    ReviewForm,
    TopicsForm,
)
from lobby.floor.models import Briefing
from lobby.floor.selectors import briefing as selectors
from lobby.floor.selectors import briefing_signs
from lobby.floor.selectors.checks.lists import to_sign
from lobby.floor.views.day import live_day
from lobby.kpi.forms import DayForm

ONE_DAY = dt.timedelta(days=1)
SIGNED_WITHIN = dt.timedelta(days=30)


@never_cache
@login_required
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The morning board of the running business day. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    context = live_day(request.user, branch, board_registry.SCREEN, at=at, current="briefing")
    held = context["held"]
    context |= {
        "day": business_date(branch, at),
        "main_sections": board_registry.sections_for(held, "main"),
        "side_sections": board_registry.sections_for(held, "side"),
        "section_styles": board_registry.styles(),
        "may_review": Permission.BRIEFING_LEAD in held,
        **(leading(branch, at) if Permission.BRIEFING_LEAD in held else {}),
    }
    return render(request, "floor/briefing/board.html", context)


def leading(branch: Branch, at: dt.datetime) -> dict[str, Any]:
    """What whoever leads the meeting writes with (6 queries)."""
    day = business_date(branch, at)
    briefing = selectors.briefing_of(branch, day)
    present = [person.pk for person in selectors.attendees_of(briefing)]
    if not present:
        present = list(selectors.people_of(branch, day).filter(is_planned=True).values_list("pk", flat=True))
    return {
        "may_lead": True,
        "briefing": briefing,
        "is_closed": briefing is not None and briefing.status == BriefingStatus.CLOSED,
        "outlook_form": OutlookForm(initial=outlook_of(briefing)),
        "has_source": weather.source() is not None,
        "topics_form": TopicsForm(initial={"topics": briefing.topics if briefing else ""}),
        "people_form": PeopleForm(branch=branch, date=day, initial={"people": present}),
        "goal_form": GoalForm(branch=branch, date=day),
        "coaching_form": CoachingForm(branch=branch, date=day),
        "goals": selectors.branch_goals(branch, day),
    }


def outlook_of(briefing: Briefing | None) -> dict[str, str]:
    """What was said of the day."""
    if briefing is None:
        return {}
    return {"weather": briefing.weather, "traffic": briefing.traffic, "agreed": briefing.agreed}


@never_cache
@login_required
@require_safe
def evening(request: HttpRequest, code: str) -> HttpResponse:
    """The evening review of a day (`?day=`, else today) and the ones before. Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = branch_to_lead(request.user, code)
    today = business_date(branch, at)
    day = DayForm(request.GET).day_or(today)
    if day > today:
        raise Invalid(reason=_("this day has not begun"))
    found = selectors.review_of(branch, day)
    is_closed = found is not None and found.status == BriefingStatus.CLOSED
    kept = found.facts if found is not None and is_closed else None
    facts = review.facts_of(branch, day, at) if kept is None else kept
    held = access.permissions_at(request.user, branch)
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="review"),
        "day": day,
        "today": today,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY if day < today else None,
        "review": found,
        "is_closed": is_closed,
        "sections": review.told(facts),
        "form": (filled := ReviewForm(initial=words_of(found))),
        "words": [(field.label, field.initial) for field in filled],
        "may_close": may_close_review(request.user, branch),
        "past": selectors.past_reviews(branch),
        "overlooked": briefing_signs.overlooked(branch, at),
        "to_sign": len(to_sign(branch, since=today - SIGNED_WITHIN)) if Permission.CHECK_SIGN in held else 0,
    }
    return render(request, "floor/briefing/evening.html", context)


def words_of(found: Any) -> dict[str, str]:
    """What was written so far."""
    return {name: getattr(found, name) for name in ("wins", "troubles", "tomorrow")} if found else {}
