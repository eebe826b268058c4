"""Refusals of incidents, plans and security."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalIncidentMove(Conflict):
    """The incident's state does not allow the verb."""

    code = "illegal_incident_move"
    message = _("This incident is {status}: this is not possible now.")


class IncidentEnded(Conflict):
    """Nothing is added to an incident that is closed or was a false alarm."""

    code = "incident_ended"
    message = _("This incident is over. Nothing can be added.")


class LevelOnlyRises(Conflict):
    """The response level goes up only."""

    code = "level_only_rises"
    message = _("The response level is {level} already; it only goes up, to 3 at most.")


class ReportIncomplete(Invalid):
    """The fields that the report must have (R20) are not all filled in."""

    code = "report_incomplete"
    message = _("The report is not complete. Missing: {fields}.")


class TasksOpen(Conflict):
    """An incident closes when all its tasks are done or cancelled."""

    code = "tasks_open"
    message = _("{count} tasks of this incident are still open. Finish or cancel them first.")


class OfficeCloses(Forbidden):
    """An extraordinary incident is closed by the regional branch."""

    code = "office_closes"
    message = _("An incident of severity Ⅰ is closed by the regional branch.")


class CommanderCloses(Conflict):
    """Nobody closes what they led."""

    code = "commander_closes"
    message = _("Whoever led the response does not close an incident of severity Ⅰ.")


class TooManyRepresentatives(Conflict):
    """A group speaks through a few (R01)."""

    code = "too_many_representatives"
    message = _(
        "A group that complains together names at most {most} representatives "
        "(Measures for consumer complaints in banking and insurance, 2020 No. 3). Agree on them with the group first."
    )


class NotAGroupEvent(Conflict):
    """Representatives and demands belong to group events."""

    code = "not_a_group_event"
    message = _("Representatives and demands are kept for group events only.")


class UnknownZone(Invalid):
    """No zone of this branch has the code."""

    code = "unknown_zone"
    message = _("This branch has no such zone.")


class UnknownOnRoster(Invalid):
    """Nobody of this branch."""

    code = "unknown_staff"
    message = _("This person does not work at this branch.")


class CameraWithoutTimes(Invalid):
    """A camera recording is found by its camera and time."""

    code = "camera_without_times"
    message = _("Name the camera and from when to when it recorded.")


class LastTask(Conflict):
    """A plan says at least one thing to do."""

    code = "last_task"
    message = _("A plan needs at least one task.")


class IllegalSuspicionMove(Conflict):
    """The report's state does not allow the verb."""

    code = "illegal_suspicion_move"
    message = _("This report is {status}: this is not possible now.")
