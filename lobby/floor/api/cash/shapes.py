"""What the calls about waivers, seizures and fraud checks answer. Who a customer is stands in none of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateField, DateTimeField, IntegerField

from lobby.branches.api.moments import day, moment
from lobby.branches.enums import AuthorityAction
from lobby.floor.enums.authority import Over, UseReason, UseStatus
from lobby.floor.enums.fraud import CheckStatus, FraudSign
from lobby.floor.enums.seizures import Marking, PieceKind, ReportReason, SeizureStatus
from lobby.floor.models import AuthorityUse, FraudCheck, Seizure

Shape = serializers.Serializer[Any]


class WaiverShape(Shape):
    """A use of authority with the limits that were in force."""

    id = IntegerField()
    action = ChoiceField(AuthorityAction.choices)
    amount = CharField()
    reason = ChoiceField(UseReason.choices)
    note = CharField()
    about = CharField(allow_null=True)
    status = ChoiceField(UseStatus.choices)
    over = ChoiceField(Over.choices, allow_null=True)
    amount_limit = CharField()
    month_cap = CharField(allow_null=True)
    used_before = CharField()
    by = CharField()
    at = DateTimeField()
    decided_by = CharField(allow_null=True)
    decided_at = DateTimeField(allow_null=True)
    decision_note = CharField()


class SeizedPieceShape(Shape):
    """One seized piece."""

    kind = ChoiceField(PieceKind.choices)
    denomination = CharField()
    currency = CharField()
    serial_no = CharField()
    count = IntegerField()
    marking = ChoiceField(Marking.choices)


class SeizureShape(Shape):
    """A seizure; who the customer is stands on its record page only."""

    id = IntegerField()
    day = DateField()
    status = ChoiceField(SeizureStatus.choices)
    about = CharField(allow_null=True)
    pieces = SeizedPieceShape(many=True)
    found_by = CharField()
    found_at = DateTimeField()
    second = CharField(allow_null=True)
    voucher_no = CharField(allow_null=True)
    signed = BooleanField(allow_null=True)
    appraisal_until = DateField(allow_null=True)
    custodian = CharField(allow_null=True)
    result_due = DateField(allow_null=True)
    outcome = CharField()
    report_reasons = serializers.ListField(child=ChoiceField(ReportReason.choices))
    pboc_reported_at = DateTimeField(allow_null=True)
    police_reported_at = DateTimeField(allow_null=True)
    ended_at = DateTimeField(allow_null=True)


class FraudCheckShape(Shape):
    """A check for signs of fraud."""

    id = IntegerField()
    status = ChoiceField(CheckStatus.choices)
    signs = serializers.ListField(child=ChoiceField(FraudSign.choices))
    amount = CharField(allow_null=True)
    note = CharField()
    about = CharField(allow_null=True)
    by = CharField()
    at = DateTimeField()
    decided_by = CharField(allow_null=True)
    decided_at = DateTimeField(allow_null=True)
    decision = CharField()


def waiver_answer(made: AuthorityUse) -> dict[str, Any]:
    """A use of authority as JSON."""
    return {
        "id": made.pk,
        "action": made.action,
        "amount": str(made.amount),
        "reason": made.reason,
        "note": made.note,
        "about": pair(made),
        "status": made.status,
        "over": made.over or None,
        "amount_limit": f"{made.amount_limit:.2f}",
        "month_cap": None if made.month_cap is None else f"{made.month_cap:.2f}",
        "used_before": f"{made.used_before:.2f}",
        "by": made.staff.name,
        "at": moment(made.at),
        "decided_by": made.decided_by.name if made.decided_by else None,
        "decided_at": moment(made.decided_at),
        "decision_note": made.decision_note,
    }


def seizure_answer(seizure: Seizure) -> dict[str, Any]:
    """A seizure as JSON, without the customer."""
    return {
        "id": seizure.pk,
        "day": seizure.day.isoformat(),
        "status": seizure.status,
        "about": pair(seizure),
        "pieces": [
            {
                "kind": one.kind,
                "denomination": str(one.denomination),
                "currency": one.currency,
                "serial_no": one.serial_no,
                "count": one.count,
                "marking": one.marking.value,
            }
            for one in seizure.pieces.all()
        ],
        "found_by": seizure.found_by.name,
        "found_at": moment(seizure.found_at),
        "second": seizure.second.name if seizure.second else None,
        "voucher_no": seizure.voucher_no or None,
        "signed": seizure.has_signed,
        "appraisal_until": day(seizure.appraisal_until),
        "custodian": seizure.custodian.name if seizure.custodian else None,
        "result_due": day(seizure.result_due),
        "outcome": seizure.outcome,
        "report_reasons": list(seizure.report_reasons),
        "pboc_reported_at": moment(seizure.pboc_reported_at),
        "police_reported_at": moment(seizure.police_reported_at),
        "ended_at": moment(seizure.ended_at),
    }


def check_answer(made: FraudCheck) -> dict[str, Any]:
    """A check for signs of fraud as JSON."""
    return {
        "id": made.pk,
        "status": made.status,
        "signs": list(made.signs),
        "amount": None if made.amount is None else str(made.amount),
        "note": made.note,
        "about": pair(made),
        "by": made.asked_by.name,
        "at": moment(made.asked_at),
        "decided_by": made.decided_by.name if made.decided_by else None,
        "decided_at": moment(made.decided_at),
        "decision": made.decision,
    }


def pair(row: AuthorityUse | Seizure | FraudCheck) -> str | None:
    """What a row is about, such as `ticket:12`."""
    return f"{row.subject_type}:{row.subject_id}" if row.subject_type else None
