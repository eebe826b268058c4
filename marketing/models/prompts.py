"""Scenarios, rules, what was prompted, contacts made, and who is left in peace after a "no"."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.customers.models import Customer
from marketing.enums.needs import Place
from marketing.enums.products import Family
from marketing.enums.prompts import PromptAnswer, ScenarioCode
from marketing.models.products import Product
from queueing.models import Ticket, Visit


class Scenario(Named):
    """One of the seven scenarios: when it counts, its words in the library, whether it is switched on (S154)."""

    code = models.CharField(max_length=12, choices=ScenarioCode, unique=True)
    script = models.CharField(max_length=40, blank=True, help_text=_("code of the library item with its words"))
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class Rule(Named):
    """One transparent rule: a trigger with its values leads to a product family, and says why (AD-5).

    `trigger` is a name of the registry of triggers; `values` its settings. A changed rule is a new version: rows are
    never rewritten, the newest active one of a code counts.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    trigger = models.CharField(max_length=30)
    values = models.JSONField(default=dict, blank=True)
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, blank=True, related_name="rules")
    family = models.CharField(max_length=20, choices=Family)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    script = models.CharField(max_length=40, blank=True)
    priority = models.PositiveSmallIntegerField(default=50, help_text=_("smaller comes first"))
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("switched off, or replaced by a newer version"))
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("rule of offers")
        verbose_name_plural = _("rules of offers")
        ordering = ["priority", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="offer_rule_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(is_active=True), name="offer_rule_active_once"),
            models.CheckConstraint(condition=Q(is_active=True) ^ Q(ended_at__isnull=False), name="offer_rule_ended_at"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Prompt(models.Model):
    """A prompt that was said or shown in a visit, by which rule, and what the customer answered.

    `nth` numbers those of a visit that nobody asked for: no more than the terms allow (S420).
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="prompts")
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="prompts")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=10, choices=Place, default=Place.LOBBY)
    nth = models.PositiveSmallIntegerField(default=1)
    is_asked_for = models.BooleanField(default=False, help_text=_("the customer asked for it"))
    contact = models.OneToOneField("Contact", models.PROTECT, null=True, blank=True, related_name="prompt")
    session = models.BigIntegerField(null=True, blank=True, help_text=_("of the machine that showed it"))
    shown_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=PromptAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")
        indexes = [
            models.Index(fields=["branch", "-shown_at"], name="prompt_times"),
            models.Index(fields=["session"], condition=Q(session__isnull=False), name="prompt_on_machine"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "nth"], condition=Q(is_asked_for=False), name="prompt_once_unless_asked"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="prompt_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.answer}"


class Contact(models.Model):
    """A contact about an offer: with consent and suitable, so it counts as an attempt (K10); never a blocked one."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey("Campaign", models.PROTECT, null=True, blank=True, related_name="contacts")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=12, help_text=_("prompt, phone, sms, email, meeting"))
    answer = models.CharField(max_length=12, choices=PromptAnswer, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["branch", "day"], name="contact_day"),
            models.Index(fields=["customer", "-at"], name="contact_times"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.at:%F}"


class CoolOff(models.Model):
    """After a "no" nobody asks this customer about the family again until the moment given (N14)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="cool_offs")
    family = models.CharField(max_length=20, choices=Family)
    since = models.DateTimeField()
    until = models.DateTimeField()
    until_before = models.DateTimeField(null=True, blank=True, help_text=_("before the last no; empty = that began it"))

    class Meta:
        verbose_name = _("time of peace")
        verbose_name_plural = _("times of peace")
        indexes = [models.Index(fields=["customer", "until"], name="cool_off_until")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.family}"
