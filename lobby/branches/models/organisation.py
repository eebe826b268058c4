"""The organisation tree, the branch, its zones and its dated policy."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lobby.branches.enums import Complexity, RoutingOrder, UnitKind, ZoneKind
from lobby.branches.models.naming import Named
from lobby.branches.models.sessions import LEAST_LOCK_AFTER_S, SHIPPED_LOCK_AFTER_S

CODE = RegexValidator(r"^[A-Za-z0-9_-]{1,20}$", _("1 to 20 letters, digits, - or _"))


class OrgUnit(Named):
    """Head office or a regional branch; branches hang below."""

    code = models.CharField(max_length=20, unique=True, validators=[CODE])
    kind = models.CharField(max_length=20, choices=UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = _("organisation unit")
        verbose_name_plural = _("organisation units")
        ordering = ["code"]


class Branch(Named):
    """A bank branch: one lobby, one journal stream, one business day."""

    code = models.CharField(max_length=20, unique=True, validators=[CODE])
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="branches")
    timezone = models.CharField(max_length=40, default="Asia/Shanghai")
    day_starts_at = models.TimeField(
        default=dt.time(4), help_text=_("local time at which one business day becomes the next")
    )
    is_demo = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    ticket_footer_zh = models.CharField(max_length=120, blank=True)
    ticket_footer_en = models.CharField(max_length=120, blank=True)
    address_zh = models.CharField(max_length=120, blank=True)
    address_en = models.CharField(max_length=120, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ["code"]

    def address_in(self, language: str) -> str:
        """Where it stands, in a language code such as `zh-hans` or `en`; empty when nobody wrote it."""
        return self.address_en if language.startswith("en") else self.address_zh


class BranchPolicy(models.Model):
    """Thresholds of one branch from one date on; the newest row in force counts. Durations are seconds."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="policies")
    effective_from = models.DateField()
    care_head_start_s = models.PositiveIntegerField(default=20 * 60)
    vip_head_start_s = models.PositiveIntegerField(default=10 * 60)
    max_passes = models.PositiveSmallIntegerField(
        default=3, help_text=_("how often in a row the oldest normal ticket may be passed")
    )
    secondary_after_s = models.PositiveIntegerField(default=8 * 60)
    max_calls = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1)])
    recall_gap_s = models.PositiveIntegerField(default=20)
    no_show_after_s = models.PositiveIntegerField(default=120)
    reinstate_within_s = models.PositiveIntegerField(default=30 * 60)
    postpone_behind = models.PositiveSmallIntegerField(default=3)
    undo_within_s = models.PositiveIntegerField(default=60)
    hold_alert_s = models.PositiveIntegerField(default=10 * 60)
    wait_simple_target_s = models.PositiveIntegerField(default=5 * 60)
    wait_complex_target_s = models.PositiveIntegerField(default=15 * 60)
    long_wait_s = models.PositiveIntegerField(default=15 * 60)
    triage_target_s = models.PositiveIntegerField(default=30)
    triage_margin_s = models.PositiveIntegerField(
        default=2 * 60, help_text=_("ways to be served that end within this of the soonest count as equally soon")
    )
    triage_order = models.CharField(max_length=24, choices=RoutingOrder, default=RoutingOrder.DEVICE_VTM_COUNTER)
    elderly_from_age = models.PositiveSmallIntegerField(
        default=60, help_text=_("from this age on nobody is nudged to a machine or counted as sent there")
    )
    smart_counter_time_percent = models.PositiveSmallIntegerField(
        default=60, help_text=_("time at a smart counter, per cent of the standard minutes, until it is learned")
    )
    vtm_time_percent = models.PositiveSmallIntegerField(default=100, help_text=_("the same for a video teller"))
    self_service_time_percent = models.PositiveSmallIntegerField(default=50, help_text=_("the same for self-service"))
    near_turn_ahead = models.PositiveSmallIntegerField(default=3)
    near_turn_s = models.PositiveIntegerField(default=5 * 60)
    alert_accept_s = models.PositiveIntegerField(default=5 * 60)
    min_open_counters = models.PositiveSmallIntegerField(default=2, help_text=_("windows open at any open moment"))
    meal_earliest_s = models.PositiveIntegerField(
        default=90 * 60, help_text=_("a break begins so long after the shift does, or later")
    )
    meal_latest_s = models.PositiveIntegerField(
        default=5 * 3600, help_text=_("a meal break begins so long after the shift does at the latest")
    )
    check_in_early_s = models.PositiveIntegerField(default=15 * 60, help_text=_("check-in before the slot"))
    check_in_late_s = models.PositiveIntegerField(default=10 * 60, help_text=_("check-in with priority after the slot"))
    appointment_missed_s = models.PositiveIntegerField(default=15 * 60, help_text=_("after the slot's start"))
    confirm_within_s = models.PositiveIntegerField(default=24 * 3600)
    max_reschedules = models.PositiveSmallIntegerField(default=3)
    express_head_start_s = models.PositiveIntegerField(default=0, help_text=_("before the slot's start"))
    large_cash_over = models.PositiveIntegerField(
        default=50_000, help_text=_("amounts above it are booked ahead (R15)")
    )
    large_cash_lead_days = models.PositiveSmallIntegerField(default=1, help_text=_("business days"))
    bookings_per_phone = models.PositiveSmallIntegerField(default=3, help_text=_("open at one time"))
    bookings_per_address = models.PositiveSmallIntegerField(default=20, help_text=_("on one day"))
    opening_run_lead_s = models.PositiveIntegerField(
        default=45 * 60, help_text=_("so long before opening the opening check appears")
    )
    opening_run_due_s = models.PositiveIntegerField(
        default=30 * 60, help_text=_("so long before opening it must be handed in (S401)")
    )
    patrol_interval_s = models.PositiveIntegerField(default=15 * 60, help_text=_("between two patrols; halved at peak"))
    content_max_age_s = models.PositiveIntegerField(
        default=7 * 24 * 3600, help_text=_("what a screen plays changes at least so often (S161)")
    )
    content_warning_s = models.PositiveIntegerField(
        default=14 * 24 * 3600, help_text=_("so long before it expires an item of the library counts as expiring")
    )
    care_quiet_s = models.PositiveIntegerField(
        default=10 * 60, help_text=_("after an act of care the same ticket raises no alert for so long (S416)")
    )
    vip_accept_s = models.PositiveIntegerField(default=60, help_text=_("to accept greeting a VIP customer"))
    upset_accept_s = models.PositiveIntegerField(default=2 * 60, help_text=_("to accept hosting an upset customer"))
    help_accept_s = models.PositiveIntegerField(default=2 * 60, help_text=_("to accept a call for help"))
    companion_after_s = models.PositiveIntegerField(
        default=3 * 60, help_text=_("a complex ticket without a companion raises an alert after this")
    )
    throughput_alert_percent = models.PositiveSmallIntegerField(
        default=70, help_text=_("customers served per window hour, per cent of the usual, below which an alert rises")
    )
    task_bounces = models.PositiveSmallIntegerField(
        default=2, help_text=_("a task passed on so often raises an alert with the head")
    )
    incident_classify_s = models.PositiveIntegerField(default=2 * 60, help_text=_("from report to classification"))
    incident_level_two_s = models.PositiveIntegerField(
        default=15 * 60, help_text=_("an open incident goes to response level 2 after this")
    )
    incident_level_three_s = models.PositiveIntegerField(default=60 * 60, help_text=_("and to level 3 after this"))
    incident_review_days = models.PositiveSmallIntegerField(default=3, help_text=_("business days"))
    crowd_quiet_s = models.PositiveIntegerField(
        default=10 * 60, help_text=_("a zone over its capacity raises one alert in so long (S426)")
    )
    suspicion_kept_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("a suspicious act is forgotten after this unless a case opens (N18)")
    )
    seizure_report_notes = models.PositiveSmallIntegerField(
        default=5, help_text=_("so many counterfeit notes at once are reported at once (R13)")
    )
    appraisal_days = models.PositiveSmallIntegerField(default=3, help_text=_("working days (R13)"))
    fraud_check_over = models.PositiveIntegerField(
        default=50_000, help_text=_("transfers above it are asked about signs of fraud")
    )
    appraisal_result_days = models.PositiveSmallIntegerField(
        default=15, help_text=_("working days in which the result of an appraisal is expected")
    )
    seizure_report_within_s = models.PositiveIntegerField(
        default=60 * 60, help_text=_("to report a seizure to the central bank and the police")
    )
    authority_accept_s = models.PositiveIntegerField(
        default=2 * 60, help_text=_("to take up a request for approval or a review of signs of fraud")
    )
    bill_accept_s = models.PositiveIntegerField(default=3 * 60, help_text=_("to take up a doubtful bill"))
    dual_sign_within_s = models.PositiveIntegerField(
        default=10 * 60, help_text=_("between the two signatures of a dual sign-off")
    )
    fraud_signs_review = models.PositiveSmallIntegerField(
        default=2, help_text=_("so many signs of fraud need a supervisor's decision")
    )
    heartbeat_s = models.PositiveIntegerField(default=90, help_text=_("a machine silent for so long is asked again"))
    heartbeat_retry_s = models.PositiveIntegerField(
        default=30, help_text=_("and after this much more silence its state is unknown")
    )
    starting_s = models.PositiveIntegerField(
        default=5 * 60, help_text=_("a machine that starts for longer has a fault")
    )
    fault_accept_s = models.PositiveIntegerField(default=5 * 60, help_text=_("to take up a fault, in opening hours"))
    fault_level_two_s = models.PositiveIntegerField(
        default=15 * 60, help_text=_("a fault not mended in the branch goes to the regional branch after this (S198)")
    )
    fault_level_three_s = models.PositiveIntegerField(
        default=60 * 60, help_text=_("and from there to head office after this (S198)")
    )
    machine_idle_warning_s = models.PositiveIntegerField(
        default=30, help_text=_("a machine's screen warns after so long without a touch (S132)")
    )
    machine_idle_wipe_s = models.PositiveIntegerField(
        default=60, help_text=_("and ends the session and clears what was typed after this")
    )
    stalled_s = models.PositiveIntegerField(
        default=40, help_text=_("nobody touches a machine in the middle of a step: somebody needs help (S418)")
    )
    stalled_errors = models.PositiveSmallIntegerField(
        default=2, help_text=_("so many mistakes in a step say the same (S418)")
    )
    vtm_queue_target_s = models.PositiveIntegerField(default=60, help_text=_("until a remote teller answers"))
    vtm_unanswered_s = models.PositiveIntegerField(
        default=5 * 60, help_text=_("a call nobody answers ends after this; a counter ticket is offered")
    )
    vtm_resume_s = models.PositiveIntegerField(
        default=5 * 60, help_text=_("a dropped video session can be taken up again for so long")
    )
    vtm_authorise_over = models.PositiveIntegerField(
        default=50_000, help_text=_("amounts above it are disclosed and authorised by a second person (S173d)")
    )
    vtm_sample_percent = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("of video sessions whose quality is judged (S173e)"),
    )
    vtm_appeal_days = models.PositiveSmallIntegerField(
        default=5, help_text=_("business days in which a remote teller may appeal")
    )
    found_kept_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("what customers left behind is kept for so long")
    )
    lock_after_s = models.PositiveIntegerField(
        default=SHIPPED_LOCK_AFTER_S,
        validators=[MinValueValidator(LEAST_LOCK_AFTER_S)],
        help_text=_("without an act of its person a screen locks after this (S174c)"),
    )
    quiz_pass_percent = models.PositiveSmallIntegerField(
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("answers that must be right for questions on a text to be passed, per cent"),
    )
    know_how_warning_s = models.PositiveIntegerField(
        default=14 * 24 * 3600, help_text=_("so long before it lapses an acknowledgement is asked for again")
    )
    competence_gap_below = models.PositiveSmallIntegerField(
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("a rating of competence below it is a training gap (S120)"),
    )
    rating_open_s = models.PositiveIntegerField(
        default=24 * 3600, help_text=_("so long after a service its customer may rate it")
    )
    rating_shown_s = models.PositiveIntegerField(
        default=90, help_text=_("so long after a service the evaluator at its counter asks for a rating")
    )
    rating_recover_s = models.PositiveIntegerField(
        default=15 * 60, help_text=_("to look after a customer who gave a low rating, in opening hours (S008)")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("branch policy")
        verbose_name_plural = _("branch policies")
        ordering = ["branch", "-effective_from"]
        constraints = [models.UniqueConstraint(fields=["branch", "effective_from"], name="policy_once_a_date")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.effective_from}"

    def wait_target_s(self, complexity: str) -> int:
        """The wait that services of this complexity should not exceed on average, in seconds (S190)."""
        return self.wait_simple_target_s if complexity == Complexity.SIMPLE else self.wait_complex_target_s


class Zone(Named):
    """A part of the hall with a place on the zone map, in per cent of its width and height."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="zones")
    code = models.CharField(max_length=20, validators=[CODE])
    kind = models.CharField(max_length=20, choices=ZoneKind)
    capacity = models.PositiveSmallIntegerField(default=10, help_text=_("people who can wait here"))
    x = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    y = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    width = models.PositiveSmallIntegerField(default=30, validators=[MaxValueValidator(100)])
    height = models.PositiveSmallIntegerField(default=30, validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["branch", "code"]
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="zone_code_in_branch")]
