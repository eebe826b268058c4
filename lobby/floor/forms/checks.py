"""Forms of checks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.branches.forms import DayField
from lobby.floor.domain.checks.answering import Answer
from lobby.floor.enums.checks import CheckKind, CheckValue
from lobby.floor.models import ChecklistItem, ChecklistVersion

MAX_COUNT = 1_000_000


class AnswerForm(forms.Form):
    """The answer to one item; `act` does something about an issue at once."""

    value = forms.ChoiceField(choices=CheckValue, required=False)
    count = forms.IntegerField(min_value=0, max_value=MAX_COUNT, required=False)
    note = forms.CharField(max_length=300, required=False)
    reason = forms.CharField(max_length=300, required=False)
    person = forms.IntegerField(min_value=1, required=False)
    act = forms.CharField(max_length=30, required=False)
    attachment = SimpleArrayField(forms.IntegerField(min_value=1, max_value=2**63 - 1), required=False, max_length=6)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        if hasattr(data, "getlist"):
            self.data = {**data.dict(), "attachment": ",".join(data.getlist("attachment"))}

    def clean(self) -> dict[str, Any]:
        """Doing something says that it is an issue; otherwise there is an answer or a number."""
        cleaned = super().clean() or {}
        if cleaned.get("act"):
            cleaned["value"] = CheckValue.ISSUE
        if not self.errors and not cleaned.get("value") and cleaned.get("count") is None:
            self.add_error("value", _("Please choose an answer."))
        return cleaned

    @property
    def answer(self) -> Answer:
        """What was said."""
        said = self.cleaned_data
        return Answer(
            value=said["value"], count=said["count"], note=said["note"], reason=said["reason"], person=said["person"]
        )


class NoteForm(forms.Form):
    """A note, such as why a run is sent back."""

    note = forms.CharField(max_length=300, required=False)


class CheckDayForm(forms.Form):
    """Which business day a list shows, and which kind."""

    day = DayField(required=False)
    kind = forms.ChoiceField(choices=CheckKind, required=False)

    def day_or(self, today: dt.date) -> dt.date:
        """The asked day, else today."""
        return (self.cleaned_data.get("day") if self.is_valid() else None) or today


class TemplateForm(forms.Form):
    """A new checklist."""

    code = forms.SlugField(max_length=30)
    kind = forms.ChoiceField(choices=CheckKind)
    name_zh = forms.CharField(max_length=60)
    name_en = forms.CharField(max_length=60)


class VersionForm(forms.ModelForm):
    """Who does it, who signs, when."""

    roles = forms.MultipleChoiceField(label=_("Carried out by"), choices=RoleCode, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = ChecklistVersion
        fields = (
            "name_zh",
            "name_en",
            "roles",
            "signed_by",
            "needs_two",
            "is_watched",
            "subject",
            "when",
            "opens_before_s",
            "due_before_s",
            "every_s",
            "weekday",
            "month_day",
        )
        labels = {
            "name_zh": _("Chinese name"),
            "name_en": _("English name"),
            "signed_by": _("Signed off by"),
            "needs_two": _("Two must act"),
            "is_watched": _("An alert when it is late"),
            "subject": _("One run for"),
            "when": _("When"),
            "opens_before_s": _("Appears before, in seconds (empty: policy)"),
            "due_before_s": _("Due before, in seconds (empty: policy)"),
            "every_s": _("Between two patrols, in seconds"),
            "weekday": _("Weekday"),
            "month_day": _("Day of the month"),
        }


class ItemForm(forms.ModelForm):
    """One line of a checklist."""

    class Meta:
        model = ChecklistItem
        fields = (
            "code",
            "group_zh",
            "group_en",
            "text_zh",
            "text_en",
            "answer",
            "minimum",
            "is_per_person",
            "is_compliance",
            "photo_on_issue",
            "weight",
            "about",
            "team",
            "task_due_s",
        )
        labels = {
            "code": _("Code"),
            "group_zh": _("Heading in Chinese"),
            "group_en": _("Heading in English"),
            "text_zh": _("Text in Chinese"),
            "text_en": _("Text in English"),
            "answer": _("Answered with"),
            "minimum": _("At least"),
            "is_per_person": _("Each person on duty"),
            "is_compliance": _("Always applies"),
            "photo_on_issue": _("Photo of an issue"),
            "weight": _("Weight"),
            "about": _("What is shown beside it (word:key)"),
            "team": _("Team of the task"),
            "task_due_s": _("Task due after, in seconds"),
        }


class PublishForm(forms.Form):
    """From which business day on a version counts."""

    effective_from = DayField()
