"""The menu of the day: the rounds in the day's order, the rest behind "More", nothing that would be refused."""

import re

import pytest

from lobby.branches.access import ROLE_PERMISSIONS
from lobby.branches.enums import Permission, RoleCode
from lobby.floor import menu, shell
from tests.factories import make_staff


def test_the_rounds_follow_the_day_and_fit_the_hand(branch):
    found = menu.links_for(branch, ROLE_PERMISSIONS[RoleCode.LM])

    assert [link.address.removesuffix("/").rsplit("/", 1)[1] for link in found.rounds] == [
        branch.code, "briefing", "checks", "my-day", "care", "incidents", branch.code, branch.code,
    ]  # fmt: skip
    assert found.more[-1].address == f"/head/{branch.code}/review/"
    assert found.current_in_more is None


def test_the_page_that_is_shown_is_named_where_it_waits(branch):
    found = menu.links_for(branch, ROLE_PERMISSIONS[RoleCode.LM], current="stock")

    assert found.current_in_more.address == f"/floor/{branch.code}/stock/"


@pytest.mark.parametrize("role", [RoleCode.COMPL, RoleCode.CONTENT, RoleCode.MYST, RoleCode.TRAIN])
def test_whoever_may_not_see_the_floor_gets_no_way_to_it(client, branch, role):
    assert Permission.FLOOR_VIEW not in ROLE_PERMISSIONS[role]
    client.force_login(make_staff("other", branch, role))
    found = menu.links_for(branch, ROLE_PERMISSIONS[role])
    links = [link.address for link in [*found.rounds, *found.more]]

    assert f"/floor/{branch.code}/" not in links
    assert links
    for address in links:
        page = client.get(address)
        assert page.status_code == 200, address
        assert f'href="/floor/{branch.code}/"' not in page.content.decode(), address


@pytest.mark.parametrize("role", list(ROLE_PERMISSIONS))
def test_no_link_of_the_menu_is_refused(client, branch, role):
    client.force_login(make_staff("any", branch, role))
    found = menu.links_for(branch, ROLE_PERMISSIONS[role])

    answers = {link.address: client.get(link.address).status_code for link in [*found.rounds, *found.more]}

    assert set(answers.values()) <= {200}, answers


def test_the_only_page_of_somebody_needs_no_menu(branch):
    assert not menu.links_for(branch, {Permission.CHECK_DO}, current="checks").leads_on
    assert menu.links_for(branch, {Permission.FLOOR_VIEW}, current=shell.SCREEN).leads_on


def test_the_tablet_does_not_lead_to_itself(client, manager, branch):
    client.force_login(manager)

    more = client.get(f"/floor/{branch.code}/").content.decode()

    assert not re.search(rf'class="button" href="/floor/{branch.code}/"', more)
    assert f'href="/floor/{branch.code}/briefing/"' in more
