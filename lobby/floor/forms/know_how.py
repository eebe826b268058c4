"""Forms of what people have to know: answers to questions, a rating of competence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.forms import DayField
from lobby.floor.enums.competence import HIGHEST, LEAST_EVIDENCE, LOWEST, MOST_EVIDENCE, Quality
from lobby.floor.quizzes import Question

EVERY_QUESTION = {"required": _("Please answer every question."), "invalid_choice": _("Please answer every question.")}


class AnswersForm(forms.Form):
    """One option for each question, and the version whose questions were shown."""

    number = forms.IntegerField(min_value=1, max_value=32767)

    def __init__(self, data: Any = None, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.names = [f"question_{place}" for place, _question in enumerate(questions)]
        for name, question in zip(self.names, questions, strict=True):
            self.fields[name] = forms.TypedChoiceField(
                choices=list(enumerate(question.options)), coerce=int, error_messages=EVERY_QUESTION
            )

    @property
    def answers(self) -> list[int]:
        """The places of the options, in the order of the questions."""
        return [self.cleaned_data[name] for name in self.names]


class RatingForm(forms.Form):
    """How somebody does in one quality, and what it rests on."""

    quality = forms.ChoiceField(choices=Quality.choices, label=_("Quality"))
    rating = forms.TypedChoiceField(
        choices=[(value, value) for value in range(LOWEST, HIGHEST + 1)], coerce=int, label=_("Rating, 5 is best")
    )
    rated_on = DayField(label=_("Seen on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    evidence = forms.CharField(
        min_length=LEAST_EVIDENCE,
        max_length=MOST_EVIDENCE,
        label=_("What it rests on"),
        help_text=_("What you saw or measured: a visit, a figure, a customer's words. Nothing about looks or health."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
