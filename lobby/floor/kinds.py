"""The registry of alert and reminder kinds: what they are called in the reader's language, and who hears of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission, RoleCode
from lobby.floor.enums import Severity

Words = str | Promise

OWN = "own"
TASK = "task"
BOUNCED = "task.bounced"
AT_ONCE = 10 * 365 * 24 * 3600
NEAR_S = 30 * 60
PARKED = "deadline.parked"
OVERDUE = "reminder.overdue"


@dataclass(frozen=True, kw_only=True)
class AlertKind:
    """A kind of alert. `text` and `help` name values in braces: "Ticket {number} has waited long".

    `title` is what all of a kind are called together; a text without values is its own.
    `roles` hear of it first; with `is_timed` it goes to the next role of `escalation` when nobody accepts it within
    `accept_within`, the name of a column of `BranchPolicy` in seconds. A kind `is_silent` is for the screens of security
    alone: it is in no feed, its news are of the family `security`, and it makes no sound anywhere.
    """

    name: str
    text: Words
    severity: Severity
    roles: tuple[RoleCode, ...]
    title: Words = ""
    help: Words = ""
    is_timed: bool = True
    accept_within: str = "alert_accept_s"
    escalation: tuple[RoleCode, ...] = (RoleCode.LM, RoleCode.HEAD)
    is_silent: bool = False


@dataclass(frozen=True, kw_only=True)
class ReminderKind:
    """A kind of reminder or task. It rises `lead_s` before it is due and escalates `escalate_after_s` after that.

    A task stands on its owner's or team's list from the beginning: its lead is AT_ONCE; it asks for an act from NEAR_S
    before it is due. `due_within_s` is how long a task of this kind may take when nobody says when it is due. `overdue`
    names the kind of alert that it raises when it escalates, with that kind's roles. A kind `is_silent` stands on the
    screens of security alone; one that `is_personal` is its owner's alone: nobody takes it over with a shift.
    """

    name: str
    text: Words
    lead_s: int = 5 * 60
    escalate_after_s: int = 30 * 60
    due_within_s: int | None = None
    overdue: str = OVERDUE
    is_silent: bool = False
    is_personal: bool = False

    @property
    def is_task(self) -> bool:
        """Whether it stands on a list from the beginning."""
        return self.lead_s >= AT_ONCE


_alert_kinds: dict[str, AlertKind] = {}
_reminder_kinds: dict[str, ReminderKind] = {}
_addresses: dict[str, Callable[[int], str]] = {}
_locks: dict[str, Callable[[int], None]] = {}


def register_alert(kind: AlertKind) -> None:
    """Add a kind of alert; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _alert_kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two alert kinds are named {kind.name}")


def register_reminder(kind: ReminderKind) -> None:
    """Add a kind of reminder; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _reminder_kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two reminder kinds are named {kind.name}")


def register_subject(subject_type: str, address: Callable[[int], str]) -> None:
    """Say where a subject is shown: `address(id)` answers the inside of the tablet's detail dialog."""
    _addresses[subject_type] = address


def register_lock(name: str, lock: Callable[[int], None]) -> None:
    """Say what is locked before an alert of a kind is: `lock(subject id)` takes the rows that its owner locks first."""
    _locks[name] = lock


def lock_subject(name: str, subject_id: int) -> None:
    """Lock what stands before an alert in the order of locks; nothing for most kinds."""
    lock = _locks.get(name)
    if lock is not None:
        lock(subject_id)


def alert_kind(name: str) -> AlertKind:
    """The kind of a name. Raises KeyError."""
    return _alert_kinds[name]


def reminder_kind(name: str) -> ReminderKind:
    """The kind of a name. Raises KeyError."""
    return _reminder_kinds[name]


def is_silent_alert(name: str) -> bool:
    """Whether only security hears of alerts of this kind."""
    return name in _alert_kinds and _alert_kinds[name].is_silent


def is_silent_reminder(name: str) -> bool:
    """Whether only security hears of reminders of this kind."""
    return name in _reminder_kinds and _reminder_kinds[name].is_silent


def is_personal_reminder(name: str) -> bool:
    """Whether tasks of this kind are for their owner's eyes and hands alone."""
    return name in _reminder_kinds and _reminder_kinds[name].is_personal


