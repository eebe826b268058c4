"""Appointments: what can be booked, who booked it, what is prepared for it."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service, Staff, Zone
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE
from lobby.customers.encryption import EncryptedText
from lobby.customers.models import Customer, masked
from queueing.enums.appointments import HOLDING, UPCOMING, AppointmentStatus, BookingChannel, NoticeKind
from queueing.models.cases import ServiceCase
from queueing.models.tickets import Ticket, new_page_token


class Room(Named):
    """A room that one meeting at a time may have."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="rooms")
    code = models.CharField(max_length=20, validators=[CODE])
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("meeting room")
        verbose_name_plural = _("meeting rooms")
        ordering = ["branch", "code"]
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="room_code_in_branch")]


class SlotRule(models.Model):
    """What may be booked for a service: at the counters, or with one member of staff in a room.

    Slots run from the branch's opening (or `first_at`) to its closing (or `last_at`), `length_min` long and
    `buffer_min` apart.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="slot_rules", db_index=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="slot_rules")
    staff = models.ForeignKey(
        Staff, models.CASCADE, null=True, blank=True, related_name="slot_rules", help_text=_("empty = at the counters")
    )
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    length_min = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(5), MaxValueValidator(480)])
    buffer_min = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(240)])
    capacity = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(50)])
    first_at = models.TimeField(null=True, blank=True, help_text=_("local time of the first slot; empty = opening"))
    last_at = models.TimeField(null=True, blank=True, help_text=_("local time by which slots end; empty = closing"))
    lead_min = models.PositiveIntegerField(default=60, help_text=_("shortest time between booking and slot"))
    horizon_days = models.PositiveSmallIntegerField(default=14, validators=[MaxValueValidator(90)])
    confirms_itself = models.BooleanField(default=True, help_text=_("a free slot is confirmed without staff"))
    needs_preparation = models.BooleanField(
        default=False, help_text=_("the meeting cannot start before its list is done")
    )
    prepare_zh = models.TextField(blank=True, max_length=500, help_text=_("what to prepare, one item a line"))
    prepare_en = models.TextField(blank=True, max_length=500, help_text=_("the same items in the same order"))
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("slot rule")
        verbose_name_plural = _("slot rules")
        ordering = ["branch", "service", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "staff"], name="slot_rule_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(length_min__gte=5, capacity__gte=1), name="slot_rule_sizes"),
            models.CheckConstraint(
                condition=Q(staff__isnull=True, room__isnull=True) | Q(capacity=1), name="slot_rule_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["branch", "service"], condition=Q(is_active=True), name="slot_rule_offered")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.staff_id or ''}"


def only_one(column: str, name: str) -> ExclusionConstraint:
    """No two appointments that hold a slot may want the same person or room at one time.

    The id stands as a range of one number, so that no extension of PostgreSQL is needed.
    """
    same = Func(F(column), F(column), Value("[]"), function="int8range")
    time = Func(F("slot_at"), F("busy_until"), function="tstzrange", output_field=DateTimeRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(same, RangeOperators.OVERLAPS), (time, RangeOperators.OVERLAPS)],
        condition=Q(status__in=HOLDING, **{f"{column}__isnull": False}),
    )


class Appointment(models.Model):
    """One booking. Name and phone are readable by the application alone; `phone_index` finds equal phones.

    `seat` numbers the places of a slot from 0; `busy_until` is the end of the slot and its buffer.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="appointments", db_index=False)
    rule = models.ForeignKey(SlotRule, models.PROTECT, related_name="appointments", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="appointments", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="appointments", db_index=False)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    day = models.DateField()
    slot_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy_until = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=AppointmentStatus, default=AppointmentStatus.REQUESTED)
    code = models.CharField(max_length=6, help_text=_("what the customer enters at the kiosk"))
    page_token = models.CharField(max_length=32, unique=True, default=new_page_token)
    channel = models.CharField(max_length=8, choices=BookingChannel)

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="appointments")
    name = EncryptedText(max_length=60)
    phone = EncryptedText(max_length=20)
    phone_index = models.CharField(max_length=64, editable=False)
    language = models.CharField(max_length=10, default="zh-hans")
    value = models.CharField(max_length=120, blank=True, help_text=_("what the customer gains by coming"))
    note = models.CharField(max_length=200, blank=True)

    requested_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    was_late = models.BooleanField(default=False, help_text=_("checked in after the window, so without priority"))
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reschedules = models.PositiveSmallIntegerField(default=0)
    cancel_reason = models.CharField(max_length=120, blank=True)
    apology = models.CharField(max_length=200, blank=True, help_text=_("what the customer is told with it"))
    result = models.CharField(max_length=200, blank=True)
    ticket = models.OneToOneField(
        Ticket, models.PROTECT, null=True, blank=True, related_name="appointment", editable=False
    )
    case = models.OneToOneField(
        ServiceCase,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointment",
        editable=False,
        help_text=_("what the customer filled in before coming"),
    )

    cash_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    cash_currency = models.CharField(max_length=3, blank=True)
    cash_notes = models.CharField(max_length=120, blank=True, help_text=_("which notes the customer would like"))
    cash_counted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    cash_counted_at = models.DateTimeField(null=True, blank=True)
    cash_checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "slot_at", "seat"], condition=Q(status__in=HOLDING), name="appointment_seat_once"
            ),
            models.UniqueConstraint(
                fields=["branch", "code"], condition=Q(status__in=UPCOMING), name="appointment_code_once"
            ),
            models.CheckConstraint(condition=Q(slot_at__lt=F("ends_at")), name="appointment_takes_time"),
            models.CheckConstraint(
                condition=Q(cash_checked_by__isnull=True)
                | (Q(cash_counted_by__isnull=False) & ~Q(cash_counted_by=F("cash_checked_by"))),
                name="appointment_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(cash_amount__isnull=True) | Q(cash_amount__gt=0), name="appointment_cash_amount"
            ),
            only_one("staff_id", "appointment_one_person"),
            only_one("room_id", "appointment_one_room"),
        ]
        indexes = [
            models.Index(fields=["branch", "day", "slot_at"], name="appointment_day"),
            models.Index(fields=["phone_index"], condition=Q(status__in=UPCOMING), name="appointment_phone"),
            models.Index(fields=["staff", "busy_until"], condition=Q(staff__isnull=False), name="appointment_person"),
            models.Index(fields=["room", "busy_until"], condition=Q(room__isnull=False), name="appointment_room"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.slot_at} {self.code}"

    @property
    def masked_name(self) -> str:
        """张小明 → 张*明."""
        return masked(self.name)

    @property
    def last_digits(self) -> str:
        """The end of the phone number, which is all that screens show."""
        return self.phone[-4:]

    @property
    def is_cash(self) -> bool:
        """Whether the branch has money to get ready."""
        return self.cash_amount is not None


class PrepareItem(models.Model):
    """One thing to do before a meeting, in both languages."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="prepare_items")
    text_zh = models.CharField(max_length=120)
    text_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("thing to prepare")
        verbose_name_plural = _("things to prepare")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text_zh

    def text_in(self, language: str) -> str:
        """The item in a language code such as `zh-hans` or `en`."""
        return self.text_en if language.startswith("en") else self.text_zh


class AppointmentNotice(models.Model):
    """A reminder that a customer was given for a slot, once for each kind."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    slot_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of a customer")
        verbose_name_plural = _("reminders of customers")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "kind", "slot_at"], name="appointment_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.kind}"


class BookingCount(models.Model):
    """How many bookings came from one network address on one day; the address itself is not kept."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    address_index = models.CharField(max_length=64)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("bookings from an address")
        verbose_name_plural = _("bookings from addresses")
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "address_index"], name="booking_count_once_a_day")
        ]
        indexes = [models.Index(fields=["day"], name="booking_count_age")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.day} {self.count}"
