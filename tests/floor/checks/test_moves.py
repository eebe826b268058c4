"""Every state of a run against every verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.models import Staff
from lobby.floor.domain.checks import running
from lobby.floor.domain.checks.answering import Answer, answer
from lobby.floor.enums.checks import CHECK_MOVES, CheckStatus
from lobby.floor.errors.checks import (
    IllegalCheckMove,
    IssuesUnlinked,
    ItemsUnanswered,
    NoteMissing,
    NotToBeSigned,
    NotYours,
    OwnCheck,
    SecondMissing,
    UnknownItem,
)
from lobby.floor.models import ChecklistRun
from lobby.live.models import Entry
from tests.floor.checks.making import make_item, make_version

VERBS: dict[str, Callable[[ChecklistRun, Staff, dt.datetime], ChecklistRun]] = {
    "open": lambda run, staff, at: running.open_run(run, by=staff.actor, at=at),
    "start": lambda run, staff, at: running.start(run, by=staff.actor, at=at),
    "submit": lambda run, staff, at: running.submit(run, by=staff.actor, at=at),
    "sign_off": lambda run, staff, at: running.sign_off(run, by=staff.actor, at=at),
    "reject": lambda run, staff, at: running.reject(run, by=staff.actor, at=at, note="not clean"),
    "miss": lambda run, staff, at: running.miss(run, by=staff.actor, at=at),
    "cancel": lambda run, staff, at: running.cancel(run, by=staff.actor, at=at, reason="closed"),
}


def put(run: ChecklistRun, status: str, at: dt.datetime, submitter: Staff) -> None:
    """Set a state with what it needs."""
    ChecklistRun.objects.filter(pk=run.pk).update(
        status=status,
        submitted_by=submitter,
        missed_at=at,
        decided_by=None if status != "signed_off" else other(submitter),
    )


def other(staff: Staff) -> Staff:
    """Anybody else."""
    return Staff.objects.exclude(pk=staff.pk).first() or staff


def fill(run: ChecklistRun, by: Staff, at: dt.datetime) -> None:
    """Answer everything with ok."""
    for item in run.version.items.all():
        answer(run, item, Answer(value="ok"), by=by.actor, at=at)


@pytest.mark.parametrize("verb", CHECK_MOVES)
@pytest.mark.parametrize("status", CheckStatus.values)
def test_every_verb_from_every_state(
    run: ChecklistRun, manager: Staff, head: Staff, early: dt.datetime, verb: str, status: str
) -> None:
    """The table says what is possible; anything else is refused and leaves nothing behind."""
    fill(run, manager, early)
    put(run, status, early, manager)
    who = head if verb in ("sign_off", "reject") else manager
    sources, target = CHECK_MOVES[verb]
    told = Entry.objects.count()

    if status in sources:
        assert VERBS[verb](run, who, early).status == target
        assert ChecklistRun.objects.get(pk=run.pk).status == target
    else:
        with pytest.raises(IllegalCheckMove):
            VERBS[verb](run, who, early)
        assert ChecklistRun.objects.get(pk=run.pk).status == status
        assert Entry.objects.count() == told


@pytest.mark.parametrize("status", CheckStatus.values)
def test_answer_in_every_state(run: ChecklistRun, manager: Staff, head: Staff, early: dt.datetime, status: str) -> None:
    put(run, status, early, manager)
    item = run.version.items.all()[0]

    if status in ("open", "in_progress", "rejected", "missed"):
        answer(run, item, Answer(value="ok"), by=manager.actor, at=early)
        assert ChecklistRun.objects.get(pk=run.pk).status == "in_progress"
    else:
        with pytest.raises(IllegalCheckMove):
            answer(run, item, Answer(value="ok"), by=manager.actor, at=early)
        assert not run.results.exists()


def test_submit_with_an_item_open_is_refused(run: ChecklistRun, manager: Staff, early: dt.datetime) -> None:
    answer(run, run.version.items.all()[0], Answer(value="ok"), by=manager.actor, at=early)

    with pytest.raises(ItemsUnanswered) as refusal:
        running.submit(run, by=manager.actor, at=early)

    assert refusal.value.values == {"items": "1.2"}


def test_submit_with_an_issue_nobody_looks_after_is_refused(
    run: ChecklistRun, manager: Staff, early: dt.datetime
) -> None:
    fill(run, manager, early)
    answer(run, run.version.items.all()[0], Answer(value="issue"), by=manager.actor, at=early)

    with pytest.raises(IssuesUnlinked):
        running.submit(run, by=manager.actor, at=early)


def test_submit_tells_late_from_in_time(run: ChecklistRun, manager: Staff, early: dt.datetime) -> None:
    fill(run, manager, early)

    run = running.submit(run, by=manager.actor, at=early + dt.timedelta(minutes=11))

    assert run.is_late
    assert run.score == 1


def test_missed_run_is_handed_in_late_and_stays_missed(run: ChecklistRun, manager: Staff, early: dt.datetime) -> None:
    running.miss(run, by=manager.actor, at=early)
    fill(run, manager, early)

    run = running.submit(run, by=manager.actor, at=early)

    assert (run.status, run.is_late, run.missed_at) == ("submitted", True, early)


def test_nobody_signs_own_work(run: ChecklistRun, manager: Staff, head: Staff, early: dt.datetime) -> None:
    answer(run, run.version.items.all()[1], Answer(value="ok"), by=head.actor, at=early)
    answer(run, run.version.items.all()[0], Answer(value="ok"), by=manager.actor, at=early)
    running.submit(run, by=manager.actor, at=early)

    for who in (manager, head):
        with pytest.raises(OwnCheck):
            running.sign_off(run, by=who.actor, at=early)
        with pytest.raises(OwnCheck):
            running.reject(run, by=who.actor, at=early, note="no")


def test_reject_needs_a_note(run: ChecklistRun, manager: Staff, head: Staff, early: dt.datetime) -> None:
    fill(run, manager, early)
    running.submit(run, by=manager.actor, at=early)

    with pytest.raises(NoteMissing):
        running.reject(run, by=head.actor, at=early, note="  ")


def test_sent_back_run_goes_on_with_its_submitter(
    run: ChecklistRun, manager: Staff, teller: Staff, head: Staff, early: dt.datetime
) -> None:
    fill(run, manager, early)
    running.submit(run, by=manager.actor, at=early)
    running.reject(run, by=head.actor, at=early, note="hall is not clean")

    with pytest.raises(NotYours):
        running.start(run, by=teller.actor, at=early)
    running.start(run, by=manager.actor, at=early)
    run = running.submit(run, by=manager.actor, at=early)

    assert (run.status, run.decided_by_id, run.decision_note) == ("submitted", None, "hall is not clean")
    assert running.sign_off(run, by=head.actor, at=early).status == "signed_off"


def test_two_must_act(run: ChecklistRun, manager: Staff, teller: Staff, head: Staff, early: dt.datetime) -> None:
    run.version.needs_two = True
    run.version.save()
    fill(run, manager, early)
    run = running.submit(run, by=manager.actor, at=early)
    assert not run.counts

    with pytest.raises(SecondMissing):
        running.sign_off(run, by=head.actor, at=early)
    with pytest.raises(OwnCheck):
        running.countersign(run, by=manager.actor, at=early)
    run = running.countersign(run, by=teller.actor, at=early)
    assert run.counts
    with pytest.raises(NotToBeSigned):
        running.countersign(run, by=head.actor, at=early)
    with pytest.raises(OwnCheck):
        running.sign_off(run, by=teller.actor, at=early)
    assert running.sign_off(run, by=head.actor, at=early).status == "signed_off"


def test_one_may_sign_nothing_that_asks_for_no_signature(
    run: ChecklistRun, manager: Staff, head: Staff, early: dt.datetime
) -> None:
    run.version.signed_by = ""
    run.version.save()
    fill(run, manager, early)
    running.submit(run, by=manager.actor, at=early)

    with pytest.raises(NotToBeSigned):
        running.sign_off(run, by=head.actor, at=early)
    with pytest.raises(NotToBeSigned):
        running.countersign(run, by=head.actor, at=early)


def test_items_of_another_version_are_unknown(run: ChecklistRun, manager: Staff, early: dt.datetime) -> None:
    later = make_version(template=run.template)
    item = make_item(later, "1.1")

    with pytest.raises(UnknownItem):
        answer(run, item, Answer(value="ok"), by=manager.actor, at=early)
