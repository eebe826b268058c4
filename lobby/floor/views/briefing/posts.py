"""What is written at the briefing, during the day and in the evening."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid, safe_address
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.floor import weather as weather_sources
from lobby.floor.access.briefing import branch_to_close_review, branch_to_lead, goal_for, goal_to_drop
from lobby.floor.domain import briefing, goals, reviews
from lobby.floor.enums.briefing import GoalKind, Traffic, Weather
from lobby.floor.errors.briefing import OutlookUnknown
from lobby.floor.forms.briefing import (
    CoachingForm,
    GoalForm,
    OutlookForm,
    PeopleForm,
    ReviewForm,
    TopicsForm,
)
from lobby.kpi.forms import DayForm


@login_required
@require_POST
def set_outlook(request: HttpRequest, code: str) -> HttpResponse:
    """Say weather and traffic. Raises UnknownBranch, Forbidden, BriefingClosed."""
    assert isinstance(request.user, Staff)
    branch = branch_to_lead(request.user, code)
    form = OutlookForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    briefing.set_outlook(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        weather=Weather(data["weather"]) if data["weather"] else None,
        traffic=Traffic(data["traffic"]) if data["traffic"] else None,
        agreed=data["agreed"],
    )
    return done(request, _("Saved; the forecast follows."), redirect=board_of(branch))


@login_required
@require_POST
def ask_outlook(request: HttpRequest, code: str) -> HttpResponse:
    """Let the connected service say it. Raises UnknownBranch, Forbidden, BriefingClosed, OutlookUnknown."""
    assert isinstance(request.user, Staff)
    branch, at = branch_to_lead(request.user, code), timezone.now()
    source = weather_sources.source()
    found = source.outlook(branch, business_date(branch, at)) if source else None
    if source is None or found is None:
        raise OutlookUnknown
    briefing.set_outlook(
        branch, by=request.user.actor, at=at, weather=found.weather, traffic=found.traffic, source=source.name
    )
    return done(request, _("Saved; the forecast follows."), redirect=board_of(branch))


@login_required
@require_POST
def write_topics(request: HttpRequest, code: str) -> HttpResponse:
    """What the meeting is about. Raises UnknownBranch, Forbidden, BriefingClosed."""
    assert isinstance(request.user, Staff)
    branch = branch_to_lead(request.user, code)
    form = TopicsForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    briefing.write_topics(branch, by=request.user.actor, at=timezone.now(), topics=form.cleaned_data["topics"])
    return done(request, _("Saved."), redirect=board_of(branch))


@login_required
@require_POST
def write_attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Who was there. Raises UnknownBranch, Forbidden, BriefingClosed."""
    assert isinstance(request.user, Staff)
    branch, at = branch_to_lead(request.user, code), timezone.now()
    form = PeopleForm(request.POST, branch=branch, date=business_date(branch, at))
    if not form.is_valid():
        return invalid(request, form)
    briefing.write_attendance(branch, by=request.user.actor, at=at, people=form.cleaned_data["people"])
    return done(request, _("Saved."), redirect=board_of(branch))


@login_required
@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """The meeting is over. Raises UnknownBranch, Forbidden, BriefingClosed, AttendanceMissing, GoalsMissing."""
    assert isinstance(request.user, Staff)
    branch = branch_to_lead(request.user, code)
    briefing.close(branch, by=request.user.actor, at=timezone.now())
    return done(request, _("The briefing is closed."), redirect=board_of(branch))


@login_required
@require_POST
def coach(request: HttpRequest, code: str) -> HttpResponse:
    """Note what somebody was shown. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, at = branch_to_lead(request.user, code), timezone.now()
    form = CoachingForm(request.POST, branch=branch, date=business_date(branch, at))
    if not form.is_valid():
        return invalid(request, form)
    briefing.coach(branch, by=request.user.actor, at=at, **form.cleaned_data)
    return done(request, _("Noted."), redirect=board_of(branch))


@login_required
@require_POST
def set_goal(request: HttpRequest, code: str) -> HttpResponse:
    """A goal of the branch or of anybody by whoever leads; everybody else sets their own.

    Raises UnknownBranch, Forbidden, BriefingClosed, GoalExists.
    """
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, Permission.FLOOR_VIEW), timezone.now()
    form = GoalForm(request.POST, branch=branch, date=business_date(branch, at))
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    if data["staff"] != request.user and not access.can(request.user, branch, Permission.BRIEFING_LEAD):
        raise Forbidden
    goals.set_goal(
        branch,
        by=request.user.actor,
        at=at,
        kind=GoalKind(data["kind"]),
        product=data["product"],
        target=data["target"],
        staff=data["staff"],
    )
    return done(request, _("The goal is set."), redirect=back_from(request, branch))


@login_required
@require_POST
def drop_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Take a goal back. Raises NotFound, Forbidden, GoalCounted, BriefingClosed."""
    assert isinstance(request.user, Staff)
    goal = goal_to_drop(request.user, goal_id)
    goals.drop_goal(goal, by=request.user.actor, at=timezone.now())
    return done(request, _("The goal is taken back."), redirect=back_from(request, goal.branch))


@login_required
@require_POST
def count_on(request: HttpRequest, goal_id: int) -> HttpResponse:
    """One more. Raises NotFound, NotYourGoal, DayNotBriefed, CountedElsewhere."""
    assert isinstance(request.user, Staff)
    goal = goal_for(request.user, goal_id)
    goals.count_on(goal, by=request.user.actor, at=timezone.now(), staff=request.user)
    undo = reverse("floor:goal-count-back", args=[goal.pk])
    return done(request, _("Counted."), undo=undo, back=board_of(goal.branch))


@login_required
@require_POST
def count_back(request: HttpRequest, goal_id: int) -> HttpResponse:
    """One less. Raises NotFound, NotYourGoal, NothingCounted."""
    assert isinstance(request.user, Staff)
    goal = goal_for(request.user, goal_id)
    goals.count_back(goal, by=request.user.actor, at=timezone.now(), staff=request.user)
    return done(request, _("Taken back."), back=board_of(goal.branch))


@login_required
@require_POST
def write_review(request: HttpRequest, code: str) -> HttpResponse:
    """Write the review of a day; with `closes` it is closed as well. Raises UnknownBranch, Forbidden, ReviewClosed, …"""
    assert isinstance(request.user, Staff)
    closes = "closes" in request.POST
    branch = branch_to_close_review(request.user, code) if closes else branch_to_lead(request.user, code)
    form, at = ReviewForm(request.POST), timezone.now()
    if not form.is_valid():
        return invalid(request, form)
    date = DayForm(request.POST).day_or(business_date(branch, at))
    address = f"{reverse('floor:evening-review', args=[branch.code])}?day={date:%Y-%m-%d}"
    if closes:
        reviews.write_and_close(branch, by=request.user.actor, at=at, date=date, **form.cleaned_data)
        return done(request, _("The review is closed and kept as it is."), redirect=address)
    reviews.write_review(branch, by=request.user.actor, at=at, date=date, **form.cleaned_data)
    return done(request, _("Saved."), redirect=address)


def board_of(branch: Branch) -> str:
    """The morning board."""
    return reverse("floor:briefing", args=[branch.code])


def back_from(request: HttpRequest, branch: Branch) -> str:
    """The page of this site that posted, else the morning board."""
    from_here = request.headers.get("Referer", "")
    return safe_address(request, from_here, board_of(branch))
