"""What the calls about waivers, seizures and fraud checks take. Money is a string in yuan such as "12.50"."""

from __future__ import annotations

from django.core.validators import RegexValidator
from rest_framework import serializers

from lobby.branches.api.bodies import Body, Choice, Flag, QueryWhole, Text, Whole
from lobby.branches.enums import AuthorityAction
from lobby.floor.enums.authority import UseReason, UseStatus
from lobby.floor.enums.fraud import CheckStatus, FraudSign
from lobby.floor.enums.seizures import Authority, PieceKind, ReportReason, SeizureStatus

MONEY = RegexValidator(r"^[0-9]{1,10}(\.[0-9]{1,2})?$")
ABOUT = RegexValidator(r"^[a-z_.]{1,30}:[0-9]{1,18}$")
FOUND_REASONS = [(one.value, one.label) for one in ReportReason if one != ReportReason.MANY]


def money(**options: object) -> Text:
    """A sum in yuan with two decimals at most."""
    return Text(max_length=13, validators=[MONEY], help_text="Yuan as a string, such as 12.50", **options)


def about() -> Text:
    """What the act is about."""
    return Text(max_length=50, validators=[ABOUT], required=False, help_text="Such as ticket:12")


class WaiverQuery(Body):
    """Which uses of authority are listed, newest first."""

    status = Choice(UseStatus.choices, required=False)
    limit = QueryWhole(min_value=1, max_value=500, default=100)


class WaiverBody(Body):
    """A use of authority."""

    action = Choice(AuthorityAction.choices, default=AuthorityAction.FEE_WAIVER)
    amount = money()
    reason = Choice(UseReason.choices)
    note = Text(max_length=200, required=False)
    about = about()


class RemarkBody(Body):
    """A remark that may be left out."""

    note = Text(max_length=200, required=False)


class GroundsBody(Body):
    """Grounds or a result in words."""

    note = Text(max_length=200)


class SeizureQuery(Body):
    """Which seizures are listed, newest first."""

    status = Choice(SeizureStatus.choices, required=False)
    limit = QueryWhole(min_value=1, max_value=500, default=100)


class PieceBody(Body):
    """A note with its number, coins with their count, foreign money with its currency."""

    kind = Choice(PieceKind.choices)
    denomination = money()
    serial_no = Text(max_length=20, required=False)
    currency = Text(max_length=3, default="CNY")
    count = Whole(min_value=1, max_value=10_000, default=1)


class SeizureBody(Body):
    """What was found at a counter."""

    pieces = serializers.ListField(child=PieceBody(), min_length=1, max_length=200)
    reasons = serializers.ListField(child=Choice(FOUND_REASONS), max_length=3, default=list)
    clue = Text(max_length=300, required=False)
    about = about()


class MarkBody(Body):
    """Stamped and sealed before the customer's eyes."""

    in_view = Flag()


class VoucherBody(Body):
    """What stands on the official voucher."""

    voucher_no = Text(max_length=40)
    customer_name = Text(max_length=60)
    customer_identity = Text(max_length=40)
    signed = Flag(help_text="False = the customer refused to sign")


class ReportBody(Body):
    """Who was told."""

    authority = Choice(Authority.choices)
    reference = Text(max_length=60)


class AppraisalBody(Body):
    """Who appraises."""

    appraiser = Text(max_length=100, required=False)


class FraudCheckQuery(Body):
    """Which checks are listed, newest first."""

    status = Choice(CheckStatus.choices, required=False)
    limit = QueryWhole(min_value=1, max_value=500, default=100)


class FraudCheckBody(Body):
    """What the customer answered to the five questions."""

    signs = serializers.ListField(child=Choice(FraudSign.choices), max_length=5)
    amount = money(required=False)
    note = Text(max_length=300, required=False)
    about = about()


class FraudDecisionBody(Body):
    """The grounds of a decision."""

    decision = Text(max_length=300)
