"""Refusals about shifts and breaks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class TimesWrong(Invalid):
    """An end that is no later than its begin, or times outside the business day."""

    code = "times_wrong"
    message = _("The end must be later than the begin, both on the business day.")


class NotOfTheBranch(Invalid):
    """The person or the counter belongs elsewhere."""

    code = "not_of_the_branch"
    message = _("{name} does not belong to this branch.")


class SkillMissing(Conflict):
    """The person could serve nothing at that counter."""

    code = "skill_missing"
    message = _("{name} has no skill for {counter}.")


class ShiftOverlaps(Conflict):
    """The person is on another shift at that time."""

    code = "shift_overlaps"
    message = _("{name} is on another shift from {starts} to {ends}.")


class CounterPlanned(Conflict):
    """Somebody else is planned for the counter at that time."""

    code = "counter_planned"
    message = _("{counter} is planned for {name} at that time.")


class ShiftOver(Conflict):
    """A shift that has ended is history."""

    code = "shift_over"
    message = _("This shift is over.")


class ShiftBegun(Conflict):
    """A shift that has begun is ended, not taken back."""

    code = "shift_begun"
    message = _("This shift has begun and cannot be taken back.")


class BreakOver(Conflict):
    """A break that has begun cannot be moved any more."""

    code = "break_over"
    message = _("This break has begun and cannot be moved.")


class BreakInThePast(Conflict):
    """Nobody can take a break earlier than now."""

    code = "break_in_the_past"
    message = _("A break cannot begin in the past.")


class BreakOutsideShift(Conflict):
    """A break lies inside its shift."""

    code = "break_outside_shift"
    message = _("The break must lie inside the shift, {starts} to {ends}.")


class BreakOverlaps(Conflict):
    """One break at a time."""

    code = "break_overlaps"
    message = _("{name} has another break at that time.")


class SameCounter(Conflict):
    """The person works there already."""

    code = "same_counter"
    message = _("{name} works at {counter} already.")


class BreakInTheWay(Conflict):
    """A break lies at one post, not across two."""

    code = "break_in_the_way"
    message = _("{name} has a break from {starts} to {ends}: move the break or the hours.")


class HoursOutsideShift(Conflict):
    """Hours at another post are hours of the shift."""

    code = "hours_outside_shift"
    message = _("The hours must lie inside the shift, {starts} to {ends}.")
