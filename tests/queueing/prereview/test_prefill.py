"""One-time tokens and continuation codes: loaded once, in time, by one of two."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.cases import resume_case, start_case
from queueing.domain.eforms import fill
from queueing.domain.prefill import make_token, use_token
from queueing.domain.prereview import Check, review
from queueing.domain.serving import finish, start
from queueing.domain.waiting import cancel
from queueing.enums.eforms import FormSource
from queueing.enums.prereview import DocState
from queueing.errors import IllegalMove
from queueing.errors.cases import CaseElsewhere, CaseEnded, CaseExpired, UnknownCase
from queueing.errors.eforms import FormNotReady, FormTaken, TokenExpired, TokenUsed, UnknownToken
from queueing.models import FormInstance, PrefillToken, ServiceCase
from queueing.selectors.cases import case_by_code, progress_of
from tests import factories
from tests.queueing.prereview.conftest import TYPED
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def online(template, case, at):
    """The form, filled in at home."""
    return fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=TYPED, is_final=True)


def test_token_loads_the_form_unchanged_and_once(online, ticket, teller, at):
    token = make_token(online, by=CUSTOMER, at=at)

    form = use_token(ticket, by=teller.actor, at=at + HOUR, token=token)

    assert form.ticket_id == ticket.pk
    assert FormInstance.objects.get(ticket=ticket).values == TYPED
    assert Entry.objects.filter(type="form.loaded", subject_id=ticket.pk).count() == 1
    with pytest.raises(TokenUsed):
        use_token(ticket, by=teller.actor, at=at + HOUR, token=token)


def test_secret_itself_is_not_kept(online, at):
    token = make_token(online, by=CUSTOMER, at=at)

    assert len(token) == 22  # 128 bits in base64
    assert token not in str(PrefillToken.objects.values())


def test_token_ends_with_the_business_day_of_its_slot(online, ticket, teller, at):
    token = make_token(online, by=CUSTOMER, at=at)
    end = PrefillToken.objects.get().expires_at
    assert end == dt.datetime(2026, 3, 10, 20, tzinfo=dt.UTC)  # four in the morning on the branch's clock

    with pytest.raises(TokenExpired):
        use_token(ticket, by=teller.actor, at=end, token=token)
    assert PrefillToken.objects.get().used_at is None
    slot = make_token(online, by=CUSTOMER, at=at, day=dt.date(2026, 3, 12))
    assert use_token(ticket, by=teller.actor, at=end, token=slot)


def test_newer_token_ends_the_one_before(online, ticket, teller, at):
    first = make_token(online, by=CUSTOMER, at=at)
    make_token(online, by=CUSTOMER, at=at)

    with pytest.raises(TokenExpired):
        use_token(ticket, by=teller.actor, at=at, token=first)


def test_unknown_token_and_token_of_another_branch_look_alike(online, other_branch, stranger, ticket, teller, at):
    token = make_token(online, by=CUSTOMER, at=at)
    far = factories.make_ticket(factories.make_service(other_branch, "cash", "A"), at, by=stranger)

    for target, typed in ((far, token), (ticket, "nonsense")):
        with pytest.raises(UnknownToken):
            use_token(target, by=teller.actor, at=at, token=typed)
    assert PrefillToken.objects.get().used_at is None


def test_token_needs_a_complete_form_and_an_open_ticket(template, case, ticket, manager, at):
    draft = fill(
        template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed={"name": "王"}, is_final=False
    )
    with pytest.raises(FormNotReady):
        make_token(draft, by=CUSTOMER, at=at)
    full = fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=TYPED, is_final=True)
    token = make_token(full, by=CUSTOMER, at=at)

    cancel(ticket, by=manager.actor, at=at, reason="given in error")

    with pytest.raises(IllegalMove):
        use_token(ticket, by=manager.actor, at=at, token=token)


def test_ticket_keeps_the_form_of_its_own(online, filled, ticket, teller, at):
    token = make_token(online, by=CUSTOMER, at=at)

    with pytest.raises(FormTaken):
        use_token(ticket, by=teller.actor, at=at, token=token)
    assert PrefillToken.objects.get().used_at is None


def test_token_takes_few_statements(online, ticket, teller, at):
    with statements_at_most(4):
        token = make_token(online, by=CUSTOMER, at=at)
    with statements_at_most(7):
        use_token(ticket, by=teller.actor, at=at, token=token)


def test_code_finds_the_case_however_it_is_typed(case, teller, stranger):
    spaced = f" {case.code[:4].lower()}-{case.code[4:]} "

    assert case_by_code(teller, spaced) == case
    with pytest.raises(UnknownCase):
        case_by_code(teller, "ZZZZ9999")
    with pytest.raises(UnknownCase):
        case_by_code(stranger, case.code)


def test_case_of_the_whole_bank_goes_on_anywhere(branch, cash, template, other_branch, stranger, at):
    case = start_case(branch, by=CUSTOMER, at=at, service=cash, is_bank_wide=True)
    form = fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=TYPED, is_final=True)
    far = factories.make_ticket(factories.make_service(other_branch, "cash", "A"), at, by=stranger)

    resume_case(case_by_code(stranger, case.code), by=stranger.actor, at=at, ticket=far)

    assert FormInstance.objects.get(ticket=far) == form


def test_code_is_kept_encrypted(case):
    assert ServiceCase.objects.extra(select={"raw": "code"}).get().raw != case.code
    assert case.code_index != case.code


def test_case_resumes_at_the_right_step(case, online, identity, ticket, session, manager, teller, at):
    def kinds(is_done):
        fresh = ServiceCase.objects.select_related("service", "ticket").get()
        return [step.kind for step in progress_of(fresh).steps if step.is_done is is_done]

    assert (kinds(True), kinds(False)) == (["fill"], ["sign", "documents", "counter"])
    resume_case(case, by=manager.actor, at=at, ticket=ticket)
    copied = Check(DocState.PRESENT, is_copied=True)
    review(ticket, by=manager.actor, at=at, checks={identity.pk: copied}, passed=True)
    assert kinds(False) == ["sign", "counter"]
    assert progress_of(ServiceCase.objects.get()).next_step.kind == "sign"

    called = start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    finish(called, by=teller.actor, at=at)

    assert kinds(False) == ["sign"]
    with pytest.raises(CaseEnded):
        resume_case(case, by=manager.actor, at=at, ticket=factories.make_ticket(case.service, at, by=manager))


def test_case_goes_on_with_one_ticket_at_a_time(case, online, ticket, manager, at):
    resume_case(case, by=manager.actor, at=at, ticket=ticket)
    second = factories.make_ticket(case.service, at, by=manager)

    with pytest.raises(CaseElsewhere):
        resume_case(case, by=manager.actor, at=at, ticket=second)
    cancel(ticket, by=manager.actor, at=at, reason="given in error")
    resume_case(case, by=manager.actor, at=at, ticket=second)

    assert FormInstance.objects.get().ticket_id == second.pk


def test_case_expires(case, ticket, manager, at):
    with pytest.raises(CaseExpired):
        resume_case(case, by=manager.actor, at=at + dt.timedelta(days=30), ticket=ticket)


def test_case_takes_few_statements(branch, cash, online, case, ticket, manager, at):
    with statements_at_most(2):
        start_case(branch, by=CUSTOMER, at=at, service=cash)
    with statements_at_most(6):
        resume_case(case, by=manager.actor, at=at, ticket=ticket)
