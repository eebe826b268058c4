"""What the calls about complaints take. Money is a string in yuan such as "12.50"."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from complaints.enums.cases import (
    ActsFor,
    CardStep,
    CaseSeverity,
    LocalCause,
    ReceiptChannel,
    RejectReason,
    Responsibility,
    ToldWay,
    Verdict,
)
from complaints.models.cases import ANSWER_LENGTH, CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH, PLAN_LENGTH
from lobby.branches.api.bodies import MAX_BIGINT, VISIBLE, Body, Choice, Flag, Text, Whole
from lobby.floor.api.cash.bodies import money

LANGUAGES = [("zh-hans", "zh-hans"), ("en", "en")]
# More than a joint complaint may have: the terms say how many (R01).
MOST_NAMED = 50
MOST_MINUTES = 24 * 60
# A text of controls and marks that turn its direction shows nothing.
PATTERN = r"^[^\x00]*[^\s\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2066-\u2069\u3000\ufeff][^\x00]*$"
SHOWN = RegexValidator(PATTERN, code="blank")


class Words(Text):
    """What somebody says: something of it can be read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [*(one for one in self.validators if one is not VISIBLE), SHOWN]


def minutes() -> Whole:
    """The work in it."""
    return Whole(min_value=0, max_value=MOST_MINUTES, default=0, help_text="Minutes of work in it (S102)")


class SpeakerBody(Body):
    """One who speaks for the people of a joint complaint."""

    name = Words(max_length=NAME_LENGTH)
    contact = Words(max_length=CONTACT_LENGTH, required=False)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH, "pattern": PATTERN},
            {
                "type": "object",
                "properties": {
                    "name": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": NAME_LENGTH,
                        "pattern": PATTERN,
                    },
                    "contact": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": CONTACT_LENGTH,
                        "pattern": PATTERN,
                    },
                },
                "required": ["name"],
            },
        ]
    }
)
class Named(serializers.Field[Any, Any, Any, Any]):
    """A name alone, or with how to reach the person."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Both as name and contact."""
        return dict(SpeakerBody().run_validation({"name": data} if isinstance(data, str) else data))

    def to_representation(self, value: Any) -> Any:
        """Names are only taken."""
        return value


class ReceiveBody(Body):
    """A complaint as it comes in."""

    content = Words(max_length=CONTENT_LENGTH, help_text="The customer's own words")
    receipt_channel = Choice(ReceiptChannel.choices)
    ticket = Whole(min_value=1, max_value=MAX_BIGINT, required=False, help_text="Id of a ticket of the branch")
    about_staff = Text(max_length=40, required=False, help_text="User name of the person complained about")
    amount = money(required=False)
    severity = Choice(CaseSeverity.choices, required=False)
    representatives = serializers.ListField(child=Named(), required=False, max_length=MOST_NAMED)
    has_bad_influence = Flag(default=False)
    is_strong_discontent = Flag(default=False)
    complainant = Words(max_length=NAME_LENGTH, required=False)
    contact = Words(max_length=CONTACT_LENGTH, required=False)
    acts_for = Choice(ActsFor.choices, default=ActsFor.SELF)
    language = Choice(LANGUAGES, default="zh-hans", help_text="Of the customer's page")
    forwarded_number = Words(
        max_length=60, required=False, help_text="The authority's own number; needed for its channels"
    )
    is_heard = Flag(default=False, help_text="The customer was listened to before the facts were written down")


class HearBody(Body):
    """That the customer was listened to."""

    text = Words(max_length=CONTENT_LENGTH, required=False)


class RegisterBody(Body):
    """What it is. What was named already need not be named again; missing fields are 409 with their names."""

    severity = Choice(CaseSeverity.choices, required=False)
    channel_code = Text(max_length=30, required=False, help_text="Code of dimension A")
    business_code = Text(max_length=30, required=False, help_text="Code of dimension B")
    cause_code = Text(max_length=30, required=False, help_text="Code of dimension C; follows from `local_cause`")
    local_cause = Choice(LocalCause.choices, required=False)
    complainant = Words(max_length=NAME_LENGTH, required=False)
    contact = Words(max_length=CONTACT_LENGTH, required=False)
    about_staff = Text(max_length=40, required=False, help_text="User name of the person complained about")
    amount = money(required=False)
    has_bad_influence = Flag(default=False)
    is_strong_discontent = Flag(default=False)
    effort_minutes = minutes()


class WorkBody(Body):
    """A few words for colleagues."""

    text = Words(max_length=CONTENT_LENGTH, required=False)
    effort_minutes = minutes()


class PlanBody(Body):
    """What the cause was, whose doing, and what is to be done."""

    text = Words(max_length=PLAN_LENGTH)
    responsibility = Choice(Responsibility.choices, required=False, help_text="Needed the first time")
    cause_code = Text(max_length=30, required=False, help_text="Code of dimension C")
    local_cause = Choice(LocalCause.choices, required=False)
    effort_minutes = minutes()


class AmendBody(Body):
    """The plan, changed before it is under way."""

    text = Words(max_length=PLAN_LENGTH)
    effort_minutes = minutes()


class DecideBody(Body):
    """What was decided, and what the customer was told."""

    verdict = Choice(Verdict.choices)
    answer = Words(max_length=ANSWER_LENGTH)
    way = Choice(ToldWay.choices)
    effort_minutes = minutes()


class SettleBody(Body):
    """The card of the settlement on the spot; all four steps are needed."""

    card = serializers.ListField(child=Choice(CardStep.choices), max_length=len(CardStep))
    verdict = Choice(Verdict.choices)
    answer = Words(max_length=ANSWER_LENGTH)
    effort_minutes = minutes()


class AssignBody(Body):
    """Whose it is from now on."""

    owner = Text(max_length=40, help_text="User name of somebody who handles complaints of the branch")


class WithdrawBody(Body):
    """What the customer said when taking it back."""

    text = Words(max_length=CONTENT_LENGTH, required=False)


class MergeBody(Body):
    """Into which complaint of the branch, and what the customer is told."""

    into = Whole(min_value=1, max_value=MAX_BIGINT)
    text = Words(max_length=CONTENT_LENGTH)


class ComplaintRejectBody(Body):
    """Why it is not accepted, and what the customer is told."""

    reason = Choice(RejectReason.choices)
    text = Words(max_length=CONTENT_LENGTH)


class ReopenBody(Body):
    """The new fact."""

    text = Words(max_length=CONTENT_LENGTH)


class ComplaintNoteBody(Body):
    """An internal note."""

    text = Words(max_length=CONTENT_LENGTH)
    effort_minutes = minutes()


class FeedbackBody(Body):
    """What the customer was told."""

    text = Words(max_length=CONTENT_LENGTH)
    way = Choice(ToldWay.choices)
    effort_minutes = minutes()
