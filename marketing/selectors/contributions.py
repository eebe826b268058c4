"""Reading splits and pairs: what people and pairs are credited with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from marketing.enums.leads import CONTRIBUTION_MOVES, ContributionStatus, Part
from marketing.models import Contribution, ContributionEntry, Pair

S = ContributionStatus

PEOPLE = tuple(Part.values)


@dataclass(frozen=True, slots=True)
class Credit:
    """What one person is credited with: hundredths of won leads, of so many leads."""

    staff: Staff
    total: int
    leads: int


@dataclass(frozen=True, slots=True)
class PairTotal:
    """A pair, and what its two are credited with together while they were one."""

    pair: Pair
    first: int
    second: int

    @property
    def total(self) -> int:
        """Of both."""
        return self.first + self.second


def approved(branch: Branch, *, first: dt.date, last: dt.date) -> QuerySet[Contribution]:
    """Splits of leads won in some business days that were approved."""
    rows = Contribution.objects.filter(branch=branch, day__range=(first, last), status=ContributionStatus.APPROVED)
    return rows.select_related(*PEOPLE)


def credits(branch: Branch, *, first: dt.date, last: dt.date) -> list[Credit]:
    """What people are credited with in some days, most first (1 query)."""
    totals: dict[int, tuple[Staff, int, int]] = {}
    for one in approved(branch, first=first, last=last):
        for staff, percent in shares(one):
            _staff, total, leads = totals.get(staff.pk, (staff, 0, 0))
            totals[staff.pk] = (staff, total + percent, leads + 1)
    return sorted((Credit(*one) for one in totals.values()), key=lambda one: (-one.total, one.staff.pk))


def shares(contribution: Contribution) -> list[tuple[Staff, int]]:
    """Who is credited with how much of one lead, each person once."""
    found: dict[int, tuple[Staff, int]] = {}
    for part in PEOPLE:
        staff: Staff | None = getattr(contribution, part)
        if staff is not None:
            percent: int = getattr(contribution, f"{part}_percent")
            found[staff.pk] = (staff, found.get(staff.pk, (staff, 0))[1] + percent)
    return list(found.values())


def pair_totals(branch: Branch, *, first: dt.date, last: dt.date) -> list[PairTotal]:
    """Pairs that there are in some days with what they are credited with in them (2 queries)."""
    there = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    pairs = Pair.objects.filter(there, branch=branch, starts_on__lte=last).select_related("first", "second")
    rows = [(one.day, shares(one)) for one in approved(branch, first=first, last=last)]

    def credited(pair: Pair, who: int) -> int:
        days = (pair.starts_on, pair.ends_on or last)
        parts = (one for day, one in rows if days[0] <= day <= days[1])
        return sum(percent for one in parts for staff, percent in one if staff.pk == who)

    return [PairTotal(pair, credited(pair, pair.first_id), credited(pair, pair.second_id)) for pair in pairs]


def menu_of(branch: Branch, held: set[str]) -> menu.Menu:
    """The day's pages with this one marked; no query."""
    return menu.links_for(branch, held, current="contributions")


def seen(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """With everything that a line shows."""
    return rows.select_related(*PEOPLE, "lead__customer", "lead__product", "lead__branch", "approved_by")


def waiting(branch: Branch) -> list[Contribution]:
    """Splits about which somebody has to decide, disputed ones first (1 query)."""
    rows = seen(Contribution.objects.filter(branch=branch, status__in=(S.DISPUTED, S.DRAFT)))
    return sorted(rows, key=lambda one: (one.status != S.DISPUTED, one.dispute_until, one.pk))


def of_days(branch: Branch, *, first: dt.date, last: dt.date) -> list[Contribution]:
    """Splits that were decided, of leads won in some days, newest first (1 query)."""
    rows = Contribution.objects.filter(branch=branch, day__range=(first, last))
    return list(seen(rows.filter(status__in=(S.APPROVED, S.CLAWED_BACK))))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a split's history: who had which part before and after, by name."""

    entry: ContributionEntry
    before: str
    after: str


def lines_of(contribution: Contribution) -> list[Line]:
    """Its history (2 queries)."""
    entries = list(ContributionEntry.objects.filter(contribution=contribution).select_related("by"))
    ids = {facts[part]["staff"] for one in entries for facts in (one.before, one.after) if facts for part in PEOPLE}
    names = dict(Staff.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))
    return [Line(one, parts_in_words(one.before, names), parts_in_words(one.after, names)) for one in entries]


def parts_in_words(facts: dict[str, dict[str, int | None]], names: dict[int, str]) -> str:
    """The three parts in a line, such as "Mei 30 · Lin 20 · Lin 50"."""
    if not facts:
        return ""
    told = (facts[part] for part in PEOPLE)
    return " · ".join(f"{names.get(one['staff'] or 0, '–')} {one['percent']}" for one in told)


def allowed(contribution: Contribution, staff: Staff, held: set[str], *, at: dt.datetime) -> list[str]:
    """What a person may do with a split now, in order; the verbs check it again (no query)."""
    legal = [verb for verb, (before, _after) in CONTRIBUTION_MOVES.items() if contribution.status in before]
    lead = contribution.lead
    had_a_hand = staff.pk in contribution.parties | {lead.creator_id, lead.receiver_id}
    decides = Permission.LEAD_MANAGE in held and staff.pk not in contribution.parties
    may = {"dispute": had_a_hand and at < contribution.dispute_until}
    is_over = contribution.status != S.DRAFT or at >= contribution.dispute_until
    may["approve"] = decides and is_over
    return [verb for verb in legal if may.get(verb, decides)]
