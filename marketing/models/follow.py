"""Follow-ups: getting in touch again at the right time, and the rules that make them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode, ServiceFamily
from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.enums import Tier
from lobby.customers.models import Customer
from marketing.enums.follow import CONSENT_OF, FollowUpKind, FollowUpOutcome, FollowUpStatus
from marketing.enums.products import Family
from marketing.models.leads import Lead
from marketing.models.prompts import Contact, CoolOff
from queueing.enums import Outcome
from queueing.models import Visit


class FollowUpRule(models.Model):
    """After what, and how many days later, somebody gets in touch (S007), or how often at the least (S178).

    An empty service family, outcome or tier stands for all. Rules of a branch count instead of the bank's of the same kind.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=FollowUpKind)
    service_family = models.CharField(max_length=12, choices=ServiceFamily, blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    tier = models.CharField(max_length=10, choices=Tier, blank=True)
    days = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=40, blank=True, help_text=_("code of the message in the library"))
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rule of follow-up")
        verbose_name_plural = _("rules of follow-up")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind", "service_family", "outcome", "tier"],
                nulls_distinct=False,
                name="follow_up_rule_once",
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="follow_up_rule_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.service_family} {self.outcome} {self.tier} +{self.days}"

    @property
    def purpose(self) -> str:
        """The consent that it needs."""
        return CONSENT_OF[self.kind]


class FollowUp(models.Model):
    """Somebody gets in touch with a customer on a business day; without an owner it is the `team`'s until one takes it.

    `key` makes it once for its cause. `next` is what came of it: the follow-up after this one; `contact`, `lead` and
    `cool_off` are what its outcome made besides.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="follow_ups", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=FollowUpKind)
    family = models.CharField(max_length=20, choices=Family, blank=True)
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    team = models.CharField(max_length=12, choices=RoleCode, default=RoleCode.WM)
    rule = models.ForeignKey(FollowUpRule, models.SET_NULL, null=True, blank=True, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=60, blank=True)
    about_on = models.DateField(null=True, blank=True, help_text=_("the birthday, or when something matures"))
    status = models.CharField(max_length=10, choices=FollowUpStatus, default=FollowUpStatus.OPEN)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0, help_text=_("how often nobody answered before"))
    created_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=FollowUpOutcome, blank=True)
    note = EncryptedText(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = EncryptedText(max_length=120, blank=True)
    next = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="previous")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    lead = models.ForeignKey(Lead, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    cool_off = models.ForeignKey(CoolOff, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "key"], condition=~Q(key=""), name="follow_up_once_a_cause"
            ),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.OPEN) ^ Q(ended_at__isnull=False), name="follow_up_ended_at"
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "owner", "due_at"], condition=Q(ended_at__isnull=True), name="follow_up_open"
            ),
            models.Index(fields=["customer", "-ended_at"], name="follow_up_history"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id} {self.due_on}"

    @property
    def subject(self) -> tuple[str, int]:
        """What reminders and messages are about."""
        return "follow_up", self.pk

    @property
    def purpose(self) -> str:
        """The consent that it needs."""
        return CONSENT_OF[self.kind]
