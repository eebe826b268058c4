"""Stock: what there is, giving out, receiving, counting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.forms import check_in_calendar
from lobby.floor.domain.stock import moving
from lobby.floor.enums.stock import OUTWARD, MaterialKind, MoveReason
from lobby.floor.models import Material
from lobby.floor.selectors import stock as selectors
from lobby.live.posting import Call, PostView

REASONS = [(reason.value, reason.label) for reason in OUTWARD]


class MaterialShape(serializers.Serializer[Any]):
    """A material and what is there of it; expired pieces are not on hand."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(MaterialKind.choices)
    name = serializers.CharField()
    on_hand = serializers.IntegerField(min_value=0)
    minimum = serializers.IntegerField(min_value=0)
    is_low = serializers.BooleanField()
    expired = serializers.IntegerField(min_value=0, help_text="Still there and to be taken away")
    next_expiry = serializers.DateField(allow_null=True, help_text="Last day of what expires first")
    is_lendable = serializers.BooleanField()


class IssueStockBody(Body):
    """How many go out, why, what for and to whom."""

    quantity = Whole(min_value=1, max_value=moving.MOST)
    reason = Choice(REASONS, default=MoveReason.ISSUED)
    purpose = Text(
        max_length=16, required=False, help_text="Of a prize or gift; `purchase` is refused (`prize_for_purchase`)"
    )
    visit = Whole(min_value=1, max_value=MAX_BIGINT, allow_null=True, default=None, help_text="Who got it")
    note = Text(max_length=120, required=False, help_text="Who got it where there is no visit; why it was lost")


class ReceiveStockBody(Body):
    """What came."""

    quantity = Whole(min_value=1, max_value=moving.MOST)
    expires_on = serializers.DateField(
        allow_null=True, default=None, validators=[check_in_calendar], help_text="The last day on which it is given out"
    )
    approval_no = Text(max_length=40, required=False, help_text="Of printed matter")


class CountStockBody(Body):
    """How many there are."""

    counted = Whole(min_value=0, max_value=moving.MOST)


class Materials(ApiView):
    """What the branch keeps."""

    about = "materials"
    operation = "material-list"
    answers = {200: MaterialShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List them by kind and code (3–4 queries)."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        shelves = selectors.shelves(branch, selectors.active_materials(branch), at=timezone.now())
        return Response([material_answer(shelf) for shelf in shelves])


class MaterialPost(PostView):
    """Something done with one material, by who keeps the stock."""

    about = "materials"
    answers = {200: MaterialShape}

    def act(self, call: Call, code: str, material: str) -> Answer:
        """Do it and tell what is there afterwards."""
        branch = branch_for(call.person, code, Permission.STOCK_MANAGE)
        kept = Material.objects.filter(branch=branch, is_active=True, code=material).select_related("branch")
        found = kept.first() if "\0" not in material else None
        if found is None:
            raise NotFound
        self.change(call, found)
        return Answer(200, material_answer(selectors.shelves(branch, [found], at=call.at)[0]))

    def change(self, call: Call, material: Material) -> None:
        """The verb."""
        raise NotImplementedError


class Issue(MaterialPost):
    """Give out, refill the work folder or write off; the lot that expires first goes first."""

    operation = "material-issue"
    body = IssueStockBody

    def change(self, call: Call, material: Material) -> None:
        """Raises what `moving.issue` raises."""
        wished = call.values
        moving.issue(
            material,
            quantity=wished["quantity"],
            by=call.by,
            at=call.at,
            reason=MoveReason(wished["reason"]),
            purpose=wished.get("purpose", ""),
            subject=(moving.VISIT, wished["visit"]) if wished["visit"] is not None else None,
            note=wished.get("note", ""),
        )


class Receive(MaterialPost):
    """A delivery came."""

    operation = "material-receive"
    body = ReceiveStockBody

    def change(self, call: Call, material: Material) -> None:
        """Raises what `moving.receive` raises."""
        wished = call.values
        moving.receive(
            material,
            quantity=wished["quantity"],
            by=call.by,
            at=call.at,
            expires_on=wished["expires_on"],
            approval_no=wished.get("approval_no", ""),
        )


class Count(MaterialPost):
    """Somebody counted what may be given out; the difference is written down."""

    operation = "material-count"
    body = CountStockBody

    def change(self, call: Call, material: Material) -> None:
        """Raises QuantityInvalid."""
        moving.count(material, counted=call.values["counted"], by=call.by, at=call.at)


def material_answer(shelf: selectors.Shelf) -> dict[str, Any]:
    """A material as callers get it."""
    material = shelf.material
    return {
        "code": material.code,
        "kind": material.kind,
        "name": material.name,
        "on_hand": shelf.on_hand,
        "minimum": material.minimum,
        "is_low": shelf.is_low,
        "expired": shelf.expired,
        "next_expiry": shelf.next_expiry.isoformat() if shelf.next_expiry else None,
        "is_lendable": material.is_lendable,
    }
