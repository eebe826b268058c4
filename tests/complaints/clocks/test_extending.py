"""More time for the legal clock: who asks, who approves, and when it counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import clocks
from complaints.domain.clocks.extending import approve_extension, extend, refuse_extension, tell_extension
from complaints.enums.cases import ClockKind, EntryKind, ReceiptChannel, Step, ToldWay
from complaints.enums.clocks import EXTENSION
from complaints.errors.cases import AboutOwner, WordsMissing
from complaints.errors.clocks import (
    ExtensionDecided,
    ExtensionNotApproved,
    ExtensionPending,
    ExtensionsUsedUp,
    ExtensionTooLate,
    NothingToExtend,
    OwnExtension,
)
from complaints.models import Extension
from lobby.branches.calendar import local
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from lobby.live import journal
from tests.complaints.clocks.conftest import received
from tests.complaints.clocks.test_ladder import told
from tests.complaints.factories import make_terms
from tests.factories import make_staff

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def legal(complaint):
    return complaint.clocks.get(kind=ClockKind.LEGAL, stopped_at=None)


def days_of(complaint) -> int:
    """Natural days from the day it came in to the last one that counts."""
    due = local(complaint.branch, legal(complaint).due_at - SECOND).date()
    return (due - local(complaint.branch, complaint.received_at).date()).days


def test_two_extensions_each_counts_when_the_customer_is_told(complaint, manager, head, region, at):
    assert days_of(complaint) == 15
    later = at + 3 * DAY

    extension = extend(complaint, by=manager, at=later, reason="  要等总行的查询结果 ")

    assert (extension.stage, extension.reason) == (1, "要等总行的查询结果")
    assert Alert.objects.get(kind=EXTENSION, resolved_at=None).person == head
    with pytest.raises(ExtensionPending):
        extend(complaint, by=manager, at=later, reason="再一次")
    with pytest.raises(ExtensionNotApproved):
        tell_extension(complaint, by=manager, at=later, way=ToldWay.PHONE)
    with pytest.raises(Forbidden):
        approve_extension(complaint, by=region, at=later)
    approve_extension(complaint, by=head, at=later)
    assert not Alert.objects.filter(kind=EXTENSION, resolved_at=None)
    with pytest.raises(ExtensionDecided):
        approve_extension(complaint, by=head, at=later)
    assert days_of(complaint) == 15
    tell_extension(complaint, by=manager, at=later, way=ToldWay.PHONE)
    assert (days_of(complaint), legal(complaint).stage) == (30, 1)
    with pytest.raises(ExtensionNotApproved):
        tell_extension(complaint, by=manager, at=later, way=ToldWay.PHONE)

    second = extend(complaint, by=manager, at=at + 28 * DAY, reason="要等司法鉴定")
    assert (second.stage, Alert.objects.get(kind=EXTENSION, resolved_at=None).person) == (2, region)
    with pytest.raises(Forbidden):
        approve_extension(complaint, by=head, at=at + 28 * DAY)
    approve_extension(complaint, by=region, at=at + 28 * DAY)
    tell_extension(complaint, by=manager, at=at + 29 * DAY, way=ToldWay.LETTER)
    assert (days_of(complaint), legal(complaint).stage) == (60, 2)
    with pytest.raises(ExtensionsUsedUp):
        extend(complaint, by=manager, at=at + 30 * DAY, reason="还要")

    lines = complaint.entries.filter(kind=EntryKind.EXTENDED).order_by("pk")
    acts = [(line.values["act"], line.values["stage"], line.is_for_customer) for line in lines]
    assert acts == [(act, stage, act == "told") for stage in (1, 2) for act in ("asked", "approved", "told")]
    # Half of 60 days have gone: the handler is told, and nobody else before their share of the longer time.
    sweep_deadlines(at=at + 31 * DAY)
    assert told(legal(complaint)) == [(50, manager.username)]


def test_nothing_is_extended_once_it_was_due(complaint, manager, head, at):
    due_at = legal(complaint).due_at
    extend(complaint, by=manager, at=due_at - 2 * SECOND, reason="复杂")

    for late in (due_at, due_at + DAY):
        with pytest.raises(ExtensionTooLate):
            extend(complaint, by=manager, at=late, reason="复杂")
        with pytest.raises(ExtensionTooLate):
            approve_extension(complaint, by=head, at=late)
    approve_extension(complaint, by=head, at=due_at - SECOND)
    with pytest.raises(ExtensionTooLate):
        tell_extension(complaint, by=manager, at=due_at, way=ToldWay.PHONE)

    assert (legal(complaint).due_at, legal(complaint).stage) == (due_at, 0)
    # Nor can a row say so.
    extension = Extension.objects.get()
    for wrong in ({"told_at": due_at}, {"asked_at": due_at}, {"decided_by": manager}, {"is_approved": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(pk=extension.pk).update(**wrong)
    with journal.unit(by=head.actor, at=due_at - SECOND):
        clocks.stop(complaint, ClockKind.LEGAL, at=due_at - SECOND)
    with pytest.raises(NothingToExtend):
        extend(complaint, by=manager, at=due_at - SECOND, reason="复杂")


def test_nobody_decides_about_what_they_asked_for_or_what_is_about_them(branch, manager, head, region, at):
    make_terms()
    second = make_staff("second", branch, RoleCode.HEAD)
    complaint = received(branch, manager, at, about_staff=second)
    teller = make_staff("teller", branch, RoleCode.TELLER)
    for person, error in ((teller, Forbidden), (second, AboutOwner)):
        with pytest.raises(error):
            extend(complaint, by=person, at=at, reason="复杂")
    with pytest.raises(WordsMissing):
        extend(complaint, by=manager, at=at, reason="  ")
    with pytest.raises(ExtensionDecided):
        approve_extension(complaint, by=head, at=at)

    extend(complaint, by=head, at=at, reason="复杂")

    # One head asked, the other is whom it is about: the regional branch is asked, who may not decide at this stage.
    alert = Alert.objects.get(kind=EXTENSION)
    assert (alert.person, alert.apart_from) == (region, head)
    with pytest.raises(OwnExtension):
        approve_extension(complaint, by=head, at=at)
    with pytest.raises(AboutOwner):
        approve_extension(complaint, by=second, at=at)
    third = make_staff("third", branch, RoleCode.HEAD)
    with pytest.raises(WordsMissing):
        refuse_extension(complaint, by=third, at=at, reason="")
    refuse_extension(complaint, by=third, at=at, reason="不复杂")
    # What was refused may be asked for again.
    assert extend(complaint, by=manager, at=at, reason="新情况").stage == 1


def test_a_case_from_the_regulator_has_the_same_clocks_and_its_step_goes_with_them(branch, manager, head, at):
    make_terms()
    complaint = received(branch, manager, at, channel=ReceiptChannel.REGULATOR, forwarded_number="金监转〔2026〕17号")
    assert days_of(complaint) == 15
    due_at = legal(complaint).due_at
    complaint.step, complaint.step_due_at = Step.RESOLVING, due_at
    complaint.save()

    extend(complaint, by=manager, at=at, reason="复杂")
    approve_extension(complaint, by=head, at=at)
    tell_extension(complaint, by=manager, at=at, way=ToldWay.LETTER)

    complaint.refresh_from_db()
    assert complaint.step_due_at == legal(complaint).due_at == due_at + 15 * DAY
    assert complaint.steps.get().due_at == complaint.step_due_at
