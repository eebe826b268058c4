"""The pages and posts of follow-up: who sees what, strangers, wrong states, and the customer's way out."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.customers.models import ConsentEntry, ProfileView
from marketing.domain import follow, messages
from marketing.enums.follow import FollowUpKind
from marketing.models import FollowUp, Message
from marketing.selectors.follow import own_customers
from tests.factories import make_staff
from tests.marketing.factories import make_customer

DAY = dt.timedelta(days=1)
NEWS = {"HTTP_ACCEPT": "application/json"}
pytestmark = pytest.mark.usefixtures("templates")


@pytest.fixture(autouse=True)
def clock(at):
    """It is the moment of the cast."""
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def follow_up(branch, customer, adviser, at):
    return follow.create(customer, branch=branch, by=adviser.actor, at=at, kind=FollowUpKind.VISIT, days=0)


@pytest.fixture
def sign_in(client):
    """A browser of somebody's."""

    def signed_in(staff) -> Client:
        client.force_login(staff)
        return client

    return signed_in


def url(name: str, *args: object) -> str:
    return reverse(f"marketing:{name}", args=args)


def test_the_list_shows_masked_names_and_one_tap_each(sign_in, branch, follow_up, adviser, customer, teller, stranger):
    page = sign_in(adviser).get(url("follow-up", branch.code))
    card = sign_in(adviser).get(url("follow-up-card", follow_up.pk))

    for text in (page.content.decode(), card.content.decode()):
        assert "张*明" in text
        assert customer.name not in text
        assert customer.phone not in text
        assert text.count('name="outcome"') == 6
    assert "0001" in card.content.decode()
    assert sign_in(teller).post(url("follow-up-number", follow_up.pk), **NEWS).status_code == 403
    assert sign_in(adviser).post(url("follow-up-number", follow_up.pk), **NEWS).status_code == 200
    assert customer.phone in sign_in(adviser).get(url("follow-up-card", follow_up.pk)).content.decode()
    assert ProfileView.objects.get().purpose == "follow_up"
    assert sign_in(stranger).get(url("follow-up", branch.code)).status_code == 404
    assert sign_in(stranger).get(url("follow-up-card", follow_up.pk)).status_code == 404


def test_tap_undo_hand_over_and_call_off(sign_in, branch, follow_up, adviser, head, teller, stranger):
    post = {"outcome": "later"}
    assert sign_in(stranger).post(url("follow-up-finish", follow_up.pk), post, **NEWS).status_code == 404
    assert sign_in(teller).post(url("follow-up-finish", follow_up.pk), post, **NEWS).status_code == 403
    assert (
        sign_in(adviser).post(url("follow-up-finish", follow_up.pk), {"outcome": "bought"}, **NEWS).status_code == 400
    )

    answer = sign_in(adviser).post(url("follow-up-finish", follow_up.pk), post, **NEWS).json()
    assert answer["undo"] == url("follow-up-reopen", follow_up.pk)
    assert "2026-03-17" in answer["message"]
    assert sign_in(adviser).post(url("follow-up-finish", follow_up.pk), post, **NEWS).status_code == 409
    assert sign_in(adviser).post(answer["undo"], **NEWS).status_code == 200

    to = {"to": teller.pk}
    assert sign_in(adviser).post(url("follow-up-assign", follow_up.pk), to, **NEWS).status_code == 403
    assert sign_in(head).post(url("follow-up-assign", follow_up.pk), to, **NEWS).status_code == 200
    assert sign_in(teller).post(url("follow-up-cancel", follow_up.pk), {"reason": "搬走了"}, **NEWS).status_code == 200
    assert sign_in(teller).post(url("follow-up-cancel", follow_up.pk), {"reason": "x"}, **NEWS).status_code == 409
    assert sign_in(adviser).post(url("follow-up-take", follow_up.pk), **NEWS).status_code == 409
    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.owner) == ("cancelled", teller)


def test_own_customers_stand_there_by_their_level(branch, adviser, at):
    for tier in ("gold", "standard", "vip"):
        make_customer(branch, tier, owner=adviser, tier=tier, consent_service_at=at)

    found = [one.tier for one in own_customers(branch, adviser)]

    assert found == sorted(found, key=["vip", "gold", "standard"].index)


def test_planning_is_for_own_customers(sign_in, branch, customer, adviser, at):
    foreign = make_customer(branch, "C002", consent_service_at=at)

    assert (
        sign_in(adviser)
        .post(url("follow-up-plan", branch.code), {"customer": foreign.pk, "due_on": "2026-03-14"}, **NEWS)
        .status_code
        == 400
    )
    assert (
        sign_in(adviser)
        .post(url("follow-up-plan", branch.code), {"customer": customer.pk, "due_on": "2026-03-09"}, **NEWS)
        .status_code
        == 400
    )
    assert (
        sign_in(adviser)
        .post(url("follow-up-plan", branch.code), {"customer": customer.pk, "due_on": "2026-03-14"}, **NEWS)
        .status_code
        == 200
    )

    assert FollowUp.objects.get().due_on == dt.date(2026, 3, 16)


