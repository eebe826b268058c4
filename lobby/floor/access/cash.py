"""Fetching waivers, sign-offs, seizures, bills and fraud through the person: a stranger finds nothing."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from lobby.floor.models import AuthorityUse, BillCheck, DualSign, FraudCase, FraudCaseStep, FraudCheck, Seizure
from lobby.floor.selectors.authority import USES
from lobby.floor.selectors.fraud import CASES, CHECKS
from lobby.floor.selectors.seizures import BILLS, SEIZURES, SIGNS

Row = TypeVar("Row", bound=Model)


def found_for(staff: Staff, rows: QuerySet[Row], permission: str) -> Row:
    """The row of a branch where the person holds the permission (1–2 queries).

    Raises Forbidden for a row of another of their branches, else NotFound.
    """
    row = rows.filter(branch__in=branches_for(staff, permission)).first()
    if row is not None:
        return row
    if rows.filter(branch__in=branches_for(staff)).exists():
        raise Forbidden
    raise NotFound


def use_for(staff: Staff, use_id: int, permission: str = Permission.WAIVER_GRANT) -> AuthorityUse:
    """A use of authority. Raises NotFound, Forbidden."""
    return found_for(staff, USES.filter(pk=use_id), permission)


def sign_for(staff: Staff, sign_id: int) -> DualSign:
    """A dual sign-off. Raises NotFound, Forbidden."""
    return found_for(staff, SIGNS.filter(pk=sign_id), Permission.DUAL_SIGN)


def seizure_for(staff: Staff, seizure_id: int, permission: str = Permission.CASH_SEIZE) -> Seizure:
    """A seizure. Raises NotFound, Forbidden."""
    return found_for(staff, SEIZURES.filter(pk=seizure_id), permission)


def bill_for(staff: Staff, bill_id: int, permission: str = Permission.CASH_SEIZE) -> BillCheck:
    """A bill check. Raises NotFound, Forbidden."""
    return found_for(staff, BILLS.filter(pk=bill_id), permission)


def check_for(staff: Staff, check_id: int, permission: str = Permission.FRAUD_CHECK) -> FraudCheck:
    """A check for signs of fraud. Raises NotFound, Forbidden."""
    return found_for(staff, CHECKS.filter(pk=check_id), permission)


def case_for(staff: Staff, case_id: int) -> FraudCase:
    """A fraud case. Raises NotFound, Forbidden."""
    return found_for(staff, CASES.filter(pk=case_id), Permission.FRAUD_CHECK)


def sees_step(staff: Staff, step_id: int) -> bool:
    """Whether a person sees the case of a step, and so its evidence (1 query)."""
    branches = branches_for(staff, Permission.FRAUD_CHECK)
    return FraudCaseStep.objects.filter(pk=step_id, case__branch__in=branches).exists()
