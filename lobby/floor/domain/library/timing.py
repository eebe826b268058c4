"""The clock of a version: a warning with a task for its owner, then the end."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, clock_time, local
from lobby.branches.enums import RoleCode
from lobby.branches.models import BranchPolicy
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.library.moving import locked, move
from lobby.floor.enums.library import CONTENT_MOVES
from lobby.floor.events.library import SUBJECT
from lobby.floor.models import Deadline
from lobby.floor.models.library import LibraryItem, LibraryVersion

CLOCK = "library.expiry"
RENEW = "library.renew"
ITEM = "library-item"


def set_clock(version: LibraryVersion, *, at: dt.datetime) -> None:
    """Take the steps that are due and let the sweep take the next one. The row must be locked."""
    policy = policy_of(version.item.home, business_date(version.item.home, at))
    ring_at = catch_up(version, policy, at=at)
    if ring_at is not None:
        subject, home = (SUBJECT, version.pk), version.item.home_id
        deadlines.set_deadline(CLOCK, branch_id=home, subject=subject, due_at=ring_at, policy=policy)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The clock rang: expiring, then expired."""
    version = locked(LibraryVersion(pk=deadline.subject_id))
    home = version.item.home
    return catch_up(version, deadline.policy or policy_of(home, business_date(home, at)), at=at)


def catch_up(version: LibraryVersion, policy: BranchPolicy, *, at: dt.datetime) -> dt.datetime | None:
    """Take every step whose time has come; return when the next one is due."""
    while (step := next_step(version, policy)) is not None:
        verb, due_at = step
        if due_at > at:
            return due_at
        take(version, verb, at=at)
    return None


def next_step(version: LibraryVersion, policy: BranchPolicy) -> tuple[str, dt.datetime] | None:
    """The verb that the clock takes next and when; None when there is nothing left to wait for."""
    assert version.expires_at is not None
    warned = version.expires_at - dt.timedelta(seconds=policy.content_warning_s)
    moments = {"warn": warned, "expire": version.expires_at}
    return next(((verb, moments[verb]) for verb in moments if version.status in CONTENT_MOVES[verb][0]), None)


def take(version: LibraryVersion, verb: str, *, at: dt.datetime) -> None:
    """One step of the clock. The end is the moment it was to end, even if nobody was there to say so."""
    if verb == "expire":
        move(version, "expire", ended_at=version.expires_at)
    else:
        move(version, "warn")
        ask_for_renewal(version, at=at)


def ask_for_renewal(version: LibraryVersion, *, at: dt.datetime) -> None:
    """A task for whoever looks after the item; it outlives the end, so that it is noticed when nobody does it."""
    item, expires_at = version.item, version.expires_at
    assert expires_at is not None
    owner = item.owner if item.owner is not None and item.owner.is_active else None
    until = f"{local(item.home, expires_at):%Y-%m-%d} {clock_time(item.home, expires_at)}"
    reminders.create(
        owner,
        item.home,
        by=SYSTEM,
        at=at,
        due_at=max(at, expires_at),
        kind=RENEW,
        values={"title": {"zh": version.title_zh, "en": version.title_en}, "until": until},
        subject=(ITEM, item.pk),
        team="" if owner else team_of(item),
    )


def team_of(item: LibraryItem) -> str:
    """Who looks after an item that has no owner at work."""
    return RoleCode.CONTENT if item.branch_id is None else RoleCode.LM


def forget_tasks(item: LibraryItem, *, at: dt.datetime, reason: str) -> None:
    """Renewed or withdrawn: nobody needs to look after it any more."""
    reminders.cancel_about((ITEM, item.pk), at=at, reason=reason, kind=RENEW)


def register() -> None:
    """The library's clock and the task it sets; called once when Django starts."""
    deadlines.register(CLOCK, when_it_rings)
    kinds.register_reminder(
        kinds.ReminderKind(name=RENEW, text=_("“{title}” ends {until}: renew or withdraw it"), lead_s=kinds.AT_ONCE)
    )