def test_the_pipeline_is_for_advisers_and_their_customers(sign_in, branch, customer, adviser, teller, stranger):
    assert "张*明" in sign_in(adviser).get(url("pipeline", branch.code)).content.decode()
    assert sign_in(teller).get(url("pipeline", branch.code)).status_code == 403
    assert sign_in(stranger).get(url("pipeline", branch.code)).status_code == 404
    assert sign_in(adviser).get(url("pipeline-invitation", branch.code, customer.pk)).status_code == 200

    other = make_customer(branch, "C002")
    where = url("pipeline-invite", branch.code, other.pk)
    assert sign_in(adviser).post(where, {"choice": "wealth 1", "value": "谈谈"}, **NEWS).status_code == 404
    where = url("pipeline-invite", branch.code, customer.pk)
    assert sign_in(adviser).post(where, {"choice": "wealth 1", "value": "谈谈"}, **NEWS).status_code == 404
    assert sign_in(adviser).post(where, {"choice": "wealth 1", "value": ""}, **NEWS).status_code == 400
    assert sign_in(adviser).post(where, {"choice": f"wealth {10**12 - 1}", "value": "谈谈"}, **NEWS).status_code == 400


def test_messages_with_preview_test_and_outbox(sign_in, branch, manager, stranger, customer, adviser, at):
    auditor = make_staff("shen", branch, RoleCode.AUDITOR)
    messages.send(
        customer,
        "message-birthday",
        branch=branch,
        by=adviser.actor,
        at=at,
        values={"branch": "城东支行", "staff": "李经理"},
    )

    text = sign_in(manager).get(url("messages", branch.code), {"template": "message-birthday"}).content.decode()
    assert "李经理祝您生日快乐" in text
    assert "wishes you a happy birthday" in text
    assert customer.name not in text
    assert sign_in(stranger).get(url("messages", branch.code)).status_code == 404
    assert sign_in(auditor).get(url("messages", branch.code)).status_code == 200
    where = url("message-test", branch.code, "message-birthday")
    mine = {"to": "mei@example.com", "language": "en"}
    assert sign_in(auditor).post(where, mine, **NEWS).status_code == 403
    assert sign_in(manager).post(where, {"to": "mei", "language": "en"}, **NEWS).status_code == 400
    assert sign_in(manager).post(where, mine, **NEWS).status_code == 200
    assert (Message.objects.get(is_test=True).way, Message.objects.get(is_test=True).recipient) == ("email", mine["to"])

    waiting = Message.objects.get(is_test=False)
    assert sign_in(stranger).post(url("message-cancel", waiting.pk), **NEWS).status_code == 404
    assert sign_in(manager).post(url("message-cancel", waiting.pk), **NEWS).status_code == 200
    assert sign_in(manager).post(url("message-cancel", waiting.pk), **NEWS).status_code == 409


def test_the_customers_way_out_needs_no_sign_in_and_no_cookie(branch, customer, adviser, manager, at):
    message = messages.send(
        customer,
        "message-birthday",
        branch=branch,
        by=adviser.actor,
        at=at,
        values={"branch": "城东支行", "staff": "李经理"},
    )
    where = url("opt-out", message.token)
    browser = Client(enforce_csrf_checks=True)

    read = browser.get(where)
    customer.refresh_from_db()
    assert customer.consent_marketing_at is not None  # reading changes nothing
    assert customer.name not in read.content.decode()
    assert (read["X-Robots-Tag"], read["Referrer-Policy"]) == ("noindex", "same-origin")
    assert browser.get(url("opt-out", "nobody-knows-this")).status_code == 404

    staff = Client()
    staff.force_login(manager)
    assert staff.post(where).status_code == 403

    for _ in range(2):
        assert browser.post(where, {"List-Unsubscribe": "One-Click"}).status_code == 200
    customer.refresh_from_db()
    assert customer.consent_marketing_at is None
    assert ConsentEntry.objects.get().way == "link"
    message.refresh_from_db()
    assert message.cause == "no_consent"


@pytest.mark.parametrize("page", ["follow-up", "pipeline"])
def test_pages_cost_the_same_at_any_length(sign_in, branch, adviser, page, at, django_assert_num_queries):
    wanted = {"follow-up": 11, "pipeline": 16}[page]
    for count in (1, 3):
        for number in range(count):
            one = make_customer(
                branch, f"E{count}{number}", owner=adviser, consent_service_at=at, consent_marketing_at=at
            )
            follow.create(one, branch=branch, by=adviser.actor, at=at, kind=FollowUpKind.VISIT, days=0)
        browser = sign_in(adviser)
        with django_assert_num_queries(wanted):
            assert browser.get(url(page, branch.code)).status_code == 200
