"""Setting and stopping deadlines, and the registry of what they do when they ring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from lobby.branches.models import BranchPolicy
from lobby.floor.models import Deadline

# Does what is due and returns the later moment at which to ring again, None when it is over or not needed any more.
# It runs in a unit of work by SYSTEM with the deadline's row locked.
Handler = Callable[[Deadline, dt.datetime], dt.datetime | None]

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Add a kind of deadline; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"two deadlines are named {kind}")


def handler_of(kind: str) -> Handler:
    """What a kind does when it is due. Raises KeyError."""
    return _handlers[kind]


def set_deadline(
    kind: str, *, branch_id: int, subject: tuple[str, int], due_at: dt.datetime, policy: BranchPolicy | None = None
) -> Deadline:
    """Start the clock of a subject, or set the running one anew (1–2 statements). Call it inside a unit of work."""
    subject_type, subject_id = subject
    deadline, _is_new = Deadline.objects.update_or_create(
        subject_type=subject_type,
        subject_id=subject_id,
        kind=kind,
        done_at=None,
        defaults={"due_at": due_at, "parked_at": None},
        create_defaults={
            "branch_id": branch_id,
            "due_at": due_at,
            "policy": policy if policy is not None and policy.pk else None,
        },
    )
    return deadline


def stop(*, subject: tuple[str, int], at: dt.datetime, kind: str | None = None) -> int:
    """Stop the running clocks of a subject, or one of them (1 statement); returns how many ran."""
    running = Deadline.objects.filter(subject_type=subject[0], subject_id=subject[1], done_at__isnull=True)
    return (running.filter(kind=kind) if kind else running).update(done_at=at)
