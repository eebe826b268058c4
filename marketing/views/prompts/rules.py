"""AD-5's rules: when something may be offered, why, in which words; switched off it is silent at once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done, invalid
from lobby.branches.errors import Invalid
from lobby.branches.models import Staff
from marketing.access.prompts import check_keeps_rules, rule_to_keep
from marketing.domain import rules as verbs
from marketing.domain import triggers
from marketing.errors.prompts import RuleChanged
from marketing.forms.prompts import NewRuleForm, RuleForm, initial_of
from marketing.models import Rule
from marketing.selectors import prompts as selectors
from marketing.selectors.terms import in_force


@never_cache
@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every rule with its scenario (7 queries). Raises Forbidden."""
    assert isinstance(request.user, Staff)
    check_keeps_rules(request.user)
    at = timezone.now()
    context = {"book": selectors.rule_book(at=at), "triggers": triggers.all_triggers(), "terms": in_force(at)}
    return render(request, "marketing/prompts/rules.html", context)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A rule with its form and its versions. Raises Forbidden, NoSuchRule."""
    assert isinstance(request.user, Staff)
    rule = rule_to_keep(request.user, code)
    trigger = triggers.get(rule.trigger)
    context = {
        "rule": rule,
        "trigger": trigger,
        "form": RuleForm(trigger=trigger, initial=initial_of(rule, trigger)),
        "history": selectors.history_of(code),
    }
    return render(request, "marketing/prompts/rule.html", context)


@never_cache
@login_required
@require_safe
def new(request: HttpRequest, trigger: str) -> HttpResponse:
    """The form of a new rule with this trigger. Raises Forbidden, UnknownTrigger."""
    assert isinstance(request.user, Staff)
    check_keeps_rules(request.user)
    found = triggers.get(trigger)
    context = {"trigger": found, "form": NewRuleForm(trigger=found, initial={"priority": 50})}
    return render(request, "marketing/prompts/rule_new.html", context)


@login_required
@require_POST
def add(request: HttpRequest, trigger: str) -> HttpResponse:
    """Keep it. Raises Forbidden, UnknownTrigger, CodeTaken and what its words and settings refuse."""
    assert isinstance(request.user, Staff)
    check_keeps_rules(request.user)
    form = NewRuleForm(request.POST, trigger=triggers.get(trigger))
    if not form.is_valid():
        return invalid(request, form)
    code = form.cleaned_data["code"]
    verbs.add_rule(code, by=request.user, at=timezone.now(), wording=form.wording)
    return done(request, redirect=reverse("marketing:rule", args=[code]))


@login_required
@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A new version. Raises Forbidden, NoSuchRule, RuleChanged and what its words and settings refuse."""
    assert isinstance(request.user, Staff)
    rule = as_seen(request, rule_to_keep(request.user, code))
    form = RuleForm(request.POST, trigger=triggers.get(rule.trigger))
    if not form.is_valid():
        return invalid(request, form)
    made = verbs.change_rule(rule, by=request.user, at=timezone.now(), wording=form.wording)
    return done(request, said(made), redirect=reverse("marketing:rule", args=[code]))


@login_required
@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Off or on again. Raises Forbidden, NoSuchRule, RuleChanged."""
    assert isinstance(request.user, Staff)
    rule = as_seen(request, rule_to_keep(request.user, code))
    verb = verbs.switch_on if request.POST.get("on") == "1" else verbs.switch_off
    made = verb(rule, by=request.user, at=timezone.now())
    return done(request, said(made), redirect=reverse("marketing:rules") + f"#{code}")


def as_seen(request: HttpRequest, rule: Rule) -> Rule:
    """The newest version, if it is the one on the screen. Raises RuleChanged, Invalid."""
    seen: Any = request.POST.get("version", "")
    if not seen.isascii() or not seen.isdigit():
        raise Invalid(reason="version")
    if seen != str(rule.version):
        raise RuleChanged
    return rule


def said(rule: Rule) -> str:
    """What the screen says after a change."""
    if rule.is_active:
        return _("Version %(n)s counts from now on.") % {"n": rule.version}
    return _("Switched off: it offers nothing from now on.")
