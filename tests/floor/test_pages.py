"""The tablet's page: who gets it, its parts, and what it costs."""

import pytest

from lobby.branches.enums import Permission, RoleCode
from lobby.floor import shell
from tests.factories import make_staff


@pytest.fixture
def page(client, manager, branch):
    client.force_login(manager)
    return f"/floor/{branch.code}/"


@pytest.mark.parametrize(("language", "word"), [("en", "Needs me now"), ("zh-hans", 'lang="zh-hans"')])
def test_the_page_is_there_in_both_languages(client, page, language, word):
    client.cookies["django_language"] = language

    response = client.get(page)

    assert response.status_code == 200
    assert word in response.content.decode()
    assert "data-panel-error" not in response.content.decode()
    assert response["Cache-Control"].startswith("max-age=0")


def test_a_stranger_finds_no_page(client, stranger, branch):
    client.force_login(stranger)

    assert client.get(f"/floor/{branch.code}/").status_code == 404


def test_somebody_without_the_permission_is_refused(client, branch):
    client.force_login(make_staff("sys", branch, RoleCode.SYSADM))

    assert client.get(f"/floor/{branch.code}/").status_code == 403


def test_nobody_is_asked_to_sign_in(client, branch):
    response = client.get(f"/floor/{branch.code}/")

    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_floor_leads_to_the_own_branch(client, manager, branch):
    client.force_login(manager)

    assert client.get("/floor/")["Location"] == f"/floor/{branch.code}/"


def test_floor_without_any_branch_is_refused(client, branch):
    client.force_login(make_staff("aud", branch, RoleCode.AUDITOR))

    assert client.get("/floor/").status_code == 403


def test_what_the_page_costs(client, page, django_assert_num_queries):
    with django_assert_num_queries(74):
        client.get(page)


def test_parts_are_for_those_who_may(branch, at):
    names = {part.name for part in shell.parts_for({Permission.FLOOR_VIEW.value})}

    assert {"waiting", "map"} <= names
    assert names.isdisjoint({"new-customer", "reception", "issuing-dialog"})


def test_two_parts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="waiting"):
        shell.register(shell.Part(name="waiting", slot="waiting", place=1, panel="other"))
