"""TL-1: who may, what it says, counting towards goals, customers with consent alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lobby.floor import goals as registry
from lobby.floor.domain import goals
from lobby.floor.domain.briefing import coach
from lobby.floor.enums.briefing import GoalKind
from lobby.floor.models import ChecklistRun, Goal
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"Accept": "application/json"}


@pytest.fixture
def page(counter):
    return reverse("queueing:teller-prep", args=[counter.pk])


@pytest.fixture
def ours(branch, head, at):
    return goals.set_goal(branch, by=head.actor, at=at, kind=GoalKind.KEY, product="gift box", target=2)


def text_of(client, address):
    client.cookies["django_language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_strangers_find_nothing_and_others_may_not(client, page, counter, stranger, manager):
    posts = [reverse(f"queueing:teller-prep-{verb}", args=[counter.pk]) for verb in ("begin", "confirm")]
    found = []
    for person in (stranger, manager):
        client.force_login(person)
        found.append([client.get(page).status_code, *(client.post(address).status_code for address in posts)])

    assert found == [[404] * 3, [403] * 3]


def test_it_says_what_is_missing_step_by_step(client, page, counter, teller, lead, checklist, at):
    client.force_login(teller)
    assert "opens after its checklist" in text_of(client, page)
    begun = client.post(reverse("queueing:teller-prep-begin", args=[counter.pk]), headers=JSON).json()["redirect"]
    assert begun == reverse("floor:check-run", args=[ChecklistRun.objects.get().pk])
    assert "Go on with the checklist" in text_of(client, page)


def test_the_second_person_confirms_and_one_key_opens(client, page, counter, teller, lead, handed_in, at):
    handed_in(counter, teller, at)
    client.force_login(teller)
    assert "Ask a colleague" in text_of(client, page)
    confirm = reverse("queueing:teller-prep-confirm", args=[counter.pk])
    assert client.post(confirm, headers=JSON).status_code == 403
    client.force_login(lead)
    assert "as the second person" in text_of(client, page)
    assert client.post(confirm, headers=JSON).status_code == 200
    client.force_login(teller)

    html = text_of(client, page)

    assert 'data-key-shortcut="O"' in html
    assert client.post(reverse("queueing:teller-open", args=[counter.pk]), headers=JSON).status_code == 200


def test_a_branch_without_a_checklist_opens_at_once(client, page, teller):
    client.force_login(teller)

    assert "asks for no checklist" in text_of(client, page)


def test_goals_are_set_counted_and_taken_back(client, branch, page, teller, teller2, ours):
    client.force_login(teller)
    own = {"kind": "cross", "product": "card", "target": 1, "staff": teller.pk}
    assert client.post(reverse("floor:goal-set", args=[branch.code]), own, headers=JSON).status_code == 200
    whole = {"kind": "cross", "product": "loan", "target": 1, "staff": ""}
    assert client.post(reverse("floor:goal-set", args=[branch.code]), whole, headers=JSON).status_code == 403
    count, back = (reverse(f"floor:goal-{verb}", args=[ours.pk]) for verb in ("count", "count-back"))
    assert client.post(count, headers=JSON).json()["undo"] == back
    assert "1/2" in text_of(client, page)
    assert client.post(back, headers=JSON).status_code == 200
    assert client.post(back, headers=JSON).status_code == 409
    mine = Goal.objects.get(product="card")
    client.force_login(teller2)

    assert client.post(reverse("floor:goal-count", args=[mine.pk]), headers=JSON).status_code == 403
    assert client.post(reverse("floor:goal-drop", args=[mine.pk]), headers=JSON).status_code == 403


def test_a_stranger_counts_towards_nothing(client, ours, stranger):
    client.force_login(stranger)

    posts = [reverse(f"floor:goal-{verb}", args=[ours.pk]) for verb in ("count", "count-back", "drop")]
    assert {client.post(address).status_code for address in posts} == {404}


def test_recorded_outcomes_replace_the_hand_count(client, page, teller, ours, monkeypatch):
    monkeypatch.setattr(registry, "_outcomes", [lambda asked, staff: {ours.pk: 2}])
    client.force_login(teller)

    assert "counted from records" in text_of(client, page)
    answer = client.post(reverse("floor:goal-count", args=[ours.pk]), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "counted_elsewhere")


def test_only_customers_who_agreed_are_listed(client, page, branch, teller, manager, at, monkeypatch):
    yes = factories.make_customer(branch, at, by=manager, name="张小明", consent_marketing_at=at)
    no = factories.make_customer(branch, at, by=manager, name="李大海")
    found = [registry.Upkeep(yes, "deposit matures"), registry.Upkeep(no, "deposit matures")]
    monkeypatch.setattr(registry, "_lists", [lambda branch, staff, date: found])
    client.force_login(teller)

    html = text_of(client, page)

    assert "张*明" in html
    assert "李" not in html


def test_coaching_is_for_the_person_alone(client, page, branch, head, teller, teller2, at):
    coach(branch, by=head.actor, at=at, staff=teller, text="slow down")
    shown = []
    for person in (teller, teller2):
        client.force_login(person)
        shown.append("slow down" in text_of(client, page))

    assert shown == [True, False]


def test_the_page_costs_the_same_for_one_and_three_goals(
    client, page, branch, teller, head, ours, handed_in, counter, at, django_assert_max_num_queries
):
    handed_in(counter, teller, at)
    client.force_login(teller)
    with django_assert_max_num_queries(22):
        client.get(page)
    for product in ("card", "loan"):
        goals.set_goal(branch, by=head.actor, at=at, kind=GoalKind.CROSS, product=product, target=1)
    with django_assert_max_num_queries(22):
        client.get(page)


def test_hostile_words_are_shown_as_they_are(client, page, branch, teller, head, at):
    goals.set_goal(branch, by=head.actor, at=at, kind=GoalKind.KEY, product="<script>x</script>", target=1)
    client.force_login(teller)

    html = text_of(client, page)

    assert "&lt;script&gt;x&lt;/script&gt;" in html
