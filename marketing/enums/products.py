"""Words of products and of the suitability gate."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Levels of product risk R1 to R5 (R05, article 29).
LOWEST, HIGHEST = 1, 5


class Family(models.TextChoices):
    """Kinds of products; the codes also stand in imported holdings."""

    SAVINGS = "savings", _("savings card")
    TIME_DEPOSIT = "time_deposit", _("time deposit")
    WEALTH = "wealth", _("wealth product")
    FUND = "fund", _("fund")
    INSURANCE = "insurance", _("insurance")
    CONSUMER_LOAN = "consumer_loan", _("consumer loan")
    HOME_LOAN = "home_loan", _("home loan")
    CREDIT_CARD = "credit_card", _("credit card")
    MOBILE_BANK = "mobile_bank", _("mobile banking")
    AUTO_DEBIT = "auto_debit", _("automatic payment of bills")
    PAYROLL = "payroll", _("payroll service")
    CORPORATE = "corporate", _("corporate account")
    FOREIGN = "foreign", _("foreign exchange")
    PENSION = "pension", _("pension account")
    SELF_SERVICE = "self_service", _("self-service")


# Families whose products carry an investment risk: nothing of them without a valid assessment (R05).
INVESTMENT = (Family.WEALTH, Family.FUND, Family.INSURANCE)


class ProductStatus(models.TextChoices):
    """Whether it may be offered at all."""

    DRAFT = "draft", pgettext_lazy("product", "draft")
    OFFERED = "offered", pgettext_lazy("product", "offered")
    STOPPED = "stopped", pgettext_lazy("product", "stopped")


# Verb → from which states → to which state. Anything else is refused with 409.
PRODUCT_MOVES: dict[str, tuple[tuple[ProductStatus, ...], ProductStatus]] = {
    "offer": ((ProductStatus.DRAFT, ProductStatus.STOPPED), ProductStatus.OFFERED),
    "stop": ((ProductStatus.OFFERED,), ProductStatus.STOPPED),
}


class Surface(models.TextChoices):
    """Where an offer would be shown or made."""

    PROMPT = "prompt", _("prompt")
    DEVICE = "device", _("offer on a machine")
    LEAD = "lead", _("step of a lead")
    DEMO = "demo", _("demonstration")
    MESSAGE = "message", _("message")
    API = "api", _("API")
