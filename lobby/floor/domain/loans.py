"""Lending glasses, magnifiers, wheelchairs and toys, and having them back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet, Sum

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, next_closing, opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.errors.care import AlreadyReturned, BorrowerMissing, NotForLending, NothingLeftToLend
from lobby.floor.events.care import KitLent, KitOut, KitReturned
from lobby.floor.models import Deadline, Loan, Material, Reminder, StockLot
from lobby.floor.wording import check_words
from lobby.live import journal

UNRETURNED = "care.unreturned"
CLOSING = "care.loans_at_closing"
SUBJECT = "loans"
# Whoever closes up looks for what is still out.
FOUND_WITHIN = dt.timedelta(hours=1)
ONE_TICK = dt.timedelta(microseconds=1)

REMINDER_KINDS = (kinds.ReminderKind(name=UNRETURNED, text="{text}", lead_s=kinds.AT_ONCE),)


def lend(
    material: Material,
    *,
    by: Staff,
    at: dt.datetime,
    label: str,
    subject: tuple[str, int] | None = None,
) -> Loan:
    """Lend one piece to a visit (`subject`) or to a place; `label` is the number or place in words.

    Raises NotForLending, BorrowerMissing, AppearanceNoted, NothingLeftToLend.
    """
    if not label.strip():
        raise BorrowerMissing
    with journal.unit(by=by.actor, at=at):
        # The material's row is what two people who lend the last piece at once wait at.
        material = Material.objects.select_for_update(no_key=True).get(pk=material.pk)
        if not material.is_lendable or not material.is_active:
            raise NotForLending(name=material.name)
        if left_of(material) <= 0:
            raise NothingLeftToLend(name=material.name)
        loan = Loan.objects.create(
            branch_id=material.branch_id,
            material=material,
            subject_type=subject[0] if subject else "",
            subject_id=subject[1] if subject else None,
            label=check_words(label),
            lent_at=at,
            lent_by=by,
        )
        journal.record(KitLent(**news_of(loan)))
        closes_at = next_closing(loan.branch, at)
        deadlines.set_deadline(CLOSING, branch_id=loan.branch_id, subject=(SUBJECT, loan.branch_id), due_at=closes_at)
    return loan


def give_back(loan: Loan, *, by: Actor, at: dt.datetime) -> Loan:
    """The piece is back. Raises AlreadyReturned."""
    with journal.unit(by=by, at=at):
        loan = locked(loan)
        if loan.returned_at is not None:
            raise AlreadyReturned
        loan.returned_at, loan.returned_by_id = at, by.staff_id
        loan.save(update_fields=["returned_at", "returned_by"])
        journal.record(KitReturned(**news_of(loan)))
        settle_task(loan, by=by, at=at)
    return loan


def take_back_return(loan: Loan, *, by: Actor, at: dt.datetime) -> Loan:
    """It was the wrong line: the piece is still out. Raises NothingLeftToLend when it is lent again meanwhile."""
    with journal.unit(by=by, at=at):
        material = Material.objects.select_for_update(no_key=True).get(pk=loan.material_id)
        loan = locked(loan)
        if loan.returned_at is None:
            return loan
        if left_of(material) <= 0:
            raise NothingLeftToLend(name=material.name)
        loan.returned_at = loan.returned_by = None
        loan.save(update_fields=["returned_at", "returned_by"])
        journal.record(KitOut(**news_of(loan)))
    return loan


def at_closing(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The branch closes: one task for the lobby to find what was not given back, and the next look at the next closing.

    After an outage it is made once, late. A branch that stays open longer than was planned is asked when it closes.
    """
    branch = Branch.objects.get(pk=deadline.branch_id)
    closes_at = next_closing(branch, deadline.due_at - ONE_TICK)
    if closes_at > at and opening(branch, business_date(branch, at)).includes(at):
        return closes_at
    # Whoever gives something back just now is waited for, or waits and finds the task.
    list(Loan.objects.select_for_update(no_key=True).filter(branch=branch, returned_at__isnull=True).order_by("pk"))
    out = open_loans(branch.pk)
    if not out:
        return None
    subject = (SUBJECT, branch.pk)
    if not running_task(branch.pk).exists():
        due_at = at + FOUND_WITHIN
        values = {"text": told(out)}
        team = RoleCode.LM
        reminders.create(
            None, branch, by=SYSTEM, at=at, due_at=due_at, kind=UNRETURNED, values=values, subject=subject, team=team
        )
    return next_closing(branch, at)


def settle_task(loan: Loan, *, by: Actor, at: dt.datetime) -> None:
    """The last piece is back: the task to find what was out is done (2 queries, 1 where there is none).

    Of two who bring the last two pieces the second waits at the task, and sees that the first is back as well.
    """
    running = running_task(loan.branch_id).select_for_update(no_key=True).first()
    if running is not None and not open_loans(loan.branch_id):
        reminders.cancel(running, by=SYSTEM, at=at, reason="everything is back")


def running_task(branch_id: int) -> QuerySet[Reminder]:
    """The open task to find what is still out."""
    return Reminder.objects.filter(kind=UNRETURNED, subject_type=SUBJECT, subject_id=branch_id, ended_at=None)


def told(loans: list[Loan]) -> dict[str, str]:
    """What is out, in both languages; never who has it."""
    return {
        "zh": "未归还：" + "、".join(f"{one.material.name_zh}（{one.label}）" for one in loans),
        "en": "Not given back: " + ", ".join(f"{one.material.name_en} ({one.label})" for one in loans),
    }


def open_loans(branch_id: int) -> list[Loan]:
    """What is out, longest first (1 query)."""
    loans = Loan.objects.filter(branch=branch_id, returned_at__isnull=True).select_related("material", "lent_by")
    return list(loans.order_by("lent_at", "pk"))


def left_of(material: Material) -> int:
    """How many pieces can be lent: what stock holds less what is out (2 queries)."""
    held = StockLot.objects.filter(material=material).aggregate(held=Sum("quantity"))["held"] or 0
    return int(held) - Loan.objects.filter(material=material, returned_at__isnull=True).count()


def locked(loan: Loan) -> Loan:
    """Read the loan again with its row locked (1 statement)."""
    return Loan.objects.select_for_update(no_key=True, of=("self",)).select_related("material").get(pk=loan.pk)


def news_of(loan: Loan) -> dict[str, Any]:
    """The values that every event of a loan carries."""
    about = f"{loan.subject_type}:{loan.subject_id}" if loan.subject_id is not None else ""
    return {"branch_id": loan.branch_id, "loan": loan.pk, "material": loan.material.code, "about": about}
