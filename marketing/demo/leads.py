"""The demo branch's leads: one to answer, one in the pool, one being worked on, a deal with its split, one lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import business_date, moment
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import consenting
from lobby.customers.domain.assessing import assess
from lobby.customers.domain.cards import add_customer
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.models import Customer
from lobby.customers.selectors.cards import customer_by_reference
from marketing.domain import contributions, leads
from marketing.domain.contributions import pairs
from marketing.enums.leads import DeclineReason, LeadReason, LeadSource
from marketing.enums.products import Family
from marketing.models import Contribution, Lead, Pair, Product

F, HOUR, DAY = Family, dt.timedelta(hours=1), dt.timedelta(days=1)
MORNING = dt.time(10, 30)
WHO = ("manager", "head", "teller1", "wealth1")
NAMES = ("沈知行", "苏晚晴", "顾明远", "唐书意", "叶清和", "许嘉言")
PAIR = ("大堂柜面一组", "Lobby and counter one")


@dataclass(slots=True)
class Stage:
    """The branch, its people and the present moment."""

    branch: Branch
    at: dt.datetime
    staff: dict[str, Staff]

    def days_ago(self, days: int) -> dt.datetime:
        """A morning some days ago."""
        return moment(self.branch, business_date(self.branch, self.at) - days * DAY, MORNING)

    def customer(self, place: int) -> Customer:
        """Somebody who agreed to offers and can bear C3."""
        reference = f"LEAD{place:04}"
        found = customer_by_reference(self.branch, reference)
        if found is None:
            began, by = self.days_ago(40), self.staff["wealth1"]
            found = add_customer(self.branch, by=by.actor, at=began, name=NAMES[place], reference=reference)
            found = consenting.give(found, purpose=ConsentPurpose.MARKETING, by=by.actor, at=began, way="counter")
            assess(found, level=3, by=by, at=began)
        return found

    def noted(self, place: int, family: Family, at: dt.datetime, by: str = "teller1", note: str = "") -> Lead:
        """An interest that somebody showed when they were followed up."""
        return leads.create(
            self.branch,
            by=self.staff[by],
            at=at,
            customer=self.customer(place),
            family=family,
            source=LeadSource.FOLLOW_UP,
            reason=LeadReason.ASKED,
            note=note,
        )[0]

    def worked(self, lead: Lead, at: dt.datetime, code: str, recording: str = "") -> Lead:
        """Offered to the wealth manager and brought to a proposal."""
        by = self.staff["wealth1"]
        lead = leads.offer(lead, by=lead.creator or by, at=at, to=by)
        lead = leads.accept(lead, by=by, at=at + HOUR / 60)
        lead = leads.contact(lead, by=by, at=at + HOUR, way="phone", answer="interested")
        lead = leads.assess(lead, by=by, at=at + 2 * HOUR)
        product = Product.objects.get(code=code)
        return leads.propose(lead, by=by, at=at + 2 * HOUR, product=product, recording_ref=recording)


def write(password: str, at: dt.datetime) -> None:
    """Write them once; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True).order_by("code").first()
    if branch is None or Contribution.objects.filter(branch=branch).exists():
        return
    staff = {one.username: one for one in Staff.objects.filter(username__in=WHO)}
    if len(staff) == len(WHO) and Product.objects.filter(code="TIME-1Y").exists():
        stage = Stage(branch, at, staff)
        write_leads(stage)
        write_splits(stage)


def write_leads(stage: Stage) -> None:
    """One to answer, one that was declined, one being worked on."""
    wealth = stage.staff["wealth1"]
    fresh = stage.noted(0, F.PENSION, stage.at - HOUR / 4, note="问个人养老金怎么开户，下周来办")
    leads.offer(fresh, by=stage.staff["teller1"], at=stage.at - HOUR / 4, to=wealth)
    declined = stage.noted(1, F.FOREIGN, stage.days_ago(1), by="manager")
    declined = leads.offer(declined, by=stage.staff["manager"], at=stage.days_ago(1), to=wealth)
    leads.decline(declined, by=wealth, at=stage.days_ago(1) + HOUR, reason=DeclineReason.BUSY)
    working = stage.noted(2, F.TIME_DEPOSIT, stage.days_ago(1), note="存单月底到期")
    stage.worked(working, stage.days_ago(1), "TIME-1Y")


def write_splits(stage: Stage) -> None:
    """A deal long enough ago to be approved, one that is disputed, one that was lost, a pair."""
    wealth, head = stage.staff["wealth1"], stage.staff["head"]
    for place, days, reference in ((3, 20, "D-20-001"), (4, 3, "D-03-001")):
        began = stage.days_ago(days)
        lead = stage.worked(stage.noted(place, F.TIME_DEPOSIT, began), began, "TIME-1Y")
        leads.win(lead, by=wealth, at=began + 3 * HOUR, deal_reference=reference)
    old, new = Contribution.objects.filter(branch=stage.branch).order_by("day", "pk")
    contributions.approve(old, by=head, at=max(old.dispute_until, stage.days_ago(1)))
    contributions.dispute(new, by=stage.staff["teller1"], at=stage.days_ago(2), reason="客户的问题也是我解答的")
    lost = stage.worked(stage.noted(5, F.TIME_DEPOSIT, stage.days_ago(6)), stage.days_ago(6), "TIME-3M")
    leads.lose(lost, by=wealth, at=stage.days_ago(5), reason="客户要随时支取")
    if not Pair.objects.filter(branch=stage.branch).exists():
        pairs.join(
            stage.branch,
            by=head,
            at=stage.days_ago(30),
            first=stage.staff["manager"],
            second=stage.staff["teller1"],
            name_zh=PAIR[0],
            name_en=PAIR[1],
            starts_on=business_date(stage.branch, stage.days_ago(30)),
        )
