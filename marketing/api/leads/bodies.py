"""What the calls about leads take."""

from __future__ import annotations

from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Flag, Text, Whole
from marketing.enums.leads import DeclineReason, LeadReason, LeadSource
from marketing.enums.products import Family
from marketing.enums.prompts import PromptAnswer
from marketing.models.leads import NOTE_LENGTH, REASON_LENGTH

WAYS = [(way, way) for way in ("meeting", "phone", "sms", "email")]


def number() -> Whole:
    """The id of a row, if it is named."""
    return Whole(min_value=1, max_value=MAX_BIGINT, required=False)


class LeadBody(Body):
    """A customer's interest, and where it comes from."""

    customer = Text(
        max_length=40, required=False, help_text="The core system's number; left out it is the visit's customer"
    )
    family = Choice(choices=Family.choices)
    source = Choice(choices=LeadSource.choices)  # type: ignore[assignment]
    visit = number()
    ticket = number()
    product = Text(max_length=20, required=False, help_text="Code of a product of the family")
    reason = Choice(choices=LeadReason.choices, required=False)
    note = Text(max_length=NOTE_LENGTH, required=False)
    is_on_site = Flag(default=False)
    to = Text(max_length=150, required=False, help_text="User name: offered to this colleague at once")


class LeadOfferBody(Body):
    """To whom."""

    to = Text(max_length=150, help_text="User name")


class LeadDeclineBody(Body):
    """Why not: one of the usual reasons as its word, or a few own words."""

    reason = Text(max_length=REASON_LENGTH, help_text=f"Such as {', '.join(DeclineReason.values)}")


class LeadContactBody(Body):
    """How, and what the customer said."""

    way = Choice(choices=WAYS, default="meeting")
    answer = Choice(choices=PromptAnswer.choices, required=False)


class LeadProposeBody(Body):
    """What is proposed."""

    product = Text(max_length=20, help_text="Code of a product of the lead's family")
    recording_ref = Text(max_length=60, required=False)
    extra_confirmed = Flag(default=False, help_text="The special duty of care for the elderly was done")


class LeadWinBody(Body):
    """The deal."""

    deal_reference = Text(max_length=40, help_text="Number in the core system")


class LeadEndBody(Body):
    """Why it ends."""

    reason = Text(max_length=REASON_LENGTH)
