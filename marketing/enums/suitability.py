"""The rules of the suitability gate, in words."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import QualificationKind
from marketing.enums.products import Family, Surface


class SuitabilityRule(models.TextChoices):
    """Why a product may not be offered; each label says it to whoever serves the customer."""

    NOT_OFFERED = "not_offered", _("This product is not on offer.")
    OUT_OF_DATES = "out_of_dates", _("This product is not on offer on this day.")
    PRIVATE = "private", _("Private products are never offered in a branch (rules on product suitability, article 30).")
    CONTACT_HELD = "contact_held", _("A complaint of this customer is open: nothing is offered until it has ended.")
    NO_CONSENT = "no_consent", _("This customer has not agreed to offers.")
    NO_CAPACITY = (
        "no_capacity",
        _("Nothing is sold to somebody without capacity to act (rules on product suitability, article 19)."),
    )
    LIMITED_CAPACITY = (
        "limited_capacity",
        _(
            "With a limited capacity to act only products of low risk, R1, with the agent's consent (rules on product suitability, article 19)."
        ),
    )
    UNRATED = "unrated", _("This product has no risk level yet, so nobody can say for whom it is.")
    NO_ASSESSMENT = "no_assessment", _("There is no assessment of the customer's risk tolerance. Please assess first.")
    ASSESSMENT_PENDING = "assessment_pending", _("The customer's level has changed and they have not confirmed it yet.")
    ASSESSMENT_EXPIRED = "assessment_expired", _("The assessment of the customer's risk tolerance has run out.")
    RISK_TOO_HIGH = (
        "risk_too_high",
        _(
            "The product's risk, R{risk}, is above what the customer can bear, C{level} (rules on product suitability, article 12)."
        ),
    )
    ELDERLY_HIGH_RISK = (
        "elderly_high_risk",
        _("From {age} years on a product of high risk needs the special duty of care to be confirmed first."),
    )
    AGE_UNKNOWN = (
        "age_unknown",
        _(
            "The customer's age is not known: a product of high risk needs the special duty of care to be confirmed first."
        ),
    )
    UNQUALIFIED = (
        "unqualified",
        _("{name} has no qualification for this product that is valid on this day. A referral is possible."),
    )


# Whoever sells these needs a licence even where the product does not name one (R07, R09).
LICENCES = {
    Family.WEALTH: QualificationKind.WEALTH,
    Family.FUND: QualificationKind.FUND,
    Family.INSURANCE: QualificationKind.INSURANCE,
}
# Where the bank speaks first, the customer must have agreed to it; who asks for advice has asked.
UNASKED = (Surface.PROMPT, Surface.DEVICE, Surface.MESSAGE)
LOW_RISK = 1


# The rules in few words, for lists.
IN_SHORT: dict[str, str | Promise] = {
    SuitabilityRule.NOT_OFFERED: _("not on offer"),
    SuitabilityRule.OUT_OF_DATES: _("not on this day"),
    SuitabilityRule.PRIVATE: _("private product"),
    SuitabilityRule.CONTACT_HELD: _("open complaint"),
    SuitabilityRule.NO_CONSENT: _("no consent"),
    SuitabilityRule.NO_CAPACITY: _("no capacity to act"),
    SuitabilityRule.LIMITED_CAPACITY: _("limited capacity to act"),
    SuitabilityRule.UNRATED: _("no risk level"),
    SuitabilityRule.NO_ASSESSMENT: _("not assessed"),
    SuitabilityRule.ASSESSMENT_PENDING: _("level to be confirmed"),
    SuitabilityRule.ASSESSMENT_EXPIRED: _("assessment has run out"),
    SuitabilityRule.RISK_TOO_HIGH: _("risk too high"),
    SuitabilityRule.ELDERLY_HIGH_RISK: _("special duty of care"),
    SuitabilityRule.AGE_UNKNOWN: _("age not known"),
    SuitabilityRule.UNQUALIFIED: _("not qualified"),
}
