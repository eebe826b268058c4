"""Words of what the bank knows about a customer, and of who looks at it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# Investors' levels C1 to C5 (R05, article 29).
LOWEST, HIGHEST = 1, 5


class AssessmentStatus(models.TextChoices):
    """Where an assessment of risk tolerance stands; `pending` is a changed level the customer has not confirmed yet."""

    PENDING = "pending", _("to be confirmed")
    VALID = "valid", _("valid")
    EXPIRED = "expired", _("expired")
    SUPERSEDED = "superseded", _("superseded")


class LifeEventKind(models.TextChoices):
    """What customers say goes on in their lives (S152)."""

    HOME = "home", _("buying a home")
    WEDDING = "wedding", _("getting married")
    CHILD = "child", _("a child")
    SCHOOL = "school", _("children's education")
    ABROAD = "abroad", _("going abroad")
    RETIREMENT = "retirement", _("retiring")
    BUSINESS = "business", _("starting a business")


class FactSource(models.TextChoices):
    """Where the bank knows something from."""

    CUSTOMER = "customer", _("the customer said so")
    CORE = "core", _("core system")


class ConsentPurpose(models.TextChoices):
    """What a consent is for."""

    SERVICE = "service", _("service and follow-up")
    MARKETING = "marketing", _("offers")
    HOUSEHOLD = "household", _("being looked after together with the family")


class ConsentWay(models.TextChoices):
    """Where a customer said it."""

    COUNTER = "counter", _("at a counter")
    TABLET = "tablet", _("on the tablet, in the hall")
    PHONE_PAGE = "phone_page", _("on the page on their phone")
    LINK = "link", _("through the link in a message")
    CORE = "core", _("core system")


class ViewPurpose(models.TextChoices):
    """Why somebody opens a customer's card (N20, S169)."""

    SERVE = "serve", _("serving the customer now")
    PREPARE = "prepare", _("preparing an appointment")
    FOLLOW_UP = "follow_up", _("following up")
    ADVISE = "advise", _("advising on products")
    COMPLAINT = "complaint", _("handling a complaint")
    AUDIT = "audit", _("audit")
