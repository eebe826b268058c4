"""The one way in which a reminder changes its state."""

from __future__ import annotations

from typing import Any

from lobby.floor.domain.joined import forget_stale
from lobby.floor.enums import REMINDER_MOVES, ReminderStatus
from lobby.floor.errors import IllegalReminderMove
from lobby.floor.events import REMINDER_NEWS
from lobby.floor.models import Reminder
from lobby.live import journal


def locked(reminder: Reminder) -> Reminder:
    """Read the reminder again with its row locked (1 statement)."""
    rows = Reminder.objects.select_for_update(no_key=True, of=("self",)).select_related("owner", "branch", "made_by")
    found = rows.get(pk=reminder.pk)
    forget_stale(found, "owner")
    return found


def check_move(reminder: Reminder, verb: str) -> ReminderStatus:
    """Return the state the verb leads to; raises IllegalReminderMove when the table does not list it."""
    sources, target = REMINDER_MOVES[verb]
    if reminder.status not in sources:
        raise IllegalReminderMove(status=ReminderStatus(reminder.status).label)
    return target or ReminderStatus(reminder.status)


def move(reminder: Reminder, verb: str, **fields: Any) -> Reminder:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked or new."""
    reminder.status = check_move(reminder, verb)
    for name, value in fields.items():
        setattr(reminder, name, value)
    reminder.save(update_fields=["status", *fields])
    if verb in REMINDER_NEWS:
        journal.record(REMINDER_NEWS[verb](**news_of(reminder)))
    return reminder


def news_of(reminder: Reminder) -> dict[str, Any]:
    """The values that every reminder event carries."""
    return {
        "branch_id": reminder.branch_id,
        "reminder": reminder.pk,
        "kind": reminder.kind,
        "owner": reminder.owner_id,
        "maker": reminder.made_by_id,
        "team": reminder.team,
    }
