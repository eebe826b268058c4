"""The ticket, its notes and the number series of a day."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Service, Staff
from lobby.customers.models import Customer
from queueing.enums import AT_COUNTER, CALLABLE, OPEN, Outcome, PriorityClass, ReturnReason, Source, TicketStatus, Trait
from queueing.models.sessions import CounterSession
from queueing.models.visits import Visit


def new_page_token() -> str:
    """128 random bits for the customer's page address."""
    return secrets.token_urlsafe(16)


class Ticket(models.Model):
    """A number in the queue. `queue_at` is its virtual arrival and the one sort key of the calling order.

    Every verb writes every index of the row, so keys carry one only where a page or verb searches by it.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="tickets", db_index=False)
    day = models.DateField()
    number = models.CharField(max_length=12)
    service = models.ForeignKey(Service, models.PROTECT, related_name="tickets", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="tickets")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="tickets")
    status = models.CharField(max_length=10, choices=TicketStatus, default=TicketStatus.WAITING)
    priority = models.CharField(max_length=10, choices=PriorityClass, default=PriorityClass.NORMAL)
    traits = ArrayField(models.CharField(max_length=20, choices=Trait), default=list, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    source = models.CharField(max_length=12, choices=Source)
    is_without_number = models.BooleanField(default=False, help_text=_("served without a ticket"))
    page_token = models.CharField(max_length=32, unique=True, default=new_page_token)

    issued_at = models.DateTimeField()
    queue_at = models.DateTimeField(help_text=_("virtual arrival: issue time minus the head start of the class"))
    goes_first = models.BooleanField(default=False, help_text=_("returned or fallen back from a device"))
    passes = models.PositiveSmallIntegerField(default=0, help_text=_("how often it was passed in a row"))
    waits_since = models.DateTimeField(help_text=_("start of the present wait leg"))
    long_wait_at = models.DateTimeField(help_text=_("when the wait crosses the long-wait line"))
    long_wait_alerted_at = models.DateTimeField(null=True, blank=True)
    companion_due_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("by when a complex ticket has a companion; empty = needs none, or it was told"),
    )
    companion_alerted_at = models.DateTimeField(null=True, blank=True)
    only_counter = models.ForeignKey(Counter, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    only_staff = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    session = models.ForeignKey(
        CounterSession, models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False
    )
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False)
    first_called_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True, help_text=_("latest call or recall"))
    miss_due_at = models.DateTimeField(null=True, blank=True, help_text=_("when a call without an answer is missed"))
    call_count = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_s = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    postponed_at = models.DateTimeField(null=True, blank=True)
    customer_pause_s = models.PositiveIntegerField(default=0, help_text=_("wait the customer asked for"))
    reinstated_at = models.DateTimeField(null=True, blank=True)

    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True, help_text=_("by its customer: then finishing stands"))
    services_done = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    quantity = models.PositiveSmallIntegerField(default=1)
    return_reason = models.CharField(max_length=12, choices=ReturnReason, blank=True)
    return_count = models.PositiveSmallIntegerField(default=0)
    end_reason = models.CharField(max_length=120, blank=True)

    could_have_been_self_service = models.BooleanField(
        null=True, blank=True, help_text=_("a machine that can do it was free when the counter began (S013)")
    )

    ahead_at_issue = models.PositiveIntegerField(default=0)
    quoted_p50_s = models.PositiveIntegerField(null=True, blank=True)
    quoted_p90_s = models.PositiveIntegerField(null=True, blank=True)
    quote_needs_opening = models.BooleanField(
        default=False, help_text=_("told as counting from the moment a counter opens for it")
    )

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "number"], name="ticket_number_once_a_day"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(status__in=AT_COUNTER), name="ticket_one_at_a_counter"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=AT_COUNTER) | Q(session__isnull=False), name="ticket_at_counter_has_session"
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "day", "-goes_first", "queue_at", "id"],
                condition=Q(status__in=CALLABLE),
                name="ticket_calling_order",
            ),
            models.Index(fields=["branch", "day", "issued_at"], name="ticket_day"),
            models.Index(fields=["branch", "day"], condition=Q(status__in=OPEN), name="ticket_open"),
            models.Index(fields=["miss_due_at"], condition=Q(status=TicketStatus.CALLED), name="ticket_miss_due"),
            models.Index(
                fields=["long_wait_at"],
                condition=Q(status__in=CALLABLE, long_wait_alerted_at__isnull=True),
                name="ticket_long_wait_due",
            ),
            models.Index(
                fields=["companion_due_at"],
                condition=Q(status__in=CALLABLE, companion_due_at__isnull=False),
                name="ticket_companion_due",
            ),
            models.Index(fields=["visit"], condition=Q(status__in=OPEN, return_count__gt=0), name="ticket_reworked"),
            models.Index(fields=["held_at"], condition=Q(status=TicketStatus.ON_HOLD), name="ticket_held"),
            models.Index(fields=["session", "ended_at"], name="ticket_session"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def wait_ended_at(self) -> dt.datetime | None:
        """When the first wait ended: first call, else the end of the ticket."""
        return self.first_called_at or self.ended_at

    def waited_s(self, at: dt.datetime) -> int:
        """Whole seconds from issue to the first call, end or `at`, less what the customer asked to pause (K01)."""
        return max(0, int(((self.wait_ended_at or at) - self.issued_at).total_seconds()) - self.customer_pause_s)


class TicketNote(models.Model):
    """A staff note that follows the ticket; never shown to customers."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="notes")
    text = models.CharField(max_length=500)
    by_name = models.CharField(max_length=60)
    by_staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ticket note")
        verbose_name_plural = _("ticket notes")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text


class NumberSeries(models.Model):
    """How far the numbers of one prefix have run on one business day."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    day = models.DateField()
    prefix = models.CharField(max_length=3)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["branch", "day", "prefix"], name="series_once_a_day")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"
