"""At the same moment: one token for two counters, one form on two screens, a signature against a change."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import LobbyError
from queueing.domain.cases import resume_case
from queueing.domain.eforms import fill
from queueing.domain.prefill import make_token, use_token
from queueing.domain.signing import is_intact, sign
from queueing.enums.eforms import FormSource
from queueing.errors.cases import CaseElsewhere
from queueing.models import FormInstance, PrefillToken, Signature
from tests import factories
from tests.faults.interleaving import meet
from tests.queueing.prereview.conftest import TYPED

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def together(*works):
    """Run all at once; what each came to: `won` or the code of its refusal."""
    gate = Barrier(len(works))

    def run(work):
        try:
            gate.wait(10)
            work()
            return "won"
        except LobbyError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(run, works))


def write(template, holder, at, typed=TYPED, *, is_final=True):
    return fill(template, by=CUSTOMER, at=at, holder=holder, source=FormSource.PHONE, typed=typed, is_final=is_final)


def test_one_token_is_used_by_one_of_many(template, case, cash, manager, teller, at):
    form = write(template, case, at)
    for _ in range(ROUNDS):
        tickets = [factories.make_ticket(cash, at, by=manager) for _ in range(4)]
        FormInstance.objects.update(ticket=None)
        token = make_token(form, by=CUSTOMER, at=at)

        found = together(*(partial(use_token, one, by=teller.actor, at=at, token=token) for one in tickets))

        assert found == {"won": 1, "token_used": 3}
        used = PrefillToken.objects.order_by("-pk").first()
        assert FormInstance.objects.get().ticket_id == used.ticket_id


def test_one_form_begun_twice_is_one_form(template, ticket, at):
    found = together(
        lambda: write(template, ticket, at, {"name": "王"}, is_final=False),
        lambda: write(template, ticket, at, {"purpose": "salary"}, is_final=False),
    )

    assert found == {"won": 2}
    assert FormInstance.objects.get().values == {"name": "王", "purpose": "salary"}


def test_signature_and_change_do_not_meet(template, ticket, png, at):
    form = write(template, ticket, at)

    found = together(
        lambda: sign(form, by=CUSTOMER, at=at, image=png(), device="phone"),
        lambda: write(template, ticket, at, {"amount": "1"}),
        lambda: sign(form, by=CUSTOMER, at=at, image=png(), device="tablet"),
    )

    assert found["won"] in {1, 2}
    assert Signature.objects.count() == 1
    signature = Signature.objects.select_related("form__template").get()
    assert is_intact(signature)


def test_two_tickets_never_go_on_with_one_case(case, cash, manager, at):
    first, second = (factories.make_ticket(cash, at, by=manager) for _ in range(2))

    with pytest.raises(CaseElsewhere) as refused:
        meet(
            lambda: resume_case(case, by=manager.actor, at=at, ticket=first),
            lambda: resume_case(case, by=manager.actor, at=at, ticket=second),
        )

    assert first.number in str(refused.value)
    case.refresh_from_db()
    assert case.ticket == first
