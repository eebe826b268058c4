"""What the product ships with, installed in one call."""

from __future__ import annotations

import datetime as dt

from complaints.models import ComplaintCode, ComplaintTerms
from lobby.branches import shipped
from lobby.branches.models import AuthorityLimit
from lobby.floor.models import ChecklistTemplate, ChecklistVersion, LibraryItem, PlanTemplate
from queueing.models import PeakPlan, ServiceStep
from tests.factories import make_branch

BEGINS = dt.date(2026, 3, 10)
OF_THE_BANK = (AuthorityLimit, ChecklistTemplate, LibraryItem, PlanTemplate, ComplaintCode, ComplaintTerms)
NOUNS = (*OF_THE_BANK, PeakPlan, ServiceStep)


def test_a_new_branch_has_everything_and_a_second_call_adds_nothing(branch, at):
    shipped.install_all(branch, at=at, begins=BEGINS)
    counted = [noun.objects.count() for noun in NOUNS]

    shipped.install_all(branch, at=at, begins=BEGINS)

    assert all(counted)
    assert [noun.objects.count() for noun in NOUNS] == counted
    assert set(ChecklistVersion.objects.values_list("effective_from", flat=True)) == {BEGINS}


def test_a_second_branch_adds_only_its_own(branch, at):
    shipped.install_all(branch, at=at, begins=BEGINS)
    of_the_bank = [noun.objects.count() for noun in OF_THE_BANK]
    other = make_branch("0002")

    shipped.install_all(other, at=at, begins=BEGINS)

    assert [noun.objects.count() for noun in OF_THE_BANK] == of_the_bank
    assert PeakPlan.objects.filter(branch=other).exists()
    assert set(LibraryItem.objects.values_list("home", flat=True)) == {branch.pk}