def needed_for_alert(name: str) -> Permission:
    """What somebody must hold to be given an alert of this kind."""
    return Permission.SECURITY_VIEW if is_silent_alert(name) else Permission.FLOOR_VIEW


def needed_for_reminder(name: str) -> Permission:
    """What somebody must hold to be given a task of this kind."""
    return Permission.SECURITY_VIEW if is_silent_reminder(name) else Permission.FLOOR_VIEW


def silent_kinds() -> list[str]:
    """Kinds of alerts and reminders that only security hears of."""
    alerts = [one.name for one in _alert_kinds.values() if one.is_silent]
    return alerts + [one.name for one in _reminder_kinds.values() if one.is_silent]


def is_silent(name: str) -> bool:
    """Whether an alert of a kind makes no sound; one that no app registers any more makes none."""
    kind = _alert_kinds.get(name)
    return kind is None or kind.is_silent


def task_kinds() -> list[str]:
    """The names of the kinds of tasks."""
    return [kind.name for kind in _reminder_kinds.values() if kind.is_task]


def alert_name(name: str) -> str:
    """What the alerts of a kind are called together; the bare name for a kind that no app registers any more."""
    kind = _alert_kinds.get(name)
    return str(kind.title or kind.text) if kind else name


def shared_task_kinds() -> list[str]:
    """The names of the kinds of tasks that whoever comes next may have to do."""
    return [kind.name for kind in _reminder_kinds.values() if kind.is_task and not kind.is_personal]


def alert_text(name: str, values: Mapping[str, Any]) -> str:
    """An alert in the active language; the bare name for a kind that no app registers any more."""
    kind = _alert_kinds.get(name)
    return worded(kind.text, values) if kind else name


def alert_help(name: str, values: Mapping[str, Any]) -> str:
    """What to do about an alert, in the active language."""
    kind = _alert_kinds.get(name)
    return worded(kind.help, values) if kind else ""


def reminder_text(name: str, values: Mapping[str, Any]) -> str:
    """A reminder in the active language; the bare name for a kind that no app registers any more."""
    kind = _reminder_kinds.get(name)
    return worded(kind.text, values) if kind else name


def subject_address(subject_type: str, subject_id: int | None) -> str:
    """Where a subject is shown, empty when no app shows it."""
    address = _addresses.get(subject_type)
    return address(subject_id) if address and subject_id is not None else ""


def worded(text: Words, values: Mapping[str, Any]) -> str:
    """Fill a text; a value such as `{"zh": "现金", "en": "Cash"}` is taken in the active language."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    filled = {name: value.get(language, "") if isinstance(value, dict) else value for name, value in values.items()}
    return str(text).format_map(_Values(filled))


MISSING = "…"


class _Values(dict[str, Any]):
    """Rows live longer than wordings: a value that an old row lacks is shown as missing, not as a failure."""

    def __missing__(self, name: str) -> str:
        return MISSING


def in_both(named: Any) -> dict[str, str]:
    """The names of a service, counter or zone as a value that is worded in the reader's language."""
    return {"zh": named.name_zh, "en": named.name_en}


def register_own() -> None:
    """The kinds that belong to the floor itself."""
    register_reminder(ReminderKind(name=OWN, text="{text}", lead_s=2 * 60))
    register_reminder(ReminderKind(name=TASK, text="{text}", lead_s=AT_ONCE))
    register_alert(
        AlertKind(
            name=BOUNCED,
            text=_("Nobody keeps this task: {text}"),
            title=_("Task that nobody keeps"),
            help=_("Decide who does it."),
            severity=Severity.ATTENTION,
            roles=(RoleCode.HEAD,),
        )
    )
    register_alert(
        AlertKind(
            name=OVERDUE,
            text=_("{owner} has not done: {text}"),
            title=_("Task not done in time"),
            help=_("Ask what is in the way, or do it yourself."),
            severity=Severity.ATTENTION,
            roles=(RoleCode.LM,),
        )
    )
    register_alert(
        AlertKind(
            name=PARKED,
            text=_("A deadline could not be handled: {kind}"),
            title=_("Deadline that could not be handled"),
            help=_("Tell the system administrator; look after {subject} by hand."),
            severity=Severity.LATE,
            roles=(RoleCode.LM, RoleCode.HEAD),
            is_timed=False,
        )
    )
