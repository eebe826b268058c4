"""Reading the call-up list: where its people are, what they did this month, and the calls of today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Shift
from queueing.enums.peaks import OPEN_CALLS, SupportStatus
from queueing.models import CounterSession, Helper, SupportCall, SupportRequest

HELPED = (SupportStatus.ACCEPTED, SupportStatus.RELEASED)
RECENT = 12


@dataclass(frozen=True, slots=True)
class HelperNow:
    """A place in the list: where the person is now (`where` and, at a counter, which), and minutes of help this month."""

    helper: Helper
    where: str
    place: str
    call: SupportCall | None
    minutes: int

    @property
    def may_be_called(self) -> bool:
        """Whether a call would reach this person now."""
        if self.call is not None or self.where == "counter":
            return False
        return self.where == "post" or self.helper.is_called_off_duty


def calls_at(branch: Branch | int) -> QuerySet[SupportCall]:
    """Every call of a branch, of peaks and of requests."""
    return SupportCall.objects.filter(Q(task__run__branch=branch) | Q(request__branch=branch))


def month_bounds(branch: Branch, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """First moment of the month of a business day and of the next one."""
    first = date.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return day_bounds(branch, first)[0], day_bounds(branch, following)[0]


def minutes_by_person(branch: Branch, date: dt.date, *, at: dt.datetime) -> dict[int, int]:
    """Minutes of accepted help in the month of a business day, by person (1 query).

    Help across the turn of a month counts in both, each for its part.
    """
    first, last = month_bounds(branch, date)
    helped = calls_at(branch).filter(status__in=HELPED, answered_at__lt=last)
    helped = helped.filter(Q(released_at__isnull=True) | Q(released_at__gt=first))
    found: dict[int, float] = {}
    for staff, begins, ends in helped.values_list("staff", "answered_at", "released_at"):
        assert begins is not None  # whoever helps has answered
        seconds = (min(ends or at, last) - max(begins, first)).total_seconds()
        found[staff] = found.get(staff, 0.0) + max(0.0, seconds)
    return {staff: int(seconds // 60) for staff, seconds in found.items()}


def helpers_now(branch: Branch, *, at: dt.datetime) -> list[HelperNow]:
    """The call-up list in its order (5 queries)."""
    date = business_date(branch, at)
    helpers = list(Helper.objects.filter(branch=branch).select_related("staff").order_by("position", "pk"))
    people = [one.staff_id for one in helpers]
    sessions = CounterSession.objects.filter(staff__in=people, closed_at__isnull=True).select_related("counter")
    counters = {session.staff_id: session.counter.name for session in sessions}
    running = Shift.objects.filter(branch=branch, date=date, staff__in=people, starts_at__lte=at, ends_at__gt=at)
    posts = {shift.staff_id: shift.get_post_display() for shift in running.order_by("-template")}
    calls = {call.staff_id: call for call in calls_at(branch).filter(status__in=OPEN_CALLS)}
    minutes = minutes_by_person(branch, date, at=at)
    return [helper_now(one, counters, posts, calls.get(one.staff_id), minutes.get(one.staff_id, 0)) for one in helpers]


def helper_now(
    helper: Helper, counters: dict[int, str], posts: dict[int, str], call: SupportCall | None, minutes: int
) -> HelperNow:
    """One place of the list."""
    if helper.staff_id in counters:
        return HelperNow(helper, "counter", counters[helper.staff_id], call, minutes)
    if helper.staff_id in posts:
        return HelperNow(helper, "post", posts[helper.staff_id], call, minutes)
    return HelperNow(helper, "off", "", call, minutes)


def open_requests(branch: Branch) -> list[SupportRequest]:
    """Requests that are not over, newest first, with their calls (2 queries)."""
    found = SupportRequest.objects.filter(branch=branch, ended_at__isnull=True).select_related("asked_by")
    return list(found.prefetch_related("calls__staff"))


def recent_calls(branch: Branch, *, at: dt.datetime) -> list[SupportCall]:
    """The calls of today, newest first (1 query)."""
    first, _last = day_bounds(branch, business_date(branch, at))
    calls = calls_at(branch).filter(asked_at__gte=first).select_related("staff")
    return list(calls.order_by("-asked_at", "-pk")[:RECENT])
