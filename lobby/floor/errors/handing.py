"""Refusals when something goes to somebody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class ToOneself(Invalid):
    """Nobody hands over, or escalates, to themselves."""

    code = "to_oneself"
    message = _("Please choose somebody else.")


class NotAtBranch(Invalid):
    """The person does not work at the branch."""

    code = "not_at_branch"
    message = _("{name} does not work at this branch.")


class AlreadyTheirs(Conflict):
    """The person, or the team, has it already."""

    code = "already_theirs"
    message = _("{name} has it already.")


class TakenAlready(Conflict):
    """Somebody else was quicker, or it never was a team's."""

    code = "taken_already"
    message = _("{name} has taken this task.")


class NotYours(Forbidden):
    """It is about the person, or in somebody else's hands."""

    code = "not_yours"
    message = _("This is in somebody else's hands.")


class PersonalTask(Conflict):
    """Nobody learns for somebody else."""

    code = "personal_task"
    message = _("This task is for one person alone and cannot be handed over.")
