"""Every state against every verb, what the rows refuse, and who may do what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from devices.domain import faults
from devices.enums.faults import ENDED_FAULT, FAULT_MOVES, FaultKind, FaultSource, FaultStatus, FaultStepKind
from devices.errors.faults import (
    FaultOpenAlready,
    FaultTaken,
    FixedByYou,
    HighestLevel,
    IllegalFaultMove,
    NotADuplicate,
    NoteMissing,
    RaisedByYou,
)
from devices.models.faults import Fault, FaultStep
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Device, RoleGrant, Staff
from lobby.floor.models import Alert, Deadline
from lobby.live import journal
from tests import factories
from tests.undone import undone

S, K = FaultStatus, FaultKind
HOUR = dt.timedelta(hours=1)
LATER = dt.timedelta(minutes=10)
# Verified is passed within one transaction: nobody finds a fault in it.
FOUND = tuple(status for status in S if status != S.VERIFIED)
TRIED = ("accept", "escalate", "fix", "pass_test", "fail_test", "reopen", "cancel", "duplicate")


def try_verb(verb: str, fault: Fault, cast: dict[str, Staff], at: dt.datetime) -> Fault:
    """Do a verb as somebody who may, whatever the level."""
    worker = {1: cast["manager"], 2: cast["office"], 3: cast["expert"]}[fault.level]
    if verb == "accept":
        fresh = Fault.objects.get(pk=fault.pk)
        Fault.objects.filter(pk=fault.pk).update(handler=None)
        return faults.accept(fresh, by=worker, at=at)
    if verb == "escalate":
        return faults.escalate(fault, by=worker, at=at, text="交上级")
    if verb == "fix":
        return faults.fix(fault, by=worker, at=at, text="换了线")
    if verb in ("pass_test", "fail_test"):
        return faults.verify(fault, by=cast["teller"], at=at, passed=verb == "pass_test", text="试过了")
    if verb == "reopen":
        return faults.reopen(fault, by=cast["manager"], at=at, text="又坏了")
    if verb == "cancel":
        return faults.cancel(fault, by=cast["manager"], at=at, text="没有坏")
    other = faults.open_fault(fault.device, K.NETWORK, by=SYSTEM, at=at, source=FaultSource.PERSON)
    return faults.mark_duplicate(fault, by=cast["manager"], at=at, of=other)


@pytest.fixture
def cast(manager: Staff, teller: Staff, office: Staff, expert: Staff) -> dict[str, Staff]:
    """Who acts."""
    return {"manager": manager, "teller": teller, "office": office, "expert": expert}


@pytest.mark.parametrize("status", FOUND)
def test_every_state_meets_every_verb(
    brought: Callable[..., Fault], cast: dict[str, Staff], status: str, at: dt.datetime, subtests: pytest.Subtests
) -> None:
    pk = brought(status).pk
    for verb in TRIED:
        with subtests.test(verb=verb), undone():
            fault = Fault.objects.get(pk=pk)
            assert fault.status == status
            meet(verb, fault, cast, at)


def meet(verb: str, fault: Fault, cast: dict[str, Staff], at: dt.datetime) -> None:
    status = S(fault.status)
    if status == S.L3_HANDLING and verb == "escalate":
        with pytest.raises(HighestLevel):
            try_verb(verb, fault, cast, at + LATER)
    elif status in FAULT_MOVES[verb]:
        done = try_verb(verb, fault, cast, at + LATER)
        expected = {
            "accept": {1: S.L1_HANDLING, 2: S.L2_HANDLING, 3: S.L3_HANDLING}[fault.level],
            "escalate": {S.OPEN: S.OPEN, S.L1_HANDLING: S.L2_HANDLING, S.L2_HANDLING: S.L3_HANDLING}.get(status),
            "fix": S.FIXED,
            "pass_test": S.CLOSED,
            "fail_test": S.L1_HANDLING,
            "reopen": S.L1_HANDLING if status == S.CLOSED else S.OPEN,
            "cancel": S.CANCELLED,
            "duplicate": S.DUPLICATE,
        }[verb]
        assert Fault.objects.get(pk=fault.pk).status == done.status == expected
    else:
        with pytest.raises(IllegalFaultMove):
            try_verb(verb, fault, cast, at + LATER)
        assert Fault.objects.get(pk=fault.pk).status == status


@pytest.mark.parametrize("status", FOUND)
def test_every_state_meets_what_the_machine_tells(
    brought: Callable[..., Fault], machine: Device, status: str, at: dt.datetime
) -> None:
    fault = brought(status)

    faults.telemetry_recovered(machine, by=SYSTEM, at=at + LATER)
    recovered = Fault.objects.get(pk=fault.pk)
    again = faults.open_fault(machine, K.FREEZE, by=SYSTEM, at=at + 2 * LATER, source=FaultSource.TELEMETRY)

    assert recovered.status == (S.FIXED if status in FAULT_MOVES["recover"] else status)
    if status in ENDED_FAULT:
        assert again.pk != fault.pk
        assert again.status == S.OPEN
    else:
        assert again.pk == fault.pk
        assert again.repeats == 1
        assert again.status == (S.L1_HANDLING if status == S.FIXED else status)


def test_a_flapping_machine_makes_one_fault_and_one_alert(machine: Device, manager: Staff, at: dt.datetime) -> None:
    for n in range(20):
        moment = at + n * dt.timedelta(seconds=20)
        faults.open_fault(machine, K.NETWORK, by=SYSTEM, at=moment, source=FaultSource.TELEMETRY)
        faults.telemetry_recovered(machine, by=SYSTEM, at=moment + dt.timedelta(seconds=10))

    fault = Fault.objects.get()
    assert (fault.repeats, fault.status, fault.is_self_fixed) == (19, S.FIXED, True)
    assert Alert.objects.count() == 1
    assert Alert.objects.get().resolved_at is None


def test_open_fault_asks_for_support_at_once_for_what_no_branch_mends(
    machine: Device, office: Staff, at: dt.datetime
) -> None:
    fault = faults.open_fault(machine, K.SOFTWARE, by=machine.actor, at=at, source=FaultSource.TELEMETRY, level=2)

    assert (fault.level, fault.status, fault.reporter) == (2, S.OPEN, None)
    assert Alert.objects.get().roles == [RoleCode.BR_OPS, RoleCode.HEAD]
    assert faults.accept(fault, by=office, at=at).status == S.L2_HANDLING


def test_open_fault_raises_an_open_one_when_worse_is_told(machine: Device, tech: Staff, at: dt.datetime) -> None:
    fault = faults.open_fault(machine, K.HARDWARE, by=tech.actor, at=at, source=FaultSource.PERSON)
    faults.accept(fault, by=tech, at=at)

    fault = faults.open_fault(machine, K.HARDWARE, by=SYSTEM, at=at, source=FaultSource.TELEMETRY, level=2)

    assert (fault.level, fault.status, fault.handler) == (2, S.L2_HANDLING, None)


def test_accept_is_of_the_levels_office(
    brought: Callable[..., Fault], teller: Staff, tech: Staff, office: Staff, stranger: Staff, at: dt.datetime
) -> None:
    fault = brought(S.OPEN)

    for person in (teller, office, stranger):
        with pytest.raises(Forbidden):
            faults.accept(fault, by=person, at=at)

    assert faults.accept(fault, by=tech, at=at).handler == tech
    with pytest.raises(FaultTaken):
        faults.accept(fault, by=tech, at=at)
    assert Alert.objects.get().resolved_at == at


def test_nobody_takes_what_they_handed_up(brought: Callable[..., Fault], at: dt.datetime, branch: Branch) -> None:
    fault = brought(S.OPEN)
    both = factories.make_staff("both", branch, RoleCode.LM)
    RoleGrant.objects.create(staff=both, branch=branch, role=RoleCode.BR_OPS)
    faults.accept(fault, by=both, at=at)
    faults.escalate(fault, by=both, at=at, text="交上级")

    with pytest.raises(RaisedByYou):
        faults.accept(fault, by=both, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fault.objects.filter(pk=fault.pk).update(handler=both)


def test_a_hand_over_needs_a_note(brought: Callable[..., Fault], tech: Staff, at: dt.datetime) -> None:
    fault = brought(S.L1_HANDLING)

    for words in ("", "  "):
        with pytest.raises(NoteMissing):
            faults.escalate(fault, by=tech, at=at, text=words)

    faults.escalate(fault, by=tech, at=at, text=" 换过线 ")
    assert FaultStep.objects.filter(kind=FaultStepKind.ESCALATED).get().text == "换过线"


def test_the_mender_does_not_test(brought: Callable[..., Fault], tech: Staff, manager: Staff, at: dt.datetime) -> None:
    fault = brought(S.FIXED)

    with pytest.raises(FixedByYou):
        faults.verify(fault, by=tech, at=at + LATER, passed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fault.objects.filter(pk=fault.pk).update(verified_by=tech)

    assert faults.verify(fault, by=manager, at=at + LATER, passed=True).verified_by == manager


def test_somebody_else_than_the_mender_is_asked_to_test(
    brought: Callable[..., Fault], tech: Staff, teller: Staff, at: dt.datetime
) -> None:
    fault = brought(S.FIXED)
    asked = Alert.objects.get(kind="fault.test", resolved_at=None)
    assert asked.apart_from == tech

    faults.verify(fault, by=teller, at=at + LATER, passed=False, text="还是死机")

    assert not Alert.objects.filter(resolved_at=None).exists()


def test_a_failed_test_needs_a_word_and_goes_back(
    brought: Callable[..., Fault], teller: Staff, at: dt.datetime
) -> None:
    fault = brought(S.FIXED)

    with pytest.raises(NoteMissing):
        faults.verify(fault, by=teller, at=at + LATER, passed=False)
    fault = faults.verify(fault, by=teller, at=at + LATER, passed=False, text="还是死机")

    assert (fault.status, fault.fixed_at, fault.fixed_by) == (S.L1_HANDLING, None, None)
    assert Deadline.objects.filter(kind="fault.level", subject_id=fault.pk, done_at=None).exists()


def test_closing_counts_the_open_time_until_it_was_mended(
    brought: Callable[..., Fault], teller: Staff, at: dt.datetime
) -> None:
    fault = brought(S.FIXED)

    fault = faults.verify(fault, by=teller, at=at + 2 * HOUR, passed=True)

    assert (fault.status, fault.downtime_s) == (S.CLOSED, 6 * 60)
    assert not Deadline.objects.filter(subject_type="fault", done_at=None).exists()


def test_what_is_opened_again_counts_on(
    brought: Callable[..., Fault], teller: Staff, tech: Staff, at: dt.datetime
) -> None:
    fault = faults.reopen(brought(S.CLOSED), by=teller, at=at + HOUR, text="又死机")
    fault = faults.accept(fault, by=tech, at=at + HOUR)
    fault = faults.fix(fault, by=tech, at=at + HOUR + LATER, text="换内存", parts="DDR4 8G")

    fault = faults.verify(fault, by=teller, at=at + HOUR + LATER, passed=True)

    assert fault.downtime_s == 16 * 60


def test_reopen_is_refused_while_the_same_is_open(
    brought: Callable[..., Fault], machine: Device, manager: Staff, at: dt.datetime
) -> None:
    fault = brought(S.CLOSED)
    faults.open_fault(machine, K.FREEZE, by=SYSTEM, at=at + LATER, source=FaultSource.TELEMETRY)

    with pytest.raises(FaultOpenAlready):
        faults.reopen(fault, by=manager, at=at + LATER, text="又来")


def test_a_duplicate_points_to_the_same_machine(
    brought: Callable[..., Fault], branch: Branch, manager: Staff, at: dt.datetime
) -> None:
    fault = brought(S.OPEN)
    elsewhere = factories.make_device(branch, "TSC9")
    other = faults.open_fault(elsewhere, K.SLOW, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    for wrong in (fault, other):
        with pytest.raises(NotADuplicate):
            faults.mark_duplicate(fault, by=manager, at=at, of=wrong)


def test_a_machine_has_one_open_fault_of_a_kind(
    brought: Callable[..., Fault], machine: Device, at: dt.datetime
) -> None:
    fault = brought(S.OPEN)
    fault.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        fault.save(force_insert=True)


def test_the_level_stands_behind_the_state(brought: Callable[..., Fault]) -> None:
    fault = brought(S.L2_HANDLING)

    for level in (0, 1, 3, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            Fault.objects.filter(pk=fault.pk).update(level=level)


def test_the_journal_says_what_happened_and_nothing_people_wrote(
    brought: Callable[..., Fault], branch: Branch, at: dt.datetime
) -> None:
    fault = brought(S.CLOSED)

    told = journal.timeline("fault", fault.pk, branch.pk, at)

    assert [entry.type for entry in told] == [
        "fault.opened",
        "fault.accepted",
        "fault.fixed",
        "fault.verified",
        "fault.closed",
    ]
    assert not any("重启" in str(entry.payload) for entry in told)
