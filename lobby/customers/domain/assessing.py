"""Assessing what risk a customer can bear, and having a changed level confirmed (R05, article 29)."""

from __future__ import annotations

import calendar
import datetime as dt

from lobby.branches.calendar import local, midnight_after
from lobby.branches.models import Branch, Staff
from lobby.customers.enums.profile import HIGHEST, LOWEST, AssessmentStatus, FactSource
from lobby.customers.errors.assessments import (
    AssessedOftenThisYear,
    AssessedOftenToday,
    NoSuchLevel,
    NothingToConfirm,
)
from lobby.customers.events.assessments import (
    AssessmentConfirmed,
    AssessmentEvent,
    AssessmentRejected,
    CustomerAssessed,
)
from lobby.customers.models import AssessmentTerms, Customer, RiskAssessment
from lobby.customers.selectors.assessments import standing, terms_in_force
from lobby.live import journal

S = AssessmentStatus
YEAR_MONTHS = 12
BATCH = 500


def assess(
    customer: Customer, *, level: int, by: Staff, at: dt.datetime, source: FactSource = FactSource.CUSTOMER
) -> RiskAssessment:
    """Note the level that the bank's own form came to.

    The first level, and one that stays as it was, counts at once; a changed one once the customer confirms it, and until
    then none does. Raises NoSuchLevel, AssessedOftenToday, AssessedOftenThisYear.
    """
    if not LOWEST <= level <= HIGHEST:
        raise NoSuchLevel
    with journal.unit(by=by.actor, at=at):
        customer = locked(customer)
        terms = terms_in_force(at)
        check_limits(customer, terms, at=at)
        before = standing(customer.pk, at=at)
        is_changed = before.last is not None and before.last.level != level
        supersede(customer, (S.PENDING,) if is_changed else (S.PENDING, S.VALID))
        found = RiskAssessment.objects.create(
            customer=customer,
            level=level,
            status=S.PENDING if is_changed else S.VALID,
            source=source,
            assessed_at=at,
            valid_until=valid_until(customer.branch, terms, at=at),
            by=by,
        )
        journal.record(news_of(CustomerAssessed, customer, found))
    return found


def confirm(assessment: RiskAssessment, *, by: Staff, at: dt.datetime) -> RiskAssessment:
    """The customer confirms the changed level: it counts from now on. Raises NothingToConfirm."""
    with journal.unit(by=by.actor, at=at):
        customer, assessment = waiting(assessment, at=at)
        supersede(customer, (S.VALID,))
        assessment.status, assessment.confirmed_at = S.VALID, at
        assessment.save(update_fields=["status", "confirmed_at"])
        journal.record(news_of(AssessmentConfirmed, customer, assessment))
    return assessment


def reject(assessment: RiskAssessment, *, by: Staff, at: dt.datetime) -> RiskAssessment:
    """The customer does not confirm it: what counted before counts on. Raises NothingToConfirm."""
    with journal.unit(by=by.actor, at=at):
        customer, assessment = waiting(assessment, at=at)
        assessment.status = S.SUPERSEDED
        assessment.save(update_fields=["status"])
        journal.record(news_of(AssessmentRejected, customer, assessment))
    return assessment


def expire_due(*, at: dt.datetime) -> int:
    """Write down which assessments have run out, a batch at a time; returns how many. Readers judge by the clock.

    A changed level that nobody confirmed never counted: it is superseded, or the next assessment would be held against it.
    """
    return sum(run_out(before, after, at=at) for before, after in ((S.VALID, S.EXPIRED), (S.PENDING, S.SUPERSEDED)))


def run_out(before: AssessmentStatus, after: AssessmentStatus, *, at: dt.datetime) -> int:
    """Move what has run out from one status to another; returns how many."""
    n = 0
    while True:
        due = RiskAssessment.objects.filter(status=before, valid_until__lte=at).order_by("pk")
        ids = list(due.values_list("pk", flat=True)[:BATCH])
        n += RiskAssessment.objects.filter(pk__in=ids, status=before).update(status=after)
        if len(ids) < BATCH:
            return n


def check_limits(customer: Customer, terms: AssessmentTerms, *, at: dt.datetime) -> None:
    """So many a calendar day, so many within twelve months (1 query). Raises AssessedOftenToday, AssessedOftenThisYear."""
    branch = customer.branch
    today = local(branch, at).date()
    since = months_from(local(branch, at), -YEAR_MONTHS)
    made = list(
        customer.assessments.filter(assessed_at__gt=since).order_by("assessed_at").values_list("assessed_at", flat=True)
    )
    if sum(local(branch, one).date() == today for one in made) >= terms.per_day:
        raise AssessedOftenToday(n=terms.per_day)
    if len(made) >= terms.per_year:
        free_again = months_from(local(branch, made[-terms.per_year]), YEAR_MONTHS).date()
        raise AssessedOftenThisYear(n=terms.per_year, day=free_again)


def valid_until(branch: Branch, terms: AssessmentTerms, *, at: dt.datetime) -> dt.datetime:
    """The end of the day on which the months are over, on the branch's wall clock."""
    return midnight_after(branch, months_from(local(branch, at), terms.valid_months).date() - dt.timedelta(days=1))


def months_from(moment: dt.datetime, months: int) -> dt.datetime:
    """The same day so many months on or back; the month's last where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def waiting(assessment: RiskAssessment, *, at: dt.datetime) -> tuple[Customer, RiskAssessment]:
    """The customer and the assessment, locked (2 statements). Raises NothingToConfirm."""
    customer = locked(assessment.customer)
    assessment = RiskAssessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    is_over = assessment.valid_until <= at
    if assessment.status != S.PENDING or is_over:
        raise NothingToConfirm(status=(S.EXPIRED if is_over else S(assessment.status)).label)
    return customer, assessment


def supersede(customer: Customer, statuses: tuple[AssessmentStatus, ...]) -> None:
    """What stood before counts no more (1 statement)."""
    customer.assessments.filter(status__in=statuses).update(status=S.SUPERSEDED)


def locked(customer: Customer) -> Customer:
    """Read the customer again with its row locked: one assessment at a time (1 statement)."""
    return Customer.objects.select_for_update(of=("self",), no_key=True).select_related("branch").get(pk=customer.pk)


def news_of(kind: type[AssessmentEvent], customer: Customer, assessment: RiskAssessment) -> AssessmentEvent:
    """The event of a change."""
    return kind(branch_id=customer.branch_id, assessment=assessment.pk, customer=customer.pk, status=assessment.status)
