"""The pre-review: what is found, what blocks "ready", and that it travels with the ticket."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from lobby.branches.models import DocRequirement
from lobby.live.models import Entry
from queueing.domain.prereview import Check, review
from queueing.domain.waiting import cancel, transfer
from queueing.enums.prereview import DocState
from queueing.errors import IllegalMove
from queueing.errors.prereview import DocumentsLacking, UnknownDocument
from queueing.models import PreReview
from queueing.selectors.prereview import reviewed
from tests.statements import statements_at_most

PRESENT, MISSING, INVALID = Check(DocState.PRESENT), Check(DocState.MISSING), Check(DocState.INVALID)
COPIED = Check(DocState.PRESENT, is_copied=True)


def test_review_passes_when_every_required_document_is_present_and_copied(ticket, identity, card, manager, at):
    row = review(ticket, by=manager.actor, at=at, checks={identity.pk: COPIED}, passed=True)

    assert (row.is_ready, row.lacking, row.by_name, row.at) == (True, 0, "Mei", at)
    assert row.has_passed
    entry = Entry.objects.get(type="prereview.passed")
    assert (entry.subject_type, entry.subject_id, entry.by_name) == ("ticket", ticket.pk, "Mei")


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (None, "Identity paper not checked"),
        (MISSING, "Identity paper missing"),
        (INVALID, "Identity paper invalid"),
        (PRESENT, "Identity paper not copied"),
    ],
)
def test_what_is_lacking_blocks_ready_in_words(ticket, identity, manager, at, check, words):
    checks = {identity.pk: check} if check else {}

    with translation.override("en"), pytest.raises(DocumentsLacking) as refusal:
        review(ticket, by=manager.actor, at=at, checks=checks, passed=True)

    with translation.override("en"):
        assert refusal.value.detail == f"Not ready yet: {words}."
    assert not PreReview.objects.exists()


def test_looks_add_up_and_a_later_one_takes_ready_away(ticket, identity, card, manager, at):
    review(ticket, by=manager.actor, at=at, checks={identity.pk: COPIED})
    review(ticket, by=manager.actor, at=at, checks={card.pk: MISSING}, passed=True)
    assert [one.state for one in reviewed(ticket).documents] == ["present", "missing"]

    row = review(ticket, by=manager.actor, at=at, checks={identity.pk: INVALID})

    assert (row.is_ready, row.lacking) == (False, 1)
    assert PreReview.objects.count() == 1


def test_review_speaks_of_its_own_service_only(ticket, identity, personal, manager, teller, session, at):
    review(ticket, by=manager.actor, at=at, checks={identity.pk: COPIED}, passed=True)

    moved = transfer(ticket, by=manager.actor, at=at, service=personal)

    assert not PreReview.objects.select_related("ticket").get(ticket=moved).has_passed


def test_review_of_an_ended_ticket_is_refused(ticket, identity, manager, at):
    cancel(ticket, by=manager.actor, at=at, reason="given in error")

    with pytest.raises(IllegalMove):
        review(ticket, by=manager.actor, at=at, checks={identity.pk: PRESENT})


def test_document_of_another_service_is_refused(ticket, personal, manager, at):
    other = DocRequirement.objects.create(service=personal, name_zh="证明", name_en="Proof")

    with pytest.raises(UnknownDocument):
        review(ticket, by=manager.actor, at=at, checks={other.pk: PRESENT})


def test_database_refuses_ready_with_something_lacking(ticket, identity, manager, at):
    row = review(ticket, by=manager.actor, at=at, checks={identity.pk: MISSING})

    with pytest.raises(IntegrityError), transaction.atomic():
        PreReview.objects.filter(pk=row.pk).update(is_ready=True)


def test_review_takes_few_statements(ticket, identity, card, manager, at):
    with statements_at_most(6):
        review(ticket, by=manager.actor, at=at, checks={identity.pk: COPIED, card.pk: PRESENT}, passed=True)
