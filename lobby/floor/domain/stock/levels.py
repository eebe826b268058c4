"""What runs low or out of date: one task and one alert while it lasts, gone when it is put right."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches import calendar
from lobby.branches.access import staff_with_role
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import Severity
from lobby.floor.events.stock import StockExpired
from lobby.floor.models import Deadline, Material, Reminder, StockLot
from lobby.floor.selectors.stock import is_expired, on_hand
from lobby.live import journal

REPLENISH = "stock.replenish"
LOW = "stock.low"
EXPIRED = "stock.expired"
CLOCK = "stock.expiry"
MATERIAL = "material"
LOT = "stock_lot"


def watch(material: Material, *, at: dt.datetime) -> int:
    """Compare with the minimum after every change; returns what is on hand. The material's row must be locked."""
    left = on_hand(material, at=at)
    if left < material.minimum:
        ask_for_more(material, left, at=at)
    else:
        put_right(material, at=at)
    return left


def ask_for_more(material: Material, left: int, *, at: dt.datetime) -> None:
    """One task for the storekeepers and one alert, however often it is found (2–8 statements)."""
    subject = (MATERIAL, material.pk)
    values = {"name": kinds.in_both(material), "left": left, "minimum": material.minimum}
    asked = Reminder.objects.filter(
        subject_type=MATERIAL, subject_id=material.pk, kind=REPLENISH, ended_at__isnull=True
    )
    if not asked.update(values=values):
        reminders.create(
            None,
            material.branch,
            by=SYSTEM,
            at=at,
            # Whoever orders today has it by then.
            due_at=calendar.closing_after(material.branch, at),
            kind=REPLENISH,
            values=values,
            subject=subject,
            team=storekeepers(material.branch),
        )
    alert = raise_alert(material.branch, LOW, by=SYSTEM, at=at, subject=subject, values=values)
    if alert.values != values:
        alert.values = values
        alert.save(update_fields=["values"])


def put_right(material: Material, *, at: dt.datetime) -> None:
    """There is enough again: the task and the alert end (2 statements when there are none)."""
    subject = (MATERIAL, material.pk)
    reminders.cancel_about(subject, at=at, reason="replenished", kind=REPLENISH)
    resolve_about(subject, at=at, reason="replenished", among=[LOW])


def storekeepers(branch: Branch) -> str:
    """The team that keeps the stock: content managers where the branch has one, else lobby managers (1 query)."""
    return RoleCode.CONTENT if staff_with_role(branch, [RoleCode.CONTENT]).exists() else RoleCode.LM


def set_expiry(lot: StockLot) -> None:
    """Ring when the lot's last day is over (1 statement, none for what does not expire)."""
    if lot.expires_on is not None:
        branch = lot.material.branch
        due_at = calendar.midnight_after(branch, lot.expires_on)
        deadlines.set_deadline(CLOCK, branch_id=branch.pk, subject=(LOT, lot.pk), due_at=due_at)


def when_it_expires(deadline: Deadline, at: dt.datetime) -> None:
    """A lot's last day is over: somebody takes it away, and what is left may be too little."""
    lot = StockLot.objects.select_related("material__branch").get(pk=deadline.subject_id)
    material = (
        Material.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=lot.material_id)
    )
    lot.refresh_from_db(fields=["quantity"])
    if not lot.quantity or not is_expired(lot, material.branch, at):
        return
    raise_alert(
        material.branch,
        EXPIRED,
        by=SYSTEM,
        at=at,
        subject=(LOT, lot.pk),
        values={"name": kinds.in_both(material), "quantity": lot.quantity},
    )
    left = watch(material, at=at)
    journal.record(
        StockExpired(
            branch_id=material.branch_id, material=material.pk, code=material.code, change=-lot.quantity, on_hand=left
        )
    )


def register() -> None:
    """The clock of expiring lots, and what it and low stock tell; called once when Django starts."""
    deadlines.register(CLOCK, when_it_expires)
    kinds.register_reminder(
        kinds.ReminderKind(
            name=REPLENISH,
            text=_("Replenish {name}: {left} left, {minimum} wanted"),
            lead_s=kinds.AT_ONCE,
            escalate_after_s=4 * 3600,
        )
    )
    keepers = (RoleCode.CONTENT, RoleCode.LM)
    kinds.register_alert(
        kinds.AlertKind(
            name=LOW,
            text=_("{name} runs low: {left} left, {minimum} wanted"),
            title=_("Stock runs low"),
            help=_("Order or fetch more; the task tells until when."),
            severity=Severity.ATTENTION,
            roles=keepers,
            is_timed=False,
        )
    )
    kinds.register_alert(
        kinds.AlertKind(
            name=EXPIRED,
            text=_("{name} has expired: {quantity} to be taken away"),
            title=_("Expired stock"),
            help=_("Take it from the rack and confirm it on the stock page."),
            severity=Severity.ATTENTION,
            roles=keepers,
            is_timed=False,
        )
    )
