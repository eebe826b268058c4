"""The head's page and the pages of figures: who may, what they show, what they cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.enums import RoleCode
from tests.factories import make_staff, make_ticket, make_unit


@pytest.fixture
def page(branch):
    return reverse("kpi:cockpit", args=[branch.code])


@pytest.fixture
def figure(branch):
    return reverse("kpi:kpi-detail", args=[branch.code, "K01"])


def test_head_sees_the_branch_today(client, head, page, branch):
    client.force_login(head)

    answer = client.get(page)

    assert answer.status_code == 200
    assert answer.context["live"].screen == "cockpit"
    assert "data-panel-error" not in answer.content.decode()


@pytest.mark.parametrize("role", [RoleCode.AUDITOR, RoleCode.BR_OPS, RoleCode.HO])
def test_auditor_and_higher_offices_may_look(client, branch, page, figure, role):
    unit = make_unit("HQ", "head_office")
    branch.unit.parent = unit
    branch.unit.save()
    client.force_login(make_staff("viewer", None, role, unit=unit))

    assert [client.get(path).status_code for path in (page, figure)] == [200, 200]


def test_wrong_role_is_refused_and_a_stranger_finds_nothing(client, teller, stranger, page, figure):
    found = []
    for person in (teller, stranger):
        client.force_login(person)
        found.append([client.get(path).status_code for path in (page, figure)])

    assert found == [[403, 403], [404, 404]]


def test_nobody_is_asked_to_sign_in(client, page, figure):
    assert [client.get(path).status_code for path in (page, figure)] == [302, 302]


def test_pages_are_only_read(client, head, page, figure):
    client.force_login(head)

    assert [client.post(path).status_code for path in (page, figure)] == [405, 405]


def test_head_without_code_goes_to_the_own_branch(client, head, teller, page):
    client.force_login(head)
    assert client.get("/head/").headers["Location"] == page

    client.force_login(teller)
    assert client.get("/head/").status_code == 403


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "0001-01-01", "9999-12-31", "\0", "2026-03-10'--"])
def test_a_day_that_is_none_is_refused(client, head, figure, day):
    client.force_login(head)

    assert client.get(figure, {"day": day}).status_code == 400


@pytest.mark.parametrize("day", ["2000-01-01", "2199-12-31", ""])
def test_a_far_day_is_an_empty_page(client, head, figure, day):
    client.force_login(head)

    answer = client.get(figure, {"day": day, "page": "99999999999999999999"})

    assert (answer.status_code, answer.context["reading"].text) == (200, "–")


@pytest.mark.parametrize("code", ["K99", "k01", "%00", "K01%27"])
def test_an_unknown_figure_is_not_found(client, head, branch, code):
    client.force_login(head)

    assert client.get(f"/head/{branch.code}/kpi/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["K01", "K02", "K03", "K04", "K20", "K20C", "K29"])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_figure_page_costs_the_same_for_one_row_and_three(
    client, head, manager, branch, cash, at, code, rows, django_assert_max_num_queries
):
    for number in range(rows):
        make_ticket(cash, at + dt.timedelta(minutes=number), by=manager)
    client.force_login(head)
    path = reverse("kpi:kpi-detail", args=[branch.code, code])

    with django_assert_max_num_queries(12):
        answer = client.get(path, {"day": "2026-03-10"})

    assert answer.status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "Branch today"), ("zh-hans", "网点今日")])
def test_both_languages(client, head, page, figure, language, words):
    client.force_login(head)
    client.cookies["django_language"] = language

    for path in (page, figure):
        assert words in client.get(path).content.decode()


def test_start_page_shows_the_way_to_those_who_may(client, head, teller, page):
    client.force_login(head)
    assert page in client.get("/").content.decode()

    client.force_login(teller)
    assert page not in client.get("/").content.decode()
