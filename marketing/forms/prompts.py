"""What staff tap and type about needs and prompts, and the fields of a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketing.domain import triggers
from marketing.domain.rules import Wording
from marketing.domain.triggers import Setting
from marketing.enums.needs import NeedKind, SkipReason
from marketing.enums.products import Family, ProductStatus
from marketing.enums.prompts import PromptAnswer
from marketing.forms.named import NamedChoiceField
from marketing.models import Product, Rule, Scenario
from marketing.selectors.prompts import TERMS

MOST_CASH, LAST_PRIORITY = 10_000_000, 999
PREFIX = "set_"


class NeedForm(forms.Form):
    """A need that was named; of cash the amount, which is not kept; of savings for how long."""

    kind = forms.ChoiceField(choices=NeedKind.choices)
    is_asked = forms.BooleanField(required=False)
    cash = forms.IntegerField(min_value=1, max_value=MOST_CASH, required=False)
    term_days = forms.TypedChoiceField(
        choices=[(days, days) for days in TERMS], coerce=int, empty_value=None, required=False
    )


class AnswerForm(forms.Form):
    """What the customer answered."""

    said = forms.ChoiceField(choices=PromptAnswer.choices)


class SayForm(AnswerForm):
    """The same to the prompt of a rule that is said now."""

    rule = forms.ModelChoiceField(queryset=Rule.objects.all())


class SkipForm(forms.Form):
    """Why nothing is said; with a rule, that hint is put away."""

    rule = forms.ModelChoiceField(queryset=Rule.objects.all(), required=False)
    reason = forms.ChoiceField(choices=SkipReason.choices)


class RuleForm(forms.Form):
    """A rule with the settings of its trigger."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=60)
    scenario = NamedChoiceField(
        label=_("scenario"), queryset=Scenario.objects.all(), required=False, empty_label=_("none")
    )
    family = forms.ChoiceField(label=pgettext_lazy("product", "family"), choices=Family.choices)
    product = NamedChoiceField(
        label=_("product"),
        queryset=Product.objects.exclude(status=ProductStatus.STOPPED).exclude(is_private=True),
        required=False,
        empty_label=_("the first suitable one of the family"),
    )
    script = forms.CharField(label=_("code of the approved words"), max_length=40)
    priority = forms.IntegerField(label=_("priority (smaller comes first)"), min_value=1, max_value=LAST_PRIORITY)

    def __init__(self, *args: Any, trigger: triggers.Trigger, **options: Any) -> None:
        super().__init__(*args, **options)
        self.trigger = trigger
        for setting in trigger.settings:
            self.fields[PREFIX + setting.name] = field_of(setting)

    @property
    def settings(self) -> list[Any]:
        """The bound fields of the trigger's settings."""
        return [self[PREFIX + setting.name] for setting in self.trigger.settings]

    @property
    def plain(self) -> list[Any]:
        """The other bound fields."""
        return [field for field in self if not field.name.startswith(PREFIX)]

    @property
    def wording(self) -> Wording:
        """What the verbs take."""
        data = dict(self.cleaned_data)
        values = {setting.name: value_of(setting, data.pop(PREFIX + setting.name)) for setting in self.trigger.settings}
        return Wording(trigger=self.trigger.name, values=values, **data)


class NewRuleForm(RuleForm):
    """A rule of one's own."""

    code = forms.SlugField(label=_("code"), max_length=40)
    field_order = ("code",)

    @property
    def wording(self) -> Wording:
        """Without the code, which is no part of the wording."""
        self.cleaned_data.pop("code", None)
        return super().wording


def field_of(setting: Setting) -> forms.Field:
    """The form field of a setting."""
    options: dict[str, Any] = {"label": setting.label, "initial": setting.default}
    if setting.kind == "number":
        return forms.IntegerField(min_value=setting.least, max_value=setting.most, **options)
    if setting.kind == "choice":
        return forms.ChoiceField(choices=list(setting.choices), **options)
    if setting.kind == "choices":
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=list(setting.choices), required=False, widget=widget, **options)
    options["initial"] = " ".join(setting.default)
    return forms.CharField(max_length=400, help_text=_("with spaces between"), **options)


def value_of(setting: Setting, cleaned: Any) -> Any:
    """What is kept of a cleaned field."""
    return cleaned.split() if setting.kind == "codes" else cleaned


def initial_of(rule: Rule, trigger: triggers.Trigger) -> dict[str, Any]:
    """The form's first values, from a version."""
    values = trigger.filled(rule.values)
    kept = {PREFIX + one.name: shown(one, values[one.name]) for one in trigger.settings}
    names = ("name_zh", "name_en", "scenario", "family", "product", "script", "priority")
    return {name: getattr(rule, name) for name in names} | kept


def shown(setting: Setting, value: Any) -> Any:
    """A kept value as its field shows it."""
    return " ".join(value) if setting.kind == "codes" else value
