"""What a branch does (services) and where (counters)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lobby.branches.enums import Channel, Complexity, ServiceFamily
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE, Branch, Zone


class Service(Named):
    """One business a customer may come for. Numbers run from `number_first` to `number_last` behind the prefix."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="services")
    code = models.CharField(max_length=20, validators=[CODE])
    complexity = models.CharField(max_length=10, choices=Complexity, default=Complexity.SIMPLE)
    family = models.CharField(max_length=12, choices=ServiceFamily)
    channels = ArrayField(models.CharField(max_length=20, choices=Channel), default=list)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="services")
    standard_minutes = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    prefix = models.CharField(max_length=3, validators=[RegexValidator(r"^[A-Z]{1,3}$")])
    number_first = models.PositiveIntegerField(default=1)
    number_last = models.PositiveIntegerField(default=999)
    issue_from = models.TimeField(null=True, blank=True, help_text=_("first local time of issuing; empty = opening"))
    issue_until = models.TimeField(null=True, blank=True, help_text=_("last local time of issuing; empty = closing"))
    daily_cap = models.PositiveIntegerField(null=True, blank=True)
    stopped_message_zh = models.CharField(max_length=120, blank=True)
    stopped_message_en = models.CharField(max_length=120, blank=True)
    is_stopped = models.BooleanField(default=False, help_text=_("issuing stopped by hand"))
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["branch", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="service_code_in_branch"),
            models.CheckConstraint(condition=Q(number_first__lte=F("number_last")), name="service_number_range"),
        ]

    def documents(self, language: str) -> list[str]:
        """What to bring, in the language's words (1 query, none when prefetched)."""
        return [document.name_in(language) for document in self.requirements.all()]

    def stopped_message(self, language: str) -> str:
        """The bank's own words for "no more numbers", empty when it wrote none."""
        return self.stopped_message_en if language.startswith("en") else self.stopped_message_zh


class DocRequirement(Named):
    """A document that a service needs, with how many copies of it; what is not required helps where it is at hand."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="requirements")
    name_zh = models.CharField(_("Chinese name"), max_length=500)
    name_en = models.CharField(_("English name"), max_length=500)
    is_required = models.BooleanField(default=True)
    copies = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(9)])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")
        ordering = ["service", "position", "pk"]


class Counter(Named):
    """A place where a teller serves, called by its code on walls (窗口 3)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="counters")
    code = models.CharField(max_length=20, validators=[CODE])
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="counters")
    services = models.ManyToManyField(Service, related_name="counters")
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        ordering = ["branch", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="counter_code_in_branch")]
