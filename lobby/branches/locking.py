"""When a session of somebody who signed in with a password locks, and what keeps it open.

The lock is a moment in the session's row, so it comes by itself: no sweep, no script and no request is needed for it.
Only acts of a person move it on, never live traffic, and at most one write in `REPORTED_EVERY` says so. A locked
session is nobody's until the password is given again: pages, API and screens ask the same `is_locked`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY, get_user
from django.http import HttpRequest
from django.utils import timezone

from lobby.branches.calendar import business_date
from lobby.branches.models import Session, Staff
from lobby.branches.models.sessions import SHIPPED_LOCK_AFTER_S
from lobby.branches.policies import policy_of
from lobby.branches.sessions import SessionStore

REPORTED_EVERY = dt.timedelta(seconds=60)


def is_locked(session: SessionStore, *, at: dt.datetime) -> bool:
    """Whether somebody's session waits for the password (no query where the session has been read).

    A signed-in session without a moment is locked: nothing that forgot to set one stays open.
    """
    return SESSION_KEY in session and (session.locks_at is None or session.locks_at <= at)


def locked_person(request: HttpRequest, *, at: dt.datetime) -> Staff | None:
    """Whose session it is that waits for the password (2 queries); None when it is not locked."""
    if not is_locked(request.session, at=at):  # type: ignore[arg-type]
        return None
    person = get_user(request)
    return person if isinstance(person, Staff) else None


def lock_after_s(staff: Staff, *, at: dt.datetime) -> int:
    """Seconds without an act after which this person's sessions lock, by the home branch's policy (2 queries at most)."""
    branch = staff.home_branch
    return policy_of(branch, business_date(branch, at)).lock_after_s if branch else SHIPPED_LOCK_AFTER_S


def begin(session: SessionStore, staff: Staff, *, at: dt.datetime) -> None:
    """The password was given: the session is open from now on (3 queries at most)."""
    session.lock_after_s = lock_after_s(staff, at=at)
    session.locks_at = at + dt.timedelta(seconds=session.lock_after_s)
    row = Session.objects.filter(session_key=session.session_key)
    row.update(locks_at=session.locks_at, lock_after_s=session.lock_after_s)


def act(session: SessionStore, staff: Staff, *, at: dt.datetime, idle: dt.timedelta) -> None:
    """The person did something `idle` ago (3 queries at most). What is locked stays locked, what is later stays later."""
    after_s = lock_after_s(staff, at=at)
    locks_at = at - max(idle, dt.timedelta()) + dt.timedelta(seconds=after_s)
    # A shorter time of a new policy counts at once.
    earlier = Session.objects.filter(session_key=session.session_key, locks_at__gt=at).exclude(
        locks_at__gt=locks_at, lock_after_s=after_s
    )
    if earlier.update(locks_at=locks_at, lock_after_s=after_s):
        session.locks_at, session.lock_after_s = locks_at, after_s


def not_an_act(request: HttpRequest) -> None:
    """The page sent this by itself: it keeps nothing open."""
    request.sent_by_itself = True  # type: ignore[attr-defined]


def is_due(session: SessionStore, *, at: dt.datetime) -> bool:
    """Whether the last reported act is so long ago that a new one is worth a write."""
    reported_at = session.locks_at and session.locks_at - dt.timedelta(seconds=session.lock_after_s)
    return reported_at is not None and at - reported_at >= REPORTED_EVERY


def lock(session: SessionStore, *, at: dt.datetime) -> None:
    """Lock now (1 query)."""
    Session.objects.filter(session_key=session.session_key, locks_at__gt=at).update(locks_at=at)
    session.locks_at = at


def on_sign_in(sender: Any, request: HttpRequest, user: Staff, **_: Any) -> None:
    """Receiver of `user_logged_in`, whichever page or test signs somebody in."""
    begin(request.session, user, at=timezone.now())  # type: ignore[arg-type]
