"""Acts on doubtful bills."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.access.cash import bill_for
from lobby.floor.domain import bills
from lobby.floor.enums.bills import BillDoubt, BillKind, BillStatus
from lobby.floor.forms.cash import BillForm, FindingForm
from lobby.floor.models import BillCheck
from lobby.floor.views.acting import at_branch, given, on


@at_branch(Permission.CASH_SEIZE)
def create(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """Call a specialist. Raises NotFilledIn, SubjectUnknown."""
    values = given(BillForm(request.POST))
    bills.ask(
        staff,
        branch,
        at=timezone.now(),
        kind=BillKind(values["kind"]),
        doubts=[BillDoubt(one) for one in values["doubts"]],
        bill_no=values["bill_no"],
        note=values["note"],
        subject=subjects.read(values["about"]),
    )
    return answer(request, branch, _("A specialist has been called. Ask the customer to wait a moment."))


@on(bill_for, Permission.BILL_EXAMINE)
def accept(request: HttpRequest, staff: Staff, check: BillCheck) -> HttpResponse:
    """Take a bill up. Raises IllegalBillMove, NotForOneself."""
    bills.accept(check, by=staff, at=timezone.now())
    return answer(request, check.branch, _("It is yours: go to the counter."))


@on(bill_for, Permission.BILL_EXAMINE)
def find(request: HttpRequest, staff: Staff, check: BillCheck) -> HttpResponse:
    """Say what it is. Raises NotFilledIn, IllegalBillMove, NotYourExamination."""
    values = given(FindingForm(request.POST))
    bills.find(check, by=staff, at=timezone.now(), result=BillStatus(values["result"]), finding=values["note"])
    return answer(request, check.branch, _("Finding written down."))


@on(bill_for)
def withdraw(request: HttpRequest, staff: Staff, check: BillCheck) -> HttpResponse:
    """Nobody is needed any more. Raises IllegalBillMove, NotForOneself."""
    bills.withdraw(check, by=staff, at=timezone.now())
    return answer(request, check.branch, _("Taken back."))


def answer(request: HttpRequest, branch: Branch, message: str) -> HttpResponse:
    """What every act here says."""
    return done(request, message, back=reverse("floor:decisions", args=[branch.code]))
