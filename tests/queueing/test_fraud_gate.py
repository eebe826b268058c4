"""Signs of fraud hold a ticket: it is not finished as completed before a supervisor decided; and the teller's own sheet."""

from __future__ import annotations

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor import subjects
from lobby.floor.domain import authority, bills
from lobby.floor.domain.fraud import checks
from lobby.floor.domain.seizures import steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.errors.authority import SubjectUnknown
from lobby.floor.errors.fraud import FraudGate
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.days import begun_day, close_day
from queueing.domain.serving import finish, hold, resume, start
from queueing.enums import Outcome, TicketStatus, Trait
from queueing.errors import IllegalMove
from tests.callers import Caller
from tests.factories import make_staff, make_ticket
from tests.statements import statements_at_most

TWO = ["codes", "hurry"]


@pytest.fixture
def lead(branch):
    return make_staff("feng", branch, RoleCode.TELLER_LEAD)


@pytest.fixture
def served(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager, traits=[Trait.ELDERLY])
    return start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)


def test_under_review_it_is_not_completed_and_released_it_is(branch, served, teller, lead, at):
    made = checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", served.pk))

    with pytest.raises(FraudGate):
        finish(served, by=teller.actor, at=at)
    served.refresh_from_db()
    assert served.status == TicketStatus.SERVING
    checks.release(made, by=lead, at=at, decision="已核实")

    assert finish(served, by=teller.actor, at=at).status == TicketStatus.DONE


@pytest.mark.parametrize("outcome", [one for one in Outcome if one not in (Outcome.COMPLETED, Outcome.UNKNOWN)])
def test_stopped_it_ends_with_any_other_outcome(branch, served, teller, lead, at, outcome):
    made = checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", served.pk))
    checks.stop(made, by=lead, at=at, decision="冒充客服")

    with pytest.raises(FraudGate):
        finish(served, by=teller.actor, at=at)

    assert finish(served, by=teller.actor, at=at, outcome=outcome).outcome == outcome


def test_holding_and_resuming_does_not_lose_the_check(branch, served, session, teller, at):
    checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", served.pk))
    resume(hold(served, by=teller.actor, at=at), by=teller.actor, at=at, session=session)

    with pytest.raises(FraudGate):
        finish(served, by=teller.actor, at=at)


def test_few_signs_and_other_tickets_hold_nothing(branch, cash, served, teller, manager, at):
    other = make_ticket(cash, at, by=manager)
    checks.check(teller, branch, at=at, signs=["codes"], subject=("ticket", served.pk))
    checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", other.pk))

    assert finish(served, by=teller.actor, at=at).status == TicketStatus.DONE


def test_a_wrong_state_is_told_before_the_gate(branch, cash, teller, manager, session, at):
    ticket = make_ticket(cash, at, by=manager)
    checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", ticket.pk))

    with pytest.raises(IllegalMove):
        finish(ticket, by=teller.actor, at=at)


def test_the_gate_costs_one_statement(branch, served, teller, at):
    with statements_at_most(8):
        finish(served, by=teller.actor, at=at)


def test_programs_hear_of_the_gate(branch, served, teller, at):
    checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", served.pk))

    with time_machine.travel(at, tick=False):
        answer = Caller(teller, at).post(f"/tickets/{served.pk}/finish/")

    assert (answer.status_code, answer.json()["code"]) == (409, "fraud_gate")


def test_the_end_of_the_day_is_not_held_up(branch, served, teller, at):
    checks.check(teller, branch, at=at, signs=TWO, subject=("ticket", served.pk))

    close_day(begun_day(branch, at=at), by=teller.actor, at=at)

    served.refresh_from_db()
    assert served.status == TicketStatus.DONE


def test_tickets_of_another_branch_are_no_subject(other_branch, served):
    assert subjects.found(("ticket", served.pk), served.branch).is_care
    with pytest.raises(SubjectUnknown):
        subjects.found(("ticket", served.pk), other_branch)


def test_the_sheet_knows_the_customer_at_the_counter(client, branch, served, teller, at):
    client.force_login(teller)
    client.cookies["django_language"] = "en"
    with time_machine.travel(at, tick=False):
        html = client.get(f"/floor/{branch.code}/counter-acts/?about=ticket:{served.pk}").content.decode()

    assert f'value="ticket:{served.pk}"' in html
    assert "please ask this customer before a transfer" in html


def test_own_requests_stand_beside_the_counter(branch, session, teller, lead, at, django_assert_num_queries):
    scope = Scope(branch.pk, "en", "person", teller.pk, at)
    assert "asked-row" not in panels.render("counter-asked", scope)

    def ask():
        authority.use(teller, branch, at=at, action="fee_waiver", amount=99, reason="rule")
        bills.ask(teller, branch, at=at, kind="cheque", doubts=["print"])
        checks.check(teller, branch, at=at, signs=TWO)
        steps.find(teller, branch, at=at, pieces=[Piece("note", "100", "AB12345678")])

    ask()
    with django_assert_num_queries(4):
        html = panels.render("counter-asked", scope)
    assert html.count("asked-row") == 4
    ask()
    with django_assert_num_queries(4):
        assert panels.render("counter-asked", scope).count("asked-row") == 5
    assert "asked-row" not in panels.render("counter-asked", Scope(branch.pk, "en", "person", lead.pk, at))
