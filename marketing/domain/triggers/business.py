"""Triggers by what the customer comes for: the business of the ticket, what they named, what a machine has just done."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.branches.enums import ServiceFamily
from marketing.domain.triggers.registry import Setting, Trigger, Values
from marketing.domain.triggers.situation import Situation
from marketing.enums.needs import NeedKind, Place
from marketing.enums.products import Family


def service(situation: Situation, values: Values) -> str | None:
    """The ticket was taken for this."""
    if situation.service not in values["services"]:
        return None
    return _("The customer came for this business.")


def need(situation: Situation, values: Values) -> str | None:
    """The customer named it."""
    found = next((kind for kind in values["needs"] if kind in situation.needs), None)
    return found and _("The customer said: %(need)s.") % {"need": NeedKind(found).label}


def moving_out(situation: Situation, values: Values) -> str | None:
    """Money goes to another bank: told openly, with true fees and times, and the customer decides (S318, N04)."""
    if situation.named(NeedKind.MOVING_OUT) is None:
        return None
    return _(
        "The customer wants to move money to another bank. It is their decision; the order is carried out at once."
    )


def small_cash(situation: Situation, values: Values) -> str | None:
    """Cash that a machine pays out: a word for next time, never to customers in need of care (S328, R19)."""
    found = situation.named(NeedKind.CASH)
    if found is None or not found.is_small_cash or situation.is_care:
        return None
    return _("Amounts of cash below %(limit)s are paid out by a machine.") % {"limit": situation.terms.small_cash_below}


def term_match(situation: Situation, values: Values) -> str | None:
    """Somebody wants to put money aside for a time for which there is a product (S330); the gate asks for suitability."""
    found = situation.named(NeedKind.SAVING)
    if found is None or found.term_days is None:
        return None
    fits = [days for days in situation.product_terms.get(values["family"], ()) if near(days, found.term_days, values)]
    if not fits:
        return None
    return _(
        "The customer puts money aside for %(days)s days, and a product has such a term. It is not a deposit and may lose value."
    ) % {"days": found.term_days}


def near(days: int, wanted: int, values: Values) -> bool:
    """Whether two terms are as good as the same."""
    return abs(days - wanted) <= values["tolerance"]


def after_machine(situation: Situation, values: Values) -> str | None:
    """Business of this kind was just done on a machine (S170)."""
    if situation.place != Place.MACHINE or situation.service_family not in values["business"]:
        return None
    kind = ServiceFamily(situation.service_family).label
    return _("The customer has just done this on the machine: %(business)s.") % {"business": kind}


TRIGGERS = (
    Trigger(
        name="service",
        title=gettext_lazy("Business of the ticket"),
        help=gettext_lazy("The ticket was taken for one of these services."),
        settings=(Setting(name="services", label=gettext_lazy("codes of services"), kind="codes", default=[]),),
        applies=service,
        is_need=True,
    ),
    Trigger(
        name="need",
        title=gettext_lazy("Need named"),
        help=gettext_lazy("The customer named one of these needs in this visit."),
        settings=(
            Setting(
                name="needs", label=gettext_lazy("needs"), kind="choices", default=[], choices=tuple(NeedKind.choices)
            ),
        ),
        applies=need,
    ),
    Trigger(
        name="moving_out",
        title=gettext_lazy("Money to another bank"),
        help=gettext_lazy("The customer wants to move a larger sum to another bank."),
        settings=(),
        applies=moving_out,
    ),
    Trigger(
        name="small_cash",
        title=gettext_lazy("Small amount of cash"),
        help=gettext_lazy("Cash that a machine would have paid out; never for customers in need of care."),
        settings=(),
        applies=small_cash,
    ),
    Trigger(
        name="term_match",
        title=gettext_lazy("Term that fits"),
        help=gettext_lazy("The customer puts money aside for a time for which there is a product."),
        settings=(
            Setting(
                name="family",
                label=gettext_lazy("family whose terms are compared"),
                kind="choice",
                default=Family.WEALTH.value,
                choices=tuple(Family.choices),
            ),
            Setting(name="tolerance", label=gettext_lazy("days apart at most"), kind="number", default=15, most=60),
        ),
        applies=term_match,
    ),
    Trigger(
        name="after_machine",
        title=gettext_lazy("Business done on a machine"),
        help=gettext_lazy("Shown on the last page of a smart counter, after the business is done."),
        settings=(
            Setting(
                name="business",
                label=gettext_lazy("kinds of business"),
                kind="choices",
                default=[],
                choices=tuple(ServiceFamily.choices),
            ),
        ),
        applies=after_machine,
        is_need=True,
    ),
)
