"""What the calls about leads answer: ids and states; names, notes and numbers of customers stand in none."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.api.moments import moment
from marketing.enums.leads import LeadSource, LeadStatus
from marketing.enums.products import Family
from marketing.models import Lead

Shape = serializers.Serializer[Any]


class LeadShape(Shape):
    """A lead."""

    id = IntegerField()
    status = ChoiceField(LeadStatus.choices)
    family = ChoiceField(Family.choices)
    product = CharField(allow_null=True, help_text="Code")
    source = ChoiceField(LeadSource.choices)  # type: ignore[assignment]
    customer_id = IntegerField()
    visit = IntegerField(allow_null=True)
    creator = CharField(allow_null=True, help_text="User name")
    receiver = CharField(allow_null=True, help_text="User name")
    is_on_site = BooleanField()
    accept_by = DateTimeField(allow_null=True)
    contact_by = DateTimeField(allow_null=True)


class LeadNotedShape(LeadShape):
    """A lead, and whether it was open already: then it is linked, not doubled."""

    is_new = BooleanField()


def lead_answer(lead: Lead) -> dict[str, Any]:
    """A lead whose people and product are known (0 queries)."""
    return {
        "id": lead.pk,
        "status": lead.status,
        "family": lead.family,
        "product": lead.product.code if lead.product else None,
        "source": lead.source,
        "customer_id": lead.customer_id,
        "visit": lead.visit_id,
        "creator": lead.creator.username if lead.creator else None,
        "receiver": lead.receiver.username if lead.receiver else None,
        "is_on_site": lead.is_on_site,
        "accept_by": moment(lead.accept_by),
        "contact_by": moment(lead.contact_by),
    }
