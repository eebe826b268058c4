"""Names of fields in both languages. Only administration pages show them, so they are given here, not on the models."""

from __future__ import annotations

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import (
    AccessKey,
    AuthorityLimit,
    Branch,
    BranchPolicy,
    BusinessDay,
    Counter,
    Device,
    DocRequirement,
    OpeningHours,
    OrgUnit,
    RoleGrant,
    Service,
    Skill,
    Staff,
    Zone,
)

COMMON: dict[str, Promise] = {
    "branch": _("branch"),
    "code": _("code"),
    "zone": _("zone"),
    "unit": _("organisation unit"),
    "kind": _("kind"),
    "staff": _("member of staff"),
    "device": _("device"),
    "services": _("services"),
    "is_active": _("in use"),
    "position": _("order"),
    "opens_at": _("opens at"),
    "closes_at": _("closes at"),
}


def name_fields(model: type[Model], **names: Promise) -> None:
    """Give fields their names; those of COMMON are the same everywhere."""
    for field in model._meta.get_fields():
        name = names.get(field.name) or COMMON.get(field.name)
        if name is not None and not field.auto_created:
            field.verbose_name = name  # type: ignore[union-attr]


name_fields(OrgUnit, parent=_("belongs to"))
name_fields(
    Branch,
    timezone=_("time zone"),
    day_starts_at=_("business day starts at"),
    is_demo=_("demo branch"),
    ticket_footer_zh=_("foot of the ticket, Chinese"),
    ticket_footer_en=_("foot of the ticket, English"),
    address_zh=_("address, Chinese"),
    address_en=_("address, English"),
)
name_fields(
    BranchPolicy,
    effective_from=_("in force from"),
    care_head_start_s=_("head start of care tickets (s)"),
    vip_head_start_s=_("head start of VIP tickets (s)"),
    max_passes=_("passes in a row"),
    secondary_after_s=_("secondary skills after (s)"),
    max_calls=_("calls before a miss"),
    recall_gap_s=_("gap between calls (s)"),
    no_show_after_s=_("missed after (s)"),
    reinstate_within_s=_("reinstated within (s)"),
    postpone_behind=_("postponed behind"),
    undo_within_s=_("undo within (s)"),
    hold_alert_s=_("alert on hold after (s)"),
    wait_simple_target_s=_("target wait, simple (s)"),
    wait_complex_target_s=_("target wait, complex (s)"),
    long_wait_s=_("long-wait line (s)"),
    triage_target_s=_("triage target (s)"),
    near_turn_ahead=_("nearly the turn: ahead"),
    near_turn_s=_("nearly the turn: wait (s)"),
    alert_accept_s=_("alerts accepted within (s)"),
    min_open_counters=_("windows open at least"),
    meal_earliest_s=_("break begins after (s)"),
    meal_latest_s=_("meal begins within (s)"),
    check_in_early_s=_("check-in before the slot (s)"),
    check_in_late_s=_("check-in with priority after the slot's start (s)"),
    appointment_missed_s=_("appointment missed after (s)"),
    confirm_within_s=_("appointments confirmed within (s)"),
    max_reschedules=_("reschedules at most"),
    express_head_start_s=_("head start of express tickets (s)"),
    large_cash_over=_("cash booked ahead above"),
    large_cash_lead_days=_("cash booked ahead by (business days)"),
    bookings_per_phone=_("open bookings of one phone"),
    bookings_per_address=_("bookings of one network address a day"),
    seizure_report_notes=_("counterfeit pieces reported from"),
    seizure_report_within_s=_("seizure reported within (s)"),
    appraisal_days=_("appraisal asked for within (working days)"),
    appraisal_result_days=_("appraisal's result within (working days)"),
    fraud_check_over=_("signs of fraud asked above"),
    fraud_signs_review=_("signs of fraud that need a decision"),
    authority_accept_s=_("approvals taken up within (s)"),
    bill_accept_s=_("doubtful bills taken up within (s)"),
    dual_sign_within_s=_("second signature within (s)"),
    lock_after_s=_("an idle screen locks after (s)"),
)
name_fields(
    AuthorityLimit,
    action=_("action"),
    amount_limit=_("at one time"),
    month_cap=_("in a month"),
    effective_until=_("in force until"),
    is_default=_("shipped, to be confirmed"),
)
name_fields(
    Zone,
    capacity=_("places"),
    x=_("from the left (%)"),
    y=_("from the top (%)"),
    width=_("width (%)"),
    height=_("height (%)"),
)
name_fields(
    Service,
    complexity=_("complexity"),
    family=_("family"),
    channels=_("channels"),
    standard_minutes=_("standard minutes"),
    prefix=_("number prefix"),
    number_first=_("first number"),
    number_last=_("last number"),
    issue_from=_("issued from"),
    issue_until=_("issued until"),
    daily_cap=_("numbers a day at most"),
    stopped_message_zh=_("message when stopped, Chinese"),
    stopped_message_en=_("message when stopped, English"),
    is_stopped=_("stopped"),
)
name_fields(DocRequirement, is_required=_("required"), copies=_("copies"), position=_("position"))
name_fields(Counter)
name_fields(OpeningHours, weekday=_("weekday"))
name_fields(
    BusinessDay,
    date=_("date"),
    is_holiday=_("public holiday"),
    is_swap_workday=_("adjusted working day"),
    is_provisional=_("provisional"),
    stopped_at=_("issuing stopped at"),
    stopped_reason=_("reason of the stop"),
    closed_at=_("closed at"),
)
name_fields(Device)
name_fields(
    Staff,
    username=_("user name"),
    name=_("name"),
    home_branch=_("home branch"),
    language=_("language"),
    shortcuts_on=_("keyboard shortcuts"),
    is_staff=_("administrator"),
    is_superuser=_("all powers"),
    last_login=_("last sign-in"),
)
name_fields(RoleGrant, role=_("role"))
name_fields(Skill, rank=_("rank"))
name_fields(
    AccessKey,
    prefix=_("begins with"),
    label=_("purpose"),
    created_at=_("made at"),
    revoked_at=_("revoked at"),
)
