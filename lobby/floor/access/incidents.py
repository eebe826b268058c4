"""Fetching incidents and reports through the person. One predicate says who sees what, for pages, API and files."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lobby.branches.access import branches_for, can
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums.incidents import RESTRICTED_KINDS, IncidentSeverity
from lobby.floor.errors.incidents import OfficeCloses
from lobby.floor.kinds import is_silent_alert
from lobby.floor.models import Alert, Evidence, Idea, Incident, Reminder, SuspiciousReport

P = Permission


def incidents_for(staff: Staff) -> QuerySet[Incident]:
    """What a person may see: incidents of their branches; restricted ones only where they hold SECURITY_VIEW (S199b)."""
    restricted = Q(kind__in=RESTRICTED_KINDS)
    everyday = ~restricted & Q(branch__in=branches_for(staff, P.INCIDENT_REPORT))
    secret = restricted & Q(branch__in=branches_for(staff, P.SECURITY_VIEW))
    return Incident.objects.filter(everyday | secret).select_related("branch", "zone", "commander", "reported_by")


def incident_for(staff: Staff, incident_id: int, permission: str = P.INCIDENT_REPORT) -> Incident:
    """An incident that the person sees and may act on (1–2 queries). Raises NotFound, Forbidden."""
    incident = incidents_for(staff).filter(pk=incident_id).first()
    if incident is None:
        raise NotFound
    if permission != P.INCIDENT_REPORT and not can(staff, incident.branch, permission):
        raise Forbidden
    return incident


def incident_to_activate(staff: Staff, incident_id: int) -> Incident:
    """Severity Ⅲ is the lobby manager's to start, the rest the head's (2–3 queries). Raises NotFound, Forbidden."""
    incident = incident_for(staff, incident_id)
    needed = P.INCIDENT_CLASSIFY if incident.severity in ("", IncidentSeverity.III) else P.INCIDENT_COMMAND
    return incident_for(staff, incident_id, needed)


def incident_to_close(staff: Staff, incident_id: int) -> Incident:
    """The head closes; severity Ⅰ the regional branch (2–4 queries). Raises NotFound, Forbidden, OfficeCloses."""
    incident = incident_for(staff, incident_id, P.INCIDENT_COMMAND)
    if incident.severity == IncidentSeverity.I and RoleCode.BR_OPS not in roles_at(staff, incident.branch):
        raise OfficeCloses
    return incident


def task_for(staff: Staff, incident_id: int, task_id: int) -> Reminder:
    """A task of an incident: its owner's, its team's while nobody has it, or one of whoever leads (3–5 queries).

    Raises NotFound, Forbidden.
    """
    incident = incident_for(staff, incident_id)
    tasks = Reminder.objects.filter(subject_type="incident", subject_id=incident.pk).select_related("branch", "owner")
    task = tasks.filter(pk=task_id).first()
    if task is None:
        raise NotFound
    is_mine = task.owner_id == staff.pk or (task.owner_id is None and task.team in roles_at(staff, incident.branch))
    if not is_mine and not can(staff, incident.branch, P.INCIDENT_CLASSIFY):
        raise Forbidden
    return task


def suspicion_for(staff: Staff, suspicion_id: int) -> SuspiciousReport:
    """A suspicious report, for security and those above (1 query). Raises NotFound."""
    reports = SuspiciousReport.objects.filter(pk=suspicion_id, branch__in=branches_for(staff, P.SECURITY_VIEW))
    found = reports.select_related("branch", "zone").first()
    if found is None:
        raise NotFound
    return found


def silent_alert_for(staff: Staff, alert_id: int) -> Alert:
    """A silent alert, for everybody of security (1 query). Raises NotFound."""
    alerts = Alert.objects.filter(pk=alert_id, branch__in=branches_for(staff, P.SECURITY_VIEW)).select_related("branch")
    found = alerts.first()
    if found is None or not is_silent_alert(found.kind):
        raise NotFound
    return found


def sees_evidence(staff: Staff, evidence_id: int) -> bool:
    """Whether a person sees a piece of evidence, and so its pictures (1 query)."""
    return Evidence.objects.filter(pk=evidence_id, incident__in=incidents_for(staff)).exists()


def ideas_for(staff: Staff) -> QuerySet[Idea]:
    """Ideas of the person's branches, and their own wherever they work now."""
    here = Idea.objects.filter(branch__in=branches_for(staff, P.INCIDENT_REPORT))
    return (here | Idea.objects.filter(author=staff)).select_related("author", "branch", "merged_into")
