"""Things that customers leave behind: logged, given back, handed on or destroyed (S132)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Device, Staff, Zone
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import policy_at
from lobby.floor.enums.found import BY_TWO, FOUND_MOVES, FoundKind, FoundStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.found import FinderActsAlone, IllegalFoundMove, NumberNoted, TooLateToKeepOn
from lobby.floor.events.found import FoundEnded, FoundKeptOn, FoundLogged
from lobby.floor.models import Deadline, FoundItem, Reminder
from lobby.floor.wording import check_words
from lobby.live import journal

SUBJECT = "found"
KEPT_LONG = "found.kept_long"
CLOCK = "found.kept"
# As long as a telephone's number, however it is grouped; what somebody is handed on with may have a longer reference.
WHOLE_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9Xx]){10}")
DECIDED_WITHIN = dt.timedelta(days=1)


def log(
    branch: Branch,
    kind: FoundKind,
    *,
    by: Staff,
    at: dt.datetime,
    kept_in: str,
    device: Device | None = None,
    zone: Zone | None = None,
    note: str = "",
    last_four: str = "",
) -> FoundItem:
    """Note what was found and where it lies; after `found_kept_days` somebody decides what becomes of it.

    Raises ReasonMissing without a place to keep it, AppearanceNoted, NumberNoted.
    """
    if not kept_in.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        item = FoundItem.objects.create(
            branch=branch,
            kind=kind,
            device=device,
            zone=zone,
            note=without_numbers(note),
            last_four=last_four,
            kept_in=without_numbers(kept_in),
            found_at=at,
            found_by=by,
        )
        start_clock(item)
        journal.record(FoundLogged(**news_of(item)))
    return item


def give_back(item: FoundItem, *, by: Staff, at: dt.datetime, outcome: str) -> FoundItem:
    """The owner has it again; `outcome` says how the owner was known. Raises ReasonMissing, NumberNoted, IllegalFoundMove."""
    return end(item, "give_back", by=by, at=at, outcome=without_numbers(outcome))


def hand_on(item: FoundItem, *, by: Staff, at: dt.datetime, outcome: str) -> FoundItem:
    """The police or the card centre has it now. Raises ReasonMissing, IllegalFoundMove, FinderActsAlone."""
    return end(item, "hand_on", by=by, at=at, outcome=outcome)


def destroy(item: FoundItem, *, by: Staff, at: dt.datetime, outcome: str) -> FoundItem:
    """It was shredded or cut up. Raises ReasonMissing, IllegalFoundMove, FinderActsAlone."""
    return end(item, "destroy", by=by, at=at, outcome=outcome)


def keep_on(item: FoundItem, *, by: Staff, at: dt.datetime) -> FoundItem:
    """The wrong line was tapped: it is still here. Raises IllegalFoundMove, TooLateToKeepOn."""
    with journal.unit(by=by.actor, at=at):
        item = locked(item)
        status = moved(item, "keep_on")
        undo_within_s = policy_at(item.branch, at).undo_within_s
        if item.ended_at is None or (at - item.ended_at).total_seconds() > undo_within_s:
            raise TooLateToKeepOn
        save(item, status, ended_at=None, ended_by=None, outcome="")
        start_clock(item)
        journal.record(FoundKeptOn(**news_of(item)))
    return item


def end(item: FoundItem, verb: str, *, by: Staff, at: dt.datetime, outcome: str) -> FoundItem:
    """Take the verb's move, with the task that may be open about it."""
    outcome = check_words(outcome)
    if not outcome:
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        item = locked(item)
        status = moved(item, verb)
        if status in BY_TWO and item.found_by_id == by.pk:
            raise FinderActsAlone
        save(item, status, ended_at=at, ended_by=by, outcome=outcome)
        deadlines.stop(subject=(SUBJECT, item.pk), at=at)
        settle_task(item, at=at)
        journal.record(FoundEnded(**news_of(item), status=status))
    return item


def without_numbers(text: str) -> str:
    """Words about a thing, checked. Raises NumberNoted, AppearanceNoted."""
    if WHOLE_NUMBER.search(text):
        raise NumberNoted
    return check_words(text)


def when_kept_long(deadline: Deadline, at: dt.datetime) -> None:
    """It has been here for as long as things are kept: a task to decide what becomes of it."""
    item = locked(FoundItem(pk=deadline.subject_id))
    if item.status != FoundStatus.KEPT:
        return
    reminders.create(
        None,
        item.branch,
        by=SYSTEM,
        at=at,
        due_at=at + DECIDED_WITHIN,
        kind=KEPT_LONG,
        values={"thing": both(lambda: str(FoundKind(item.kind).label)), "place": item.kept_in},
        subject=(SUBJECT, item.pk),
        team=RoleCode.LM,
    )


REMINDER = kinds.ReminderKind(name=KEPT_LONG, text="{thing}: {place}", lead_s=kinds.AT_ONCE)


def start_clock(item: FoundItem) -> None:
    """How long it is kept is counted from when it was found."""
    policy = policy_at(item.branch, item.found_at)
    due_at = item.found_at + dt.timedelta(days=policy.found_kept_days)
    deadlines.set_deadline(CLOCK, branch_id=item.branch_id, subject=(SUBJECT, item.pk), due_at=due_at, policy=policy)


def settle_task(item: FoundItem, *, at: dt.datetime) -> None:
    """Nothing is left to decide (1 query where no task is open)."""
    about = Reminder.objects.filter(kind=KEPT_LONG, subject_type=SUBJECT, subject_id=item.pk, ended_at=None)
    task = about.select_for_update(no_key=True).first()
    if task is not None:
        reminders.cancel(task, by=SYSTEM, at=at, reason="decided")


def locked(item: FoundItem) -> FoundItem:
    """Read it again with its row locked (1 statement)."""
    rows = FoundItem.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "device", "zone")
    return rows.get(pk=item.pk)


def moved(item: FoundItem, verb: str) -> FoundStatus:
    """The state the verb leads to. Raises IllegalFoundMove when the table does not list it."""
    sources, target = FOUND_MOVES[verb]
    if item.status not in sources:
        raise IllegalFoundMove(status=FoundStatus(item.status).label)
    return target


def save(item: FoundItem, status: FoundStatus, **fields: Any) -> None:
    """Save a move with its fields (1 statement)."""
    item.status = status
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=["status", *fields])


def news_of(item: FoundItem) -> dict[str, Any]:
    """The values that every event of a found thing carries."""
    code = item.device.code if item.device else ""
    return {"branch_id": item.branch_id, "found": item.pk, "kind": item.kind, "device": code}
