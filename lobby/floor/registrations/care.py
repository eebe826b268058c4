"""Care: the kinds of alerts and reminders, clocks, and what follows the floor's news."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import attachable, checking, kinds, menu
from lobby.floor.access.care import may_see_home_visit
from lobby.floor.demo import care as demo_data
from lobby.floor.domain import deadlines, help, home_visits, loans
from lobby.floor.kpis import help as figures
from lobby.floor.panels.care import PANELS
from lobby.kpi import registry
from lobby.live import journal, panels

SUBSCRIPTIONS = (
    ("alert.accepted", help.alert_accepted),
    ("alert.resolved", help.alert_resolved),
    ("alert.reopened", help.alert_reopened),
    ("day.closed", help.end_day),
)


def register() -> None:
    """Fill the registries."""
    for alert in help.ALERT_KINDS:
        kinds.register_alert(alert)
        kinds.register_lock(alert.name, help.lock_before_alert)
    for reminder in (*loans.REMINDER_KINDS, *home_visits.REMINDER_KINDS):
        kinds.register_reminder(reminder)
    kinds.register_subject(home_visits.SUBJECT, home_visit_address)
    attachable.register(home_visits.SUBJECT, may_see_home_visit)
    for panel in PANELS:
        panels.register(panel)
    for kpi in figures.KPIS:
        registry.register(kpi)
    menu.register(
        menu.Entry(
            name="home-visits",
            title=_("Home visits"),
            icon="house",
            address=address,
            place=110,
            permission=Permission.CARE_GIVE,
        )
    )
    checking.register_evidence(loans.SUBJECT, about_loans)
    demo.register(demo_data.write)
    deadlines.register(loans.CLOSING, loans.at_closing)
    for event_type, handler in SUBSCRIPTIONS:
        journal.subscribe(event_type, handler)


def address(branch: Branch) -> str:
    """The home visits of a branch."""
    return reverse("floor:home-visits", args=[branch.code])


def home_visit_address(visit_id: int) -> str:
    """The inside of the detail dialog for a home visit."""
    return reverse("floor:home-visit", args=[visit_id])


def about_loans(branch: Branch, key: str, at: dt.datetime) -> list[checking.Known]:
    """What is out, for whoever closes the branch (1 query); nothing to tell where all is back."""
    out = loans.open_loans(branch.pk)
    return [checking.Known(loans.told(out), is_wrong=True)] if out else []
