"""What people fill in on a complaint's page, one form for each verb. What somebody complained is never filled in again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.access.cases import complaints_for
from complaints.enums.cases import (
    CardStep,
    CaseSeverity,
    Dimension,
    LocalCause,
    RejectReason,
    Responsibility,
    ToldWay,
    Verdict,
)
from complaints.forms.verbs import VerbForm, WorkForm, area
from complaints.models import Complaint, ComplaintCode
from complaints.models.cases import ANSWER_LENGTH, CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH, PLAN_LENGTH
from complaints.selectors.capture import first_codes
from complaints.selectors.codes import codes_in_use, depth_of
from complaints.selectors.duplicates import like
from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Staff


class HearForm(VerbForm):
    """What the customer feels and needs."""

    text = forms.CharField(
        label=_("What matters to the customer"), max_length=CONTENT_LENGTH, required=False, widget=area()
    )


def choices_of(field: forms.Field, codes: list[ComplaintCode]) -> None:
    """Let a field offer codes in their order."""
    field.queryset = ComplaintCode.objects.filter(is_active=True)  # type: ignore[attr-defined]
    indent = depth_of(codes)
    shown = [(code.pk, f"{'　' * indent[code.pk]}{code.name}") for code in codes]
    field.choices = [("", _("choose")), *shown]  # type: ignore[attr-defined]


class RegisterForm(WorkForm):
    """What a registered complaint must say (S422). What is known already may stay empty."""

    severity = forms.ChoiceField(label=_("How serious"), choices=CaseSeverity.choices)
    local_cause = forms.ChoiceField(label=_("Cause"), choices=LocalCause.choices)
    channel_code = forms.ModelChoiceField(ComplaintCode.objects.none(), label=_("Where the business was done"))
    business_code = forms.ModelChoiceField(ComplaintCode.objects.none(), label=_("Kind of business"))
    cause_code = forms.ModelChoiceField(
        ComplaintCode.objects.none(),
        label=_("Cause as it is counted"),
        required=False,
        help_text=_("follows from the cause above when it is left empty"),
    )
    complainant = forms.CharField(label=_("Who complains"), max_length=NAME_LENGTH)
    contact = forms.CharField(label=_("Phone or mail"), max_length=CONTACT_LENGTH, required=False)
    about_staff = forms.ModelChoiceField(
        Staff.objects.none(), label=_("About whom"), required=False, empty_label=_("nobody in particular")
    )
    amount = forms.DecimalField(
        label=_("Amount in yuan"), min_value=Decimal(0), max_digits=12, decimal_places=2, required=False
    )
    is_strong_discontent = forms.BooleanField(label=_("very upset"), required=False)
    has_bad_influence = forms.BooleanField(label=_("others take notice, or the media"), required=False)
    field_order = (
        *("severity", "local_cause", "complainant", "contact", "channel_code", "business_code", "about_staff"),
        *("amount", "is_strong_discontent", "has_bad_influence", "cause_code", "effort_minutes"),
    )

    def prepare(self) -> None:
        """Codes, the people of the branch, and what is known already."""
        complaint, codes = self.complaint, codes_in_use()
        for name, dimension in (
            ("channel_code", Dimension.CHANNEL),
            ("business_code", Dimension.BUSINESS),
            ("cause_code", Dimension.CAUSE),
        ):
            choices_of(self.fields[name], codes[dimension])
        self.initial.update(first_codes(complaint))
        self.initial["cause_code"] = complaint.cause_code_id
        people = staff_with_role(complaint.branch, RoleCode.values).order_by("name")
        self.fields["about_staff"].queryset = people  # type: ignore[attr-defined]
        for name in ("severity", "local_cause", "amount"):
            self.initial[name] = getattr(complaint, name)
        self.initial["about_staff"] = complaint.about_staff_id
        for name in ("complainant", "contact"):
            if getattr(complaint, name):
                self.fields[name].required = False
                self.fields[name].help_text = _("noted already; write here only what is different")


class AnalyseForm(WorkForm):
    """What is looked into first."""

    text = forms.CharField(label=_("What is looked into"), max_length=CONTENT_LENGTH, required=False, widget=area())


class PlanForm(WorkForm):
    """Cause, whose doing, and what is to be done."""

    responsibility = forms.ChoiceField(label=_("Whose doing"), choices=Responsibility.choices)
    cause_code = forms.ModelChoiceField(ComplaintCode.objects.none(), label=_("Cause as it is counted"))
    text = forms.CharField(label=_("What is to be done, by whom, until when"), max_length=PLAN_LENGTH, widget=area(4))
    field_order = ("responsibility", "cause_code", "text", "effort_minutes")

    def prepare(self) -> None:
        """The causes, and what is known already."""
        choices_of(self.fields["cause_code"], codes_in_use()[Dimension.CAUSE])
        self.initial["cause_code"] = self.complaint.cause_code_id
        self.initial["responsibility"] = self.complaint.responsibility


class AmendForm(WorkForm):
    """The plan as it is, to be changed."""

    text = forms.CharField(label=pgettext_lazy("complaints", "Plan"), max_length=PLAN_LENGTH, widget=area(5))

    def prepare(self) -> None:
        """What stands now."""
        self.initial["text"] = self.complaint.plan


class ResolveForm(WorkForm):
    """A word to those who do it."""

    text = forms.CharField(label=_("Remark for colleagues"), max_length=CONTENT_LENGTH, required=False, widget=area(2))


class DecideForm(WorkForm):
    """The decision, and how the customer was told."""

    told = "answer"
    verdict = forms.TypedChoiceField(label=_("Decision"), choices=Verdict.choices, coerce=Verdict)
    answer = forms.CharField(label=_("What the customer was told"), max_length=ANSWER_LENGTH, widget=area(4))
    way = forms.TypedChoiceField(
        label=_("How the customer was told"), choices=ToldWay.choices, coerce=ToldWay, initial=ToldWay.PHONE
    )
    field_order = ("verdict", "answer", "keeps_words", "way", "effort_minutes")


class SettleForm(WorkForm):
    """The card of four ticks (S180c)."""

    told = "answer"
    card = forms.MultipleChoiceField(
        label=_("Four steps"), choices=CardStep.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    verdict = forms.TypedChoiceField(label=_("Decision"), choices=Verdict.choices, coerce=Verdict)
    answer = forms.CharField(label=_("What the customer was told"), max_length=ANSWER_LENGTH, widget=area())
    field_order = ("card", "verdict", "answer", "keeps_words", "effort_minutes")


class AssignForm(VerbForm):
    """Whose it is from now on."""

    to = forms.ModelChoiceField(Staff.objects.none(), label=_("Who takes it"), empty_label=_("choose"))

    def prepare(self) -> None:
        """Those of the branch who handle complaints, but the owner and whoever it is about."""
        people = staff_with_role(self.complaint.branch, roles_with(Permission.COMPLAINT_HANDLE))
        people = people.exclude(pk__in=[self.complaint.owner_id, self.complaint.about_staff_id or 0])
        self.fields["to"].queryset = people.order_by("name")  # type: ignore[attr-defined]


class WithdrawForm(VerbForm):
    """What the customer said."""

    text = forms.CharField(label=_("What the customer said"), max_length=CONTENT_LENGTH, widget=area(2))


class MergeForm(VerbForm):
    """The complaint that it belongs to, by number; those that are alike are proposed."""

    told = "text"
    into = forms.CharField(
        label=_("Number of the other complaint"), max_length=40, widget=forms.TextInput(attrs={"list": "merge-like"})
    )
    text = forms.CharField(label=_("What the customer is told"), max_length=CONTENT_LENGTH, widget=area())
    field_order = ("into", "text", "keeps_words")

    def clean_into(self) -> Complaint:
        """A complaint of the branch that the person sees."""
        rows = complaints_for(self.me).filter(branch=self.complaint.branch_id)
        found = rows.filter(number=self.cleaned_data["into"].strip().replace("\0", "")).first()
        if found is None:
            raise forms.ValidationError(_("There is no complaint of this number."))
        return found

    def alike(self) -> list[Complaint]:
        """Open ones with the same ticket or contact."""
        return like(self.complaint, among=complaints_for(self.me))


class RejectForm(VerbForm):
    """Why it is not accepted."""

    told = "text"
    reason = forms.TypedChoiceField(
        label=pgettext_lazy("complaint", "Why it is not accepted"), choices=RejectReason.choices, coerce=RejectReason
    )
    text = forms.CharField(label=_("What the customer is told"), max_length=CONTENT_LENGTH, widget=area())
    field_order = ("reason", "text", "keeps_words")


class ReopenForm(VerbForm):
    """The new fact."""

    text = forms.CharField(label=_("What is new"), max_length=CONTENT_LENGTH, widget=area())


class NoteForm(WorkForm):
    """For colleagues."""

    text = forms.CharField(label=_("Note for colleagues"), max_length=CONTENT_LENGTH, widget=area())


class FeedbackForm(WorkForm):
    """What the customer was told."""

    told = "text"
    text = forms.CharField(label=_("What the customer was told"), max_length=CONTENT_LENGTH, widget=area())
    way = forms.TypedChoiceField(
        label=_("How the customer was told"), choices=ToldWay.choices, coerce=ToldWay, initial=ToldWay.PHONE
    )
    field_order = ("text", "keeps_words", "way", "effort_minutes")


FORMS: dict[str, type[VerbForm]] = {
    "hear": HearForm,
    "register": RegisterForm,
    "analyse": AnalyseForm,
    "plan": PlanForm,
    "amend_plan": AmendForm,
    "resolve": ResolveForm,
    "decide": DecideForm,
    "settle": SettleForm,
    "assign": AssignForm,
    "withdraw": WithdrawForm,
    "merge": MergeForm,
    "reject": RejectForm,
    "reopen": ReopenForm,
    "note": NoteForm,
    "feedback": FeedbackForm,
}


def form_of(verb: str, complaint: Complaint, me: Staff, *sent: Any) -> VerbForm:
    """The form of a verb; its ids begin with the verb, so that several stand on a page."""
    return FORMS[verb](*sent, complaint=complaint, me=me, auto_id=f"{verb}-%s")
