"""Dual sign-off: two people, in time, never the same one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.floor.domain import dual_signs
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.dual_signs import DUAL_MOVES, DualKind, DualStatus
from lobby.floor.errors import EmptyText
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.dual_signs import IllegalDualMove, SignedTooLate
from lobby.floor.models import DualSign
from lobby.live import journal
from lobby.live.models import Entry

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def opened(teller, branch, at):
    return dual_signs.open_sign(teller, branch, at=at, kind=DualKind.ATM_LOAD, text=" ATM1 装钞 ")


def test_two_people_sign(opened, branch, teller, teller2, at):
    signed = dual_signs.sign(opened, second=teller2, at=at + MINUTE, on_same_device=True)

    assert (signed.status, signed.second_id, signed.text) == (DualStatus.SIGNED, teller2.pk, "ATM1 装钞")
    types = [entry.type for entry in journal.timeline("dual_sign", signed.pk, branch.pk, at)]
    assert types == ["authority.dual_opened", "authority.dual_signed"]


def test_the_same_person_cannot_sign_twice(opened, teller, at):
    with pytest.raises(NotForOneself):
        dual_signs.sign(opened, second=teller, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        DualSign.objects.filter(pk=opened.pk).update(second=teller, status=DualStatus.SIGNED)


def test_without_words_it_is_refused(teller, branch, at):
    with pytest.raises(EmptyText):
        dual_signs.open_sign(teller, branch, at=at, kind=DualKind.BOX, text=" ")


def test_the_second_signature_has_ten_minutes(opened, teller2, at):
    with pytest.raises(SignedTooLate):
        dual_signs.sign(opened, second=teller2, at=at + 10 * MINUTE + dt.timedelta(seconds=1))

    assert dual_signs.sign(opened, second=teller2, at=at + 10 * MINUTE).status == DualStatus.SIGNED


def test_it_expires_by_itself_once(opened, at):
    sweep_deadlines(at=at + 9 * MINUTE)
    opened.refresh_from_db()
    assert opened.status == DualStatus.OPEN
    for _ in range(2):
        sweep_deadlines(at=at + dt.timedelta(days=2))

    opened.refresh_from_db()
    assert opened.status == DualStatus.EXPIRED
    assert Entry.objects.filter(type="authority.dual_ended").count() == 1


def test_only_the_first_person_withdraws(opened, teller, teller2, at):
    with pytest.raises(NotForOneself):
        dual_signs.withdraw(opened, by=teller2, at=at)

    assert dual_signs.withdraw(opened, by=teller, at=at).status == DualStatus.WITHDRAWN


@pytest.mark.parametrize("verb", DUAL_MOVES)
@pytest.mark.parametrize("status", DualStatus)
def test_every_move_of_the_table(opened, teller, teller2, at, status, verb):
    second = {"second": teller2} if status == DualStatus.SIGNED else {}
    DualSign.objects.filter(pk=opened.pk).update(status=status, **second)
    act = {
        "sign": lambda: dual_signs.sign(opened, second=teller2, at=at),
        "withdraw": lambda: dual_signs.withdraw(opened, by=teller, at=at),
        "expire": lambda: dual_signs.end(dual_signs.locked(opened), "expire", at=at),
    }[verb]
    sources, target = DUAL_MOVES[verb]

    with journal.unit(by=teller.actor, at=at):
        if status in sources:
            assert act().status == target
        else:
            with pytest.raises(IllegalDualMove):
                act()
