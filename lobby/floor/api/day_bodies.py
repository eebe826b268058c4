"""What the calls about alerts and reminders take."""

from __future__ import annotations

from lobby.branches.api.bodies import Body, Choice, Text, Whole
from lobby.branches.api.moments import Moment
from lobby.branches.enums import RoleCode
from lobby.floor import back_office
from lobby.floor.enums import AlertStatus
from lobby.floor.selectors.people import TEAMS

TEAM_CHOICES = [(team.value, RoleCode(team).label) for team in TEAMS]


class AlertQuery(Body):
    """Which alerts are listed; open ones without a state."""

    status = Choice(AlertStatus.choices, required=False)


class AlertDoneBody(Body):
    """How it ended."""

    reason = Text(max_length=120, required=False)


class AlertSnoozeBody(Body):
    """For how long."""

    minutes = Whole(min_value=1, max_value=120)


class AlertHandOverBody(Body):
    """To whom, and why."""

    to = Text(max_length=40, help_text="User name of somebody of the branch")
    reason = Text(max_length=120)


class ReminderBody(Body):
    """A task for oneself, or with the right to give tasks for a colleague or a team.

    With a `kind` of the back office it goes there, and the kind says when it is due.
    """

    text = Text(max_length=200)
    due = Moment(required=False, help_text="When it is to be done; needed without a kind")
    to = Text(max_length=40, required=False, help_text="User name of somebody of the branch")
    team = Choice(TEAM_CHOICES, required=False, help_text="Role code")
    kind = Choice(list(back_office.LABELS.items()), required=False)


class ReminderSnoozeBody(Body):
    """For how long."""

    minutes = Whole(min_value=1, max_value=24 * 60)


class ReminderFinishBody(Body):
    """What came of it."""

    outcome = Text(max_length=200, required=False)


class ReminderCancelBody(Body):
    """Why it is not needed any more."""

    reason = Text(max_length=120)


class ReminderHandOverBody(Body):
    """To a person or a team, one of the two, and why."""

    to = Text(max_length=40, required=False, help_text="User name of somebody of the branch")
    team = Choice(TEAM_CHOICES, required=False, help_text="Role code")
    reason = Text(max_length=120)
