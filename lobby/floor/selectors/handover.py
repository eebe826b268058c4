"""What whoever comes needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.models import Alert, HandoverNote
from lobby.floor.selectors.feed import open_alerts, open_reminders, words_of

BESIDE = 5


@dataclass(frozen=True, slots=True)
class OpenThing:
    """An open alert or task beside the note."""

    text: str
    whose: str
    address: str


def newest_note(branch: Branch) -> HandoverNote | None:
    """The branch's last note, acknowledged or not (1 query)."""
    notes = HandoverNote.objects.filter(branch=branch).select_related("written_by", "acknowledged_by")
    return notes.order_by("-written_at", "-pk").first()


def open_things(branch: Branch, roles: set[str]) -> list[OpenThing]:
    """The worst open alerts for these roles and the next due tasks of the branch (2 queries)."""
    alerts = open_alerts(branch.pk).filter(roles__overlap=sorted(roles))[:BESIDE]
    tasks = open_reminders(branch.pk).filter(kind__in=kinds.shared_task_kinds()).select_related("owner")[:BESIDE]
    found = [alert_thing(alert) for alert in alerts]
    return found + [
        OpenThing(
            words_of(task),
            task.owner.name if task.owner else str(task.get_team_display()),
            kinds.subject_address("reminder", task.pk),
        )
        for task in tasks
    ]


def alert_thing(alert: Alert) -> OpenThing:
    """An alert with whoever accepted it."""
    whose = alert.accepted_by.name if alert.accepted_by else ""
    return OpenThing(kinds.alert_text(alert.kind, alert.values), whose, kinds.subject_address("alert", alert.pk))
