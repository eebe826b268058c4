"""Triggers by what the bank knows with consent: segments, life events, holdings, household and employer (S152, S153, S175)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.customers.enums import Tier
from lobby.customers.enums.profile import LifeEventKind
from marketing.domain.triggers.registry import Setting, Trigger, Values
from marketing.domain.triggers.situation import Situation
from marketing.enums.products import Family

OLDEST = 120
FAMILIES = tuple(Family.choices)
HAS = Setting(name="has", label=gettext_lazy("has one of"), kind="choices", default=[], choices=FAMILIES)
LACKS = Setting(name="lacks", label=gettext_lazy("and none of"), kind="choices", default=[], choices=FAMILIES)


def named(families: object) -> str:
    """Families in words."""
    return _(", ").join(str(Family(code).label) for code in sorted(families) if code in Family.values)  # type: ignore[call-overload]


def segment(situation: Situation, values: Values) -> str | None:
    """Level and age, as the core system states them."""
    if values["tiers"] and situation.tier not in values["tiers"]:
        return None
    if situation.age is None or not values["from_age"] <= situation.age <= values["to_age"]:
        return None
    return _("The customer's age is between %(first)s and %(last)s.") % {
        "first": values["from_age"],
        "last": values["to_age"],
    }


def life_event(situation: Situation, values: Values) -> str | None:
    """Something the customer told about their life, not long ago or soon."""
    for kind, date in situation.events:
        if kind in values["events"] and abs((situation.day - date).days) <= values["days"]:
            return _("The customer's card says: %(event)s, %(date)s.") % {
                "event": LifeEventKind(kind).label,
                "date": f"{date:%Y-%m-%d}",
            }
    return None


def maturing(situation: Situation, values: Values) -> str | None:
    """A deposit falls due: from exactly so many days before until that day."""
    ahead = dt.timedelta(days=situation.terms.maturity_days)
    for held in situation.holdings:
        if (
            held.matures_on
            and held.family in values["families"]
            and situation.day <= held.matures_on <= situation.day + ahead
        ):
            return _("Something the customer has here matures on %(date)s.") % {"date": f"{held.matures_on:%Y-%m-%d}"}
    return None


def salary(situation: Situation, values: Values) -> str | None:
    """A salary or pension came in these days."""
    since = situation.day - dt.timedelta(days=values["days"])
    if not any(held.last_credit_on and since < held.last_credit_on <= situation.day for held in situation.holdings):
        return None
    return _("A regular payment has come in these days.")


def extension(situation: Situation, values: Values) -> str | None:
    """The customer has one thing and lacks what goes with it."""
    has = situation.families & set(values["has"])
    if not has or situation.families & set(values["lacks"]):
        return None
    return _("The customer has %(has)s and not what goes with it.") % {"has": named(has)}


def family(situation: Situation, values: Values) -> str | None:
    """Somebody of the household has it and the customer lacks it; only of members who agreed to be one household."""
    if situation.families & set(values["lacks"]):
        return None
    if not any(held.family in values["has"] for member in situation.relatives for held in member):
        return None
    return _("The household is looked after together, with its consent.")


def corporate(situation: Situation, values: Values) -> str | None:
    """A corporate customer who lacks something of the line, or somebody whose employer banks here."""
    if not (situation.is_employee if values["who"] == "employee" else situation.is_corporate):
        return None
    if situation.families & set(values["lacks"]):
        return None
    if values["who"] == "employee":
        return _("The customer's employer banks here; the customer agreed to offers themselves.")
    return _("A corporate customer who does not use this yet.")


def payroll(situation: Situation, values: Values) -> str | None:
    """The salary comes here and something is missing."""
    if not situation.is_payroll or situation.families & set(values["lacks"]):
        return None
    return _("The salary comes to this bank and the customer does not use this yet.")


TRIGGERS = (
    Trigger(
        name="segment",
        title=gettext_lazy("Level and age"),
        help=gettext_lazy("As the core system states them; never by looks."),
        settings=(
            Setting(
                name="tiers",
                label=gettext_lazy("levels (none = all)"),
                kind="choices",
                default=[],
                choices=Tier.choices,
            ),
            Setting(name="from_age", label=gettext_lazy("from age"), kind="number", default=18, least=18, most=OLDEST),
            Setting(name="to_age", label=gettext_lazy("to age"), kind="number", default=OLDEST, least=18, most=OLDEST),
        ),
        applies=segment,
    ),
    Trigger(
        name="life_event",
        title=gettext_lazy("Life event"),
        help=gettext_lazy("Something the customer told us themselves."),
        settings=(
            Setting(
                name="events",
                label=gettext_lazy("events"),
                kind="choices",
                default=[],
                choices=tuple(LifeEventKind.choices),
            ),
            Setting(name="days", label=gettext_lazy("days before or after"), kind="number", default=180, least=1),
        ),
        applies=life_event,
    ),
    Trigger(
        name="maturing",
        title=gettext_lazy("Deposit that matures"),
        help=gettext_lazy("From so many days before as the terms of marketing say, until the day itself."),
        settings=(
            Setting(
                name="families",
                label=gettext_lazy("families"),
                kind="choices",
                default=[Family.TIME_DEPOSIT.value],
                choices=FAMILIES,
            ),
        ),
        applies=maturing,
    ),
    Trigger(
        name="salary",
        title=gettext_lazy("Salary or pension came in"),
        help=gettext_lazy("By the core system's date of the last regular payment."),
        settings=(Setting(name="days", label=gettext_lazy("within days"), kind="number", default=5, least=1, most=31),),
        applies=salary,
    ),
    Trigger(
        name="extension",
        title=gettext_lazy("Cross-sell: goes with what they have"),
        help=gettext_lazy("The customer has one family of products and none of another."),
        settings=(HAS, LACKS),
        applies=extension,
    ),
    Trigger(
        name="family",
        title=gettext_lazy("Cross-sell: household"),
        help=gettext_lazy("Somebody of the consented household has it."),
        settings=(HAS, LACKS),
        applies=family,
    ),
    Trigger(
        name="corporate",
        title=gettext_lazy("Cross-sell: company and its staff"),
        help=gettext_lazy("Corporate customers, or people whose employer is one."),
        settings=(
            Setting(
                name="who",
                label=gettext_lazy("who"),
                kind="choice",
                default="company",
                choices=(("company", gettext_lazy("the company")), ("employee", gettext_lazy("its staff"))),
            ),
            LACKS,
        ),
        applies=corporate,
    ),
    Trigger(
        name="payroll",
        title=gettext_lazy("Cross-sell: salary account"),
        help=gettext_lazy("The salary comes here and something is missing."),
        settings=(LACKS,),
        applies=payroll,
    ),
)
