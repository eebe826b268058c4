"""Refusals of the briefing, the evening review and the goals of the day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class BriefingClosed(Conflict):
    """What was agreed in the morning is kept as it was."""

    code = "briefing_closed"
    message = _("The briefing of this day is closed. Add a coaching note instead.")


class AttendanceMissing(Conflict):
    """A briefing that nobody attended did not take place."""

    code = "attendance_missing"
    message = _("Say who was there before you close the briefing.")


class GoalsMissing(Conflict):
    """A briefing ends with goals."""

    code = "goals_missing"
    message = _("Set a goal for the branch before you close the briefing.")


class NotOfThisBranch(Invalid):
    """Only people of the branch attend, are coached and have goals."""

    code = "not_of_this_branch"
    message = _("Choose people of this branch.")


class DayNotBriefed(Invalid):
    """A briefing is about the running business day."""

    code = "day_not_briefed"
    message = _("A briefing is held on its own business day.")


class GoalCounted(Conflict):
    """What somebody has worked towards stays."""

    code = "goal_counted"
    message = _("Somebody has counted towards this goal already: it stays.")


class GoalExists(Conflict):
    """One goal for one product."""

    code = "goal_exists"
    message = _("There is a goal for this product already.")


class NotYourGoal(Forbidden):
    """A teller counts towards the branch's goals and the own ones."""

    code = "not_your_goal"
    message = _("This goal is a colleague's.")


class NothingCounted(Conflict):
    """There is nothing that could be taken back."""

    code = "nothing_counted"
    message = _("You have counted nothing here that could be taken back.")


class CountedElsewhere(Conflict):
    """Progress comes from recorded outcomes and is not counted by hand."""

    code = "counted_elsewhere"
    message = _("Progress of this goal is counted from what was recorded.")


class ReviewClosed(Conflict):
    """A review is kept as it was."""

    code = "review_closed"
    message = _("The evening review of this day is closed.")


class ReviewEmpty(Conflict):
    """Facts alone are no review."""

    code = "review_empty"
    message = _("Write what went well and what to do tomorrow before you close the review.")


class ReviewNotYet(Conflict):
    """A day that has not begun has no facts."""

    code = "review_not_yet"
    message = _("This day has not begun.")


class OutlookUnknown(Conflict):
    """No service is connected, or it cannot say."""

    code = "outlook_unknown"
    message = _("The weather service cannot say just now. Type it in.")
