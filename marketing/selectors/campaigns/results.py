"""What campaigns achieved over the same days, side by side (S018). Every figure is counted from its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from lobby.branches.calendar import day_start
from lobby.branches.models import Branch
from lobby.customers.enums.holds import ContactHoldKind
from lobby.floor.models import PlayHour
from marketing.enums.leads import LeadStatus
from marketing.models import Campaign, CampaignCost, Contact, Lead, PrizeIssue, ScanDay

DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Result:
    """One campaign's column. `complaints` came from customers after the campaign had spoken to them."""

    campaign: Campaign
    scans: int = 0
    plays: int = 0
    contacts: int = 0
    leads: int = 0
    wins: int = 0
    gifts: int = 0
    cost: int = 0
    complaints: int = 0

    @property
    def exposure(self) -> int:
        """How often it was seen: codes opened and contents played."""
        return self.scans + self.plays

    @property
    def cost_per_win(self) -> int | None:
        """Whole yuan; None while nothing is won."""
        return round(self.cost / self.wins) if self.wins else None

    @property
    def conversion(self) -> float | None:
        """Wins of a hundred contacts; None without contacts."""
        return round(100 * self.wins / self.contacts, 1) if self.contacts else None


def side_by_side(branch: Branch, campaigns: Iterable[Campaign], first: dt.date, last: dt.date) -> list[Result]:
    """The campaigns' results over business days of their branch, both included (9 queries for any number)."""
    results = {one.pk: Result(one) for one in campaigns}
    ids = list(results)
    days = {"day__gte": first, "day__lte": last}
    begins, ends = day_start(branch, first), day_start(branch, last + DAY)
    leads = Lead.objects.filter(campaign__in=ids)
    fill(
        results, "scans", tally(ScanDay.objects.filter(code__campaign__in=ids, **days), Sum("scans"), "code__campaign")
    )
    fill(results, "contacts", tally(Contact.objects.filter(campaign__in=ids, **days)))
    fill(results, "leads", tally(leads.filter(**days)))
    won = leads.filter(status=LeadStatus.WON, ended_at__gte=begins, ended_at__lt=ends)
    fill(results, "wins", tally(won))
    fill(results, "gifts", tally(PrizeIssue.objects.filter(campaign__in=ids, **days)))
    fill(results, "cost", tally(CampaignCost.objects.filter(campaign__in=ids, **days), Sum("amount")))
    fill(results, "complaints", complaints(ids, begins, ends))
    for campaign_id, plays in plays_of(branch, ids, begins, ends):
        results[campaign_id].plays += plays
    return list(results.values())


def fill(results: dict[int, Result], name: str, counted: dict[int, int]) -> None:
    """Write one figure into the columns."""
    for campaign_id, n in counted.items():
        setattr(results[campaign_id], name, n)


def tally(rows: QuerySet, what: Count | Sum | None = None, by: str = "campaign") -> dict[int, int]:
    """Rows of each campaign (1 query)."""
    counted = rows.order_by().values_list(by).annotate(n=what or Count("pk"))
    return {campaign_id: n or 0 for campaign_id, n in counted}


def complaints(ids: list[int], begins: dt.datetime, ends: dt.datetime) -> dict[int, int]:
    """Complaints of customers whom a campaign had spoken to before, as the holds on contact tell (1 query)."""
    hold = "customer__contact_holds"
    rows = Contact.objects.filter(
        Q(**{f"{hold}__kind": ContactHoldKind.COMPLAINT, f"{hold}__since__gte": begins, f"{hold}__since__lt": ends}),
        campaign__in=ids,
        at__lte=F(f"{hold}__since"),
    )
    return tally(rows, Count(hold, distinct=True))


def plays_of(branch: Branch, ids: list[int], begins: dt.datetime, ends: dt.datetime) -> list[tuple[int, int]]:
    """How often the branch's walls played each campaign's contents (2 queries)."""
    shown = Campaign.materials.through.objects.filter(campaign__in=ids).values_list("campaign_id", "libraryitem_id")
    links = list(shown)
    rows = PlayHour.objects.filter(wall__branch=branch, hour__gte=begins, hour__lt=ends)
    rows = rows.filter(version__item__in={item for _campaign, item in links})
    played = dict(rows.order_by().values_list("version__item").annotate(n=Sum("plays")))
    return [(campaign, played.get(item, 0)) for campaign, item in links]
