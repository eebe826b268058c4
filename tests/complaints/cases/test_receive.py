"""A complaint comes in."""

from __future__ import annotations

import datetime as dt

from complaints.domain import cases
from complaints.enums.cases import ClockKind, EntryKind, ReceiptChannel, Step
from complaints.models import ComplaintTerms
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.selectors.cards import is_contact_held
from lobby.floor.models import Alert
from tests import factories


def test_receive_from_a_ticket_has_owner_clocks_evidence_and_hold(
    branch: Branch, terms: ComplaintTerms, cash: Service, teller: Staff, manager: Staff, at: dt.datetime
) -> None:
    ticket = factories.make_ticket(cash, at, by=manager)
    noon = at + dt.timedelta(hours=2)

    complaint = cases.receive(
        branch, by=teller.actor, at=noon, channel=ReceiptChannel.VISIT, content="  等太久了\r\n没人管 ", ticket=ticket,
        contact="138 0000-1111", is_heard=True,
    )  # fmt: skip

    complaint.refresh_from_db()
    assert (complaint.step, complaint.owner, complaint.number) == (Step.RECEIVED, manager, "7001-260310-001")
    assert complaint.content == "等太久了\n没人管"
    assert complaint.emotion_at == complaint.facts_at == noon
    assert complaint.step_due_at == noon + dt.timedelta(hours=4)
    assert {clock.kind: clock.due_at for clock in complaint.clocks.all()} == {
        ClockKind.FIRST_FEEDBACK: noon + dt.timedelta(days=1),
        ClockKind.LEGAL: dt.datetime(2026, 3, 25, 16, tzinfo=dt.UTC),
    }
    facts = complaint.evidence
    assert (facts["number"], facts["waited_s"], facts["service"], facts["counter"]) == ("A001", 7200, "cash", None)
    assert [entry.kind for entry in complaint.entries.all()] == [EntryKind.EMOTION, EntryKind.RECEIVED]
    assert is_contact_held(visit_id=ticket.visit_id)
    alert = Alert.objects.get(subject_type="complaint", subject_id=complaint.pk)
    assert (alert.kind, alert.person, alert.values) == ("complaint.new", manager, {"number": complaint.number})
