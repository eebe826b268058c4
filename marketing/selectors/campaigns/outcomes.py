"""How goals of the day are reached: by compliant outcomes alone, counted from their rows (S323).

A goal counts here when its product is a family, a product, mobile banking, or what customers were asked; the words are
those of either language, or the code. Won leads passed the gate at every step; a blocked one is never won.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import day_bounds
from lobby.branches.models import Branch, Staff
from lobby.floor.models import Goal
from marketing.enums.leads import LeadStatus
from marketing.enums.products import Family
from marketing.models import Activation, Lead, Product, Prompt

# What a goal about asking at all is called.
ASKED = _("customers asked")
ASKED_KEY = "asked"
LANGUAGES = ("zh-hans", "en")
Group = tuple[int, dt.date]


def outcomes(goals: Iterable[Goal], staff: Staff | None) -> Mapping[int, int]:
    """How far the goals are whose product is known here (1 query for products, 4 for each branch and day)."""
    return reached_by(goals, lambda goal: staff.pk if staff else None)


def shares(goals: Iterable[Goal]) -> Mapping[int, int]:
    """The same for goals of people, each counted by its person (as many queries, however many people)."""
    return reached_by(goals, lambda goal: goal.staff_id)


def reached_by(goals: Iterable[Goal], whose: Callable[[Goal], int | None]) -> dict[int, int]:
    """How far the goals are, each counted by somebody, or by everybody."""
    keys = keys_of(goals)
    groups: dict[Group, list[Goal]] = {}
    for goal in goals:
        if goal.pk in keys:
            groups.setdefault((goal.branch_id, goal.date), []).append(goal)
    reached: dict[int, int] = {}
    for (branch_id, day), those in groups.items():
        counted = counts(branch_id, day)
        reached.update({goal.pk: counted[whose(goal)][keys[goal.pk]] for goal in those})
    return reached


def keys_of(goals: Iterable[Goal]) -> dict[int, str]:
    """What each goal is about: a family's code, `product:` and an id, or what was asked; others are left out."""
    names = {goal.pk: goal.product.strip().lower() for goal in goals}
    known = {pk: words()[name] for pk, name in names.items() if name in words()}
    rest = {name for pk, name in names.items() if pk not in known}
    if rest:
        products = product_keys(rest)
        known.update({pk: products[name] for pk, name in names.items() if name in products})
    return known


def product_keys(names: set[str]) -> dict[str, str]:
    """Products by code or either name (1 query)."""
    found: dict[str, str] = {}
    for pk, *called in Product.objects.values_list("pk", "code", "name_zh", "name_en"):
        found.update({name.lower(): f"product:{pk}" for name in called if name.lower() in names})
    return found


@cache
def words() -> dict[str, str]:
    """Families and what was asked, by code and by name in both languages."""
    found = {family.value: family.value for family in Family}
    for language in LANGUAGES:
        with translation.override(language):
            found.update({str(family.label).lower(): family.value for family in Family})
            found[str(ASKED).lower()] = ASKED_KEY
    return found


def counts(branch_id: int, day: dt.date) -> Mapping[int | None, Counter[str]]:
    """Won leads by family and product, activations and answered prompts of a business day (4 queries).

    By person, and of everybody under None; whoever noted a lead and whoever won it are both told of it.
    """
    begins, ends = day_bounds(Branch.objects.get(pk=branch_id), day)
    counted: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    won = Lead.objects.filter(branch=branch_id, status=LeadStatus.WON, ended_at__gte=begins, ended_at__lt=ends)
    for family, product_id, creator, receiver in won.values_list("family", "product_id", "creator", "receiver"):
        for person in {None, creator, receiver}:
            counted[person][family] += 1
            if product_id is not None:
                counted[person][f"product:{product_id}"] += 1
    set_up = Activation.objects.filter(branch=branch_id, day=day)
    answered = Prompt.objects.filter(branch=branch_id, answered_at__gte=begins, answered_at__lt=ends)
    for key, rows in ((Family.MOBILE_BANK, set_up), (ASKED_KEY, answered)):
        for staff_id, n in rows.order_by().values_list("staff").annotate(n=Count("pk")):
            for person in {None, staff_id}:
                counted[person][key] += n
    return counted
