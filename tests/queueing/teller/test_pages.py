"""The teller's page: choosing a counter, the workstation, who may open them and what they cost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lobby.branches.enums import Permission, RoleCode
from lobby.live import screens
from lobby.live.credentials import Credentials
from queueing.domain.calling import call_next
from queueing.domain.counters import end_stuck
from queueing.domain.days import begun_day, close_day
from queueing.domain.notes import add_note
from queueing.enums import Trait
from tests import factories

DESK = reverse("queueing:teller-desk")
LANGUAGES = ["zh-hans", "en"]
QUERIES_OF_THE_PAGE = 35


@pytest.mark.parametrize("language", LANGUAGES)
def test_choice_names_who_is_there_and_why_a_counter_cannot_be_opened(
    client, branch, zone, counter, counter2, teller, teller2, now, language
):
    other = factories.make_service(branch, "gold", "G", zone=zone)
    factories.make_counter(branch, "3", zone, [other])
    factories.make_session(counter2, teller2, now)
    client.force_login(teller)
    client.cookies["django_language"] = language

    html = client.get(DESK).content.decode()

    assert reverse("queueing:teller-open", args=[counter.pk]) in html
    assert reverse("queueing:teller-open", args=[counter2.pk]) not in html
    assert "Chen" in html
    assert html.count("mark-off") == 1
    assert f'lang="{language}"' in html


def test_choice_says_who_ended_the_session(client, own_session, teller, manager, now):
    end_stuck(own_session, by=manager.actor, at=timezone.now(), reason="left early")
    client.force_login(teller)
    client.cookies["django_language"] = "en"

    html = client.get(DESK).content.decode()

    assert "Mei ended your session at Counter 1: left early" in html


def test_choice_offers_nothing_on_a_closed_day(client, branch, counter, teller, manager, now):
    close_day(begun_day(branch, at=now), by=manager.actor, at=now)
    client.force_login(teller)

    html = client.get(DESK).content.decode()

    assert reverse("queueing:teller-open", args=[counter.pk]) not in html


def test_desk_asks_to_sign_in(client, db):
    response = client.get(DESK)

    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_desk_is_closed_to_staff_without_the_right(client, branch, head):
    client.force_login(head)

    assert client.get(DESK).status_code == 403


def test_desk_of_a_strange_branch_is_unknown(client, branch, counter, stranger):
    client.force_login(stranger)

    assert client.get(DESK, {"branch": branch.code}).status_code == 404


def test_desk_where_the_right_was_taken_away_says_where_the_session_is(client, own_session, teller):
    teller.grants.all().delete()
    client.force_login(teller)
    client.cookies["django_language"] = "en"

    response = client.get(DESK)

    assert response.status_code == 409
    assert "Counter 1" in response.content.decode()


def test_desk_is_the_open_session_whatever_branch_is_asked(client, own_session, teller, other_branch):
    factories.RoleGrant.objects.create(staff=teller, role=RoleCode.TELLER, branch=other_branch)
    client.force_login(teller)

    html = client.get(DESK, {"branch": other_branch.code}).content.decode()

    assert 'data-live-branch="7001"' in html
    assert 'data-live-screen="counter"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_workstation_shows_the_ticket_but_never_who_waits(
    client, branch, cash, own_session, teller, manager, now, language
):
    waiting = factories.make_customer(branch, now, by=manager, name="欧阳待定")
    factories.make_ticket(cash, now, by=manager, traits=[Trait.ELDERLY], language="en")
    factories.make_ticket(cash, now, by=manager, customer=waiting)
    ticket = call_next(own_session, by=teller.actor, at=now)
    add_note(ticket, by=manager.actor, at=now, text="hard of <hearing>")
    client.force_login(teller)
    client.cookies["django_language"] = language

    html = client.get(DESK).content.decode()

    assert ">A001<" in html
    assert ">A002<" in html
    assert "hard of &lt;hearing&gt;" in html
    assert "欧阳" not in html
    assert "style=" not in html
    assert '<data data-title-count value="1">' in html


def test_workstation_costs_the_same_for_one_and_three_of_everything(
    client, branch, zone, cash, own_session, teller, manager, now, django_assert_num_queries
):
    client.force_login(teller)
    tickets = [factories.make_ticket(cash, now, by=manager)]
    call_next(own_session, by=teller.actor, at=now)
    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        client.get(DESK)
    tickets += [factories.make_ticket(cash, now, by=manager) for _ in range(3)]
    for n in range(3):
        factories.make_service(branch, f"more{n}", f"M{'ABC'[n]}", zone=zone)
        factories.make_skills(factories.make_staff(f"more{n}", branch, RoleCode.TELLER), "cash")
        add_note(tickets[0], by=teller.actor, at=now, text=str(n))
    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        client.get(DESK)


def test_workstation_keeps_the_keys_of_the_person(client, own_session, teller):
    client.force_login(teller)
    assert 'data-keys="on"' in client.get(DESK).content.decode()

    assert client.post(reverse("queueing:teller-shortcuts"), {}).status_code == 302

    assert 'data-keys="off"' in client.get(DESK).content.decode()


def test_screen_is_for_people_who_work_at_counters(branch, teller, head, stranger):
    screen = screens.find("counter")

    def held(staff):
        audience = screen.audience_for(Credentials(language="en", staff=staff), branch)
        return audience and (audience.person, Permission.COUNTER_WORK in audience.permissions)

    assert held(teller) == (teller.pk, True)
    assert held(head) is None
    assert held(stranger) is None
