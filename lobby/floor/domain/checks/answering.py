"""Answering items, and doing something about issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.floor import checking
from lobby.floor.checking import Known
from lobby.floor.domain import attachments
from lobby.floor.domain.checks import alarms, tasks
from lobby.floor.domain.checks.moving import check_move, locked, news_of, tell
from lobby.floor.domain.checks.running import begin
from lobby.floor.enums.checks import AnswerKind, CheckKind, CheckStatus, CheckValue
from lobby.floor.errors.checks import CountMissing, KnownOtherwise, NotApplicable, UnknownAction, UnknownItem
from lobby.floor.events.checks import CheckActed, CheckAnswered
from lobby.floor.models import ChecklistItem, ChecklistRun, ItemResult
from lobby.live import journal

RESULT = "check-item"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says about an item; `person` is whom it is about where the item has a row for everybody."""

    value: str = ""
    count: int | None = None
    note: str = ""
    reason: str = ""
    person: int | None = None


def answer(
    run: ChecklistRun, item: ChecklistItem, said: Answer, *, by: Actor, at: dt.datetime, photos: Iterable[int] = ()
) -> ItemResult:
    """Answer an item, or answer it differently; the same answer again changes nothing. Several may answer at a time.

    A count below the minimum is an issue, a task and an alert at once (S403). Raises IllegalCheckMove, NotYours, UnknownItem,
    CountMissing, NotApplicable, KnownOtherwise, AttachmentUnknown.
    """
    with journal.unit(by=by, at=at):
        run = locked(run)
        if run.status != CheckStatus.IN_PROGRESS:
            check_move(run, "start")
            begin(run, by=by, at=at)
        check_item(run, item, said)
        value = value_of(item, said)
        known = checking.known_about(run.branch, item.about, at) if item.about else []
        check_known(value, said, known)
        result = save(run, item, said, value, known, by=by, at=at)
        bind_photos(result, photos, branch=run.branch, by=by)
        if value == CheckValue.ISSUE and item.minimum is not None and not result.action and leads_on(run):
            alarms.tell_that_too_few_are_left(result, by=by, at=at)
            result = act(result, tasks.TASK, by=by, at=at)
    return result


def check_item(run: ChecklistRun, item: ChecklistItem, said: Answer) -> None:
    """The item is one of the run's, and about somebody of its list where it is about people."""
    people = run.people if item.is_per_person else []
    if item.version_id != run.version_id or (said.person not in people if people else said.person is not None):
        raise UnknownItem


def value_of(item: ChecklistItem, said: Answer) -> CheckValue:
    """The answer; a number says by itself whether it is enough."""
    if said.value == CheckValue.NA:
        if item.is_compliance:
            raise NotApplicable
        return CheckValue.NA
    if item.answer == AnswerKind.COUNT:
        if said.count is None:
            raise CountMissing
        if item.minimum is not None:
            return CheckValue.ISSUE if said.count < item.minimum else CheckValue.OK
        return CheckValue(said.value or CheckValue.OK)
    return CheckValue(said.value)


def check_known(value: CheckValue, said: Answer, known: list[Known]) -> None:
    """An "ok" against what is known needs a reason (S304)."""
    wrong = [one.words for one in known if one.is_wrong]
    if value == CheckValue.OK and wrong and not said.reason.strip():
        raise KnownOtherwise(known="; ".join(wrong))


def save(
    run: ChecklistRun,
    item: ChecklistItem,
    said: Answer,
    value: CheckValue,
    known: list[Known],
    *,
    by: Actor,
    at: dt.datetime,
) -> ItemResult:
    """Write the answer down unless it stands there already; what an issue led to is taken back with it."""
    assert by.staff_id is not None
    fields: dict[str, Any] = {
        "value": value,
        "count": said.count if item.answer == AnswerKind.COUNT and value != CheckValue.NA else None,
        "note": said.note.strip(),
        "reason": said.reason.strip(),
    }
    result = ItemResult.objects.filter(run=run, item=item, person=said.person).first()
    if result is not None and all(getattr(result, name) == value for name, value in fields.items()):
        return with_run(result, run, item)
    fields["known"] = [{**one.text, "is_wrong": one.is_wrong} for one in known]
    if result is None:
        result = ItemResult(run=run, item=item, person_id=said.person)
    elif result.action and value != CheckValue.ISSUE:
        take_back(result, at=at)
        fields |= {"action": "", "action_type": "", "action_id": None}
    for name, one in {**fields, "answered_by_id": by.staff_id, "answered_at": at}.items():
        setattr(result, name, one)
    result.save()
    tell(CheckAnswered(**news_of(run), item=item.code, value=value))
    return with_run(result, run, item)


def with_run(result: ItemResult, run: ChecklistRun, item: ChecklistItem) -> ItemResult:
    """The answer with its run and item at hand."""
    result.run, result.item = run, item
    return result


def bind_photos(result: ItemResult, photos: Iterable[int], *, branch: Branch, by: Actor) -> None:
    """Photos that the same person took a moment before (0–3 statements)."""
    if ids := list(photos):
        assert by.staff_id is not None
        staff = Staff.objects.get(pk=by.staff_id)
        attachments.bind(ids, subject=(RESULT, result.pk), branch=branch, by=staff)


def act(result: ItemResult, name: str, *, by: Actor, at: dt.datetime) -> ItemResult:
    """Do something about an issue; asked again it stays with what was done. Raises UnknownAction, IllegalCheckMove."""
    action = checking.action_of(name)
    with journal.unit(by=by, at=at):
        run = locked(result.run)
        if run.status != CheckStatus.IN_PROGRESS:
            check_move(run, "start")
            begin(run, by=by, at=at)
        result = ItemResult.objects.select_related("item", "person").get(pk=result.pk)
        with_run(result, run, result.item)
        if result.value != CheckValue.ISSUE or not action.fits(result.item.about) or not leads_on(run):
            raise UnknownAction
        if result.action:
            return result
        result.action, (result.action_type, result.action_id) = name, action.handler(result, by, at)
        result.save(update_fields=["action", "action_type", "action_id"])
        led_to = f"{result.action_type}:{result.action_id}"
        tell(CheckActed(**news_of(run), item=result.item.code, action=name, led_to=led_to))
    return result


def leads_on(run: ChecklistRun) -> bool:
    """Whether issues become tasks: those of a mystery visit would tell the branch of it."""
    return run.kind != CheckKind.MYSTERY


def take_back(result: ItemResult, *, at: dt.datetime) -> None:
    """It is no issue any more: nobody needs to look after it."""
    alarms.enough_are_left(result, at=at)
    if (undo := checking.action_of(result.action).take_back) is not None:
        undo(result, at)
