"""Competence beside the roster: for those who rate, of the day's people, at a constant cost."""

import pytest
from django.urls import reverse

from lobby.floor.domain.competence import rate
from lobby.floor.enums.competence import Quality
from tests.factories import make_shift, make_staff
from tests.statements import statements_at_most

pytestmark = pytest.mark.usefixtures("clock")
SEEN = "Mixed up blocking and replacing a card three times within two weeks."
PANEL = 'data-panel="roster-competence"'


@pytest.fixture
def roster(branch):
    return reverse("queueing:roster-board", args=[branch.code])


@pytest.fixture
def gap(shift, teller, teller2, head, branch, at):
    """The teller on the roster has a gap; the one who is not was rated too."""
    fields = {"by": head, "branch": branch, "at": at, "quality": Quality.KNOWLEDGE, "evidence": SEEN}
    rate(teller, rating=2, rated_on=shift.date, **fields)
    rate(teller2, rating=5, rated_on=shift.date, **fields)


def test_the_head_sees_the_days_people_with_their_gaps(client, head, teller, teller2, roster, gap):
    client.force_login(head)
    client.cookies["django_language"] = "en"

    panel = client.get(roster).content.decode().partition(PANEL)[2]
    table = panel.partition("</table>")[0]
    assert teller.name in table
    assert teller2.name not in table
    assert "gap" in table
    assert table.count("not rated") == 3


def test_the_lobby_manager_plans_without_seeing_ratings(client, manager, roster, gap):
    client.force_login(manager)

    html = client.get(roster).content.decode()
    assert 'data-panel="roster-lines"' in html
    assert PANEL not in html


def test_a_day_without_people_has_no_table(client, head, roster):
    client.force_login(head)

    assert PANEL not in client.get(roster).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_roster_costs(client, head, branch, opens, counter, gap, roster, at, count):
    for n in range(count):
        staff = make_staff(f"more{n}", branch, "TELLER")
        make_shift(staff, opens)
        rate(staff, by=head, branch=branch, at=at, quality="adaptability", rating=3, evidence=SEEN, rated_on=at.date())
    client.force_login(head)

    with statements_at_most(26):
        client.get(roster)
