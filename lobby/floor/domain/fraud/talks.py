"""Talking a customer out of a fraud: what was said, what it saved, who was called."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.amounts import yuan
from lobby.floor.enums.fraud import FraudKind
from lobby.floor.errors.authority import SubjectUnknown
from lobby.floor.events.fraud import FraudTalked
from lobby.floor.models import Dissuasion, FraudCheck
from lobby.floor.wording import check_words
from lobby.live import journal


def talk(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    kind: FraudKind,
    is_convinced: bool,
    amount: Decimal | int | str,
    police: str = "",
    note: str = "",
    check: FraudCheck | None = None,
) -> Dissuasion:
    """The customer was convinced or not; the amount, in yuan, stayed or went out.

    Raises AppearanceNoted, BadAmount, SubjectUnknown.
    """
    if check is not None and check.branch_id != branch.pk:
        raise SubjectUnknown
    with journal.unit(by=staff.actor, at=at):
        made = Dissuasion.objects.create(
            branch=branch,
            day=business_date(branch, at),
            check_made=check,
            kind=kind,
            is_convinced=is_convinced,
            amount=yuan(amount, or_nothing=True),
            police=check_words(police),
            note=check_words(note),
            by=staff,
            at=at,
        )
        journal.record(
            FraudTalked(
                branch_id=branch.pk,
                dissuasion=made.pk,
                kind=made.kind,
                convinced=made.is_convinced,
                amount=str(made.amount),
            )
        )
    return made
