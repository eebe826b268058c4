"""What campaigns and events register: ways in, photos of décor, K24, outcomes of goals, who takes a consent back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches import demo, landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import attachable, goals, menu
from lobby.kpi import registry
from lobby.live import journal
from marketing.access.campaigns import sees_decor
from marketing.demo import campaigns as demo_data
from marketing.domain.campaigns.inviting import when_consent_is_withdrawn
from marketing.kpis.campaigns import K24
from marketing.models.codes import DECOR
from marketing.selectors.campaigns.outcomes import outcomes
from queueing import customer_pages, offers
from queueing.models import Ticket, Visit

P = Permission


def register() -> None:
    """Fill the registries."""
    attachable.register(DECOR, sees_decor)
    goals.register_outcomes(outcomes)
    registry.register(K24)
    journal.subscribe("customer.consent_withdrawn", when_consent_is_withdrawn)
    menu.register(
        menu.Entry(
            name="campaigns",
            title=pgettext_lazy("menu", "Campaigns"),
            icon="megaphone",
            address=campaigns_address,
            place=112,
            permission=P.CAMPAIGN_EDIT,
        )
    )
    landing.register(
        landing.Tile(
            name="campaigns",
            title=_("Campaigns and events"),
            note=_("The calendar, salons with their guests, codes of leaflets, décor, results side by side"),
            icon="megaphone",
            address=campaigns_address,
            place=67,
            permission=P.CAMPAIGN_EDIT,
        )
    )
    landing.register(
        landing.Tile(
            name="campaigns-results",
            title=_("Campaigns and events"),
            note=_("What is planned, what waits for approval, and what it achieved"),
            icon="megaphone",
            address=campaigns_address,
            place=67,
            permission=P.MARKETING_VIEW,
            unless=P.CAMPAIGN_EDIT,
        )
    )
    offers.register(
        offers.Offer(
            name="campaign-gift",
            title=_("Gift, or mobile banking set up"),
            icon="gift",
            address=visit_address,
            permission=P.CARE_GIVE,
        )
    )
    customer_pages.register_for_ticket(
        customer_pages.TicketWay(
            name="whats-on", title=_("Leaflets of this branch"), icon="book-open", address=whats_on_address
        )
    )
    demo.register(demo_data.write)


def campaigns_address(branch: Branch) -> str:
    """BH-8 of a branch."""
    return reverse("marketing:campaigns", args=[branch.code])


def visit_address(visit: Visit) -> str:
    """What may be given in a visit."""
    return reverse("marketing:visit", args=[visit.pk])


def whats_on_address(ticket: Ticket) -> str:
    """The leaflets for somebody who waits."""
    return reverse("marketing:whats-on", args=[ticket.page_token])
