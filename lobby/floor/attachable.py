"""The registry of what pictures and papers may belong to: each subject says who sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from lobby.branches.models import Staff

MaySee = Callable[[Staff, int], bool]
Shown = Callable[[Staff, int, dt.datetime], None]

_subjects: dict[str, MaySee] = {}
_shown: dict[str, Shown] = {}


def register(subject_type: str, may_see: MaySee, *, shown: Shown | None = None) -> None:
    """Let attachments of a kind of subject be seen; called from `AppConfig.ready()`.

    `may_see(staff, subject_id)` uses the very predicate that shows the subject itself, or a narrower one. `shown(staff,
    subject_id, at)` hears of each that is shown. Raises ValueError for a name that is taken by another.
    """
    if _subjects.setdefault(subject_type, may_see) is not may_see:
        raise ValueError(f"two subjects of attachments are named {subject_type}")
    if shown is not None:
        _shown[subject_type] = shown


def may_see(staff: Staff, subject_type: str, subject_id: int) -> bool:
    """Whether a person sees a subject, and so what is attached to it; False for a kind that nobody registered."""
    asked = _subjects.get(subject_type)
    return asked is not None and asked(staff, subject_id)


def tell_shown(staff: Staff, subject_type: str, subject_id: int, *, at: dt.datetime) -> None:
    """An attachment of this subject is shown to a person."""
    if subject_type in _shown:
        _shown[subject_type](staff, subject_id, at)
