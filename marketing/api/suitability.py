"""`POST /suitability/check/`: may this be offered to this customer?"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, IntegerField

from lobby.branches.api.bodies import Body, Choice, Flag, Text
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.live.posting import Call, PostView
from marketing.access.suitability import colleague, customer_by_reference_for, product_by_code
from marketing.domain.suitability import check
from marketing.enums.products import Surface
from marketing.enums.suitability import SuitabilityRule

Shape = serializers.Serializer[Any]


class SuitabilityBody(Body):
    """A customer, a product, and who would propose it."""

    customer = Text(max_length=40, help_text="The core system's number of a known customer")
    product = Text(max_length=20, help_text="The product's code")
    staff = Text(
        max_length=40, required=False, help_text="User name of whoever would propose it; leave it out for a referral"
    )
    surface = Choice(
        choices=Surface.choices,
        default=Surface.API.value,
        help_text="Where it would be offered; unasked ways need consent",
    )
    extra_confirmed = Flag(default=False, help_text="The special duty of care for the elderly was done")


class SuitabilityReasonShape(Shape):
    """A rule that speaks against it."""

    rule = ChoiceField(SuitabilityRule.values)
    text = CharField(help_text="The rule in words")


class SuitabilityShape(Shape):
    """What the gate says. The answer is kept under `id`."""

    id = IntegerField()
    allowed = BooleanField()
    reasons = SuitabilityReasonShape(many=True)


class CheckSuitability(PostView):
    """Ask the gate about one customer and one product.

    It answers 200 either way, with every rule that speaks against it in words; the answer is kept. Without `staff` no
    qualification is asked for: anybody may refer a customer.
    """

    about = "suitability"
    operation = "suitability-check"
    body = SuitabilityBody
    answers = {200: SuitabilityShape}

    def act(self, call: Call) -> Answer:
        """Fetch through the person, ask, answer."""
        wished = call.values
        customer = customer_by_reference_for(call.person, wished["customer"], Permission.PROMPT_USE, at=call.at)
        product, name = product_by_code(wished["product"]), wished.get("staff")
        verdict = check(
            customer,
            product,
            branch=customer.branch,
            by=call.by,
            at=call.at,
            surface=Surface(wished["surface"]),
            staff=colleague(customer.branch, name) if name else None,
            is_extra_confirmed=wished["extra_confirmed"],
        )
        reasons = [reason.told for reason in verdict.reasons]
        return Answer(200, {"id": verdict.row.pk, "allowed": verdict.is_allowed, "reasons": reasons})
