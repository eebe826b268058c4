"""Keeping the rules of offers: versions follow each other, none is ever rewritten, and one switched off is silent at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from lobby.branches.models import Staff
from lobby.floor.selectors.library import counting
from lobby.live import journal
from marketing.domain import triggers
from marketing.domain.triggers import Setting
from marketing.enums.products import Family
from marketing.errors.prompts import CodeTaken, ProductElsewhere, RuleChanged, ScriptMissing, SettingInvalid
from marketing.events.prompts import RuleBegan, RuleEnded
from marketing.models import Product, Rule, Scenario

MOST_CODES, LONGEST_CODE = 20, 20


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What somebody writes about a rule."""

    name_zh: str
    name_en: str
    trigger: str
    family: str
    script: str
    values: Mapping[str, Any] = field(default_factory=dict)
    scenario: Scenario | None = None
    product: Product | None = None
    priority: int = 50


def add_rule(code: str, *, by: Staff, at: dt.datetime, wording: Wording) -> Rule:
    """A new rule, in force at once. Raises CodeTaken, UnknownTrigger, SettingInvalid, ScriptMissing, ProductElsewhere."""
    with journal.unit(by=by.actor, at=at):
        try:
            with transaction.atomic():
                return begin(code, 1, by=by, at=at, wording=wording)
        except IntegrityError as error:
            raise CodeTaken from error


def change_rule(rule: Rule, *, by: Staff, at: dt.datetime, wording: Wording) -> Rule:
    """A new version of a rule, in force at once, whether the old one was switched off or not.

    Raises RuleChanged where `rule` is not the newest version any more, and what `add_rule` raises.
    """
    with journal.unit(by=by.actor, at=at):
        newest = locked_newest(rule)
        if newest.is_active:
            end(newest, by=by, at=at)
        return begin(rule.code, newest.version + 1, by=by, at=at, wording=wording)


def switch_off(rule: Rule, *, by: Staff, at: dt.datetime) -> Rule:
    """The rule offers nothing from now on. Raises RuleChanged."""
    with journal.unit(by=by.actor, at=at):
        newest = locked_newest(rule)
        if not newest.is_active:
            raise RuleChanged
        return end(newest, by=by, at=at)


def switch_on(rule: Rule, *, by: Staff, at: dt.datetime) -> Rule:
    """What was switched off counts again, as a version of its own. Raises RuleChanged, ScriptMissing."""
    with journal.unit(by=by.actor, at=at):
        newest = locked_newest(rule)
        if newest.is_active:
            raise RuleChanged
        return begin(newest.code, newest.version + 1, by=by, at=at, wording=wording_of(newest))


def wording_of(rule: Rule) -> Wording:
    """What a rule says, to go on from."""
    names = ("name_zh", "name_en", "trigger", "family", "script", "values", "scenario", "product", "priority")
    return Wording(**{name: getattr(rule, name) for name in names})


def locked_newest(rule: Rule) -> Rule:
    """The newest version under its lock. Raises RuleChanged when somebody made a newer one meanwhile."""
    rows = Rule.objects.filter(code=rule.code)
    newest = rows.select_for_update(of=("self",), no_key=True).order_by("-version").first()
    # Whoever waited for the lock holds the row that was the newest before.
    if newest is None or newest.pk != rule.pk or rows.filter(version__gt=newest.version).exists():
        raise RuleChanged
    return newest


def begin(code: str, version: int, *, by: Staff, at: dt.datetime, wording: Wording) -> Rule:
    """The version's row, checked."""
    trigger = triggers.get(wording.trigger)
    if wording.product is not None and wording.product.family != wording.family:
        raise ProductElsewhere
    everywhere = counting(None, Q(item__branch=None), at)
    if not everywhere.filter(item__code=wording.script).exists():
        raise ScriptMissing(script=wording.script)
    rule = Rule.objects.create(
        code=code,
        version=version,
        name_zh=wording.name_zh,
        name_en=wording.name_en,
        trigger=trigger.name,
        values={one.name: checked(one, wording.values.get(one.name, one.default)) for one in trigger.settings},
        scenario=wording.scenario,
        family=Family(wording.family),
        product=wording.product,
        script=wording.script,
        priority=wording.priority,
        created_at=at,
        by=by,
    )
    if by.home_branch_id is not None:
        journal.record(RuleBegan(branch_id=by.home_branch_id, offer_rule=rule.pk, code=code, version=version))
    return rule


def end(rule: Rule, *, by: Staff, at: dt.datetime) -> Rule:
    """The version counts no more."""
    rule.is_active, rule.ended_at, rule.ended_by = False, at, by
    rule.save(update_fields=["is_active", "ended_at", "ended_by"])
    if by.home_branch_id is not None:
        journal.record(RuleEnded(branch_id=by.home_branch_id, offer_rule=rule.pk, code=rule.code, version=rule.version))
    return rule


def checked(setting: Setting, value: Any) -> Any:
    """A setting's value as it is kept. Raises SettingInvalid."""
    known = [code for code, _label in setting.choices]
    if setting.kind == "number":
        fits = isinstance(value, int) and not isinstance(value, bool) and setting.least <= value <= setting.most
    elif setting.kind == "choice":
        fits = value in known
    elif setting.kind == "choices":
        fits = isinstance(value, list) and all(one in known for one in value)
    else:
        fits = isinstance(value, list) and len(value) <= MOST_CODES
        fits = fits and all(isinstance(one, str) and 0 < len(one) <= LONGEST_CODE for one in value)
    if not fits:
        raise SettingInvalid(label=setting.label)
    return value
