"""The idea box: every state against every verb, voices, merging, who decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.domain import ideas
from lobby.floor.enums.ideas import IDEA_MOVES, IdeaStatus
from lobby.floor.errors.ideas import CannotMerge, IllegalIdeaMove, OwnIdea
from lobby.floor.models import Idea, IdeaVote

JSON = {"headers": {"accept": "application/json"}}
TEXT = "取号机旁放一副老花镜"


@pytest.fixture
def made(branch: Branch, teller: Staff, head: Staff, at: dt.datetime) -> Callable[[str], Idea]:
    """An idea of the teller in a state."""

    def make(status: str) -> Idea:
        idea = ideas.submit(branch, by=teller, at=at, text=TEXT)
        target = ideas.submit(branch, by=teller, at=at, text="同上")
        ways = {
            "triaged": lambda: ideas.triage(idea, by=head.actor, at=at),
            "adopted": lambda: ideas.adopt(idea, by=head.actor, at=at, answer="下周到位"),
            "declined": lambda: ideas.decline(idea, by=head.actor, at=at, answer="已有"),
            "merged": lambda: ideas.merge(idea, by=head.actor, at=at, into=target),
        }
        if status in ways:
            ways[status]()
        idea.refresh_from_db()
        return idea

    return make


@pytest.mark.parametrize("verb", IDEA_MOVES)
@pytest.mark.parametrize("status", list(IdeaStatus))
def test_every_state_against_every_verb(
    status: IdeaStatus,
    verb: str,
    made: Callable[[str], Idea],
    branch: Branch,
    head: Staff,
    teller: Staff,
    at: dt.datetime,
) -> None:
    idea = made(status)
    values = {"adopt": {"answer": "好"}, "decline": {"answer": "不"}}.get(verb, {})
    if verb == "merge":
        values = {"into": ideas.submit(branch, by=teller, at=at, text="另一个")}

    if status in IDEA_MOVES[verb][0]:
        assert getattr(ideas, verb)(idea, by=head.actor, at=at, **values).status == IDEA_MOVES[verb][1]
    else:
        with pytest.raises(IllegalIdeaMove):
            getattr(ideas, verb)(idea, by=head.actor, at=at, **values)


def test_nobody_decides_or_votes_for_their_own(branch: Branch, head: Staff, teller: Staff, at: dt.datetime) -> None:
    idea = ideas.submit(branch, by=head, at=at, text=TEXT)

    for verb, values in (("triage", {}), ("adopt", {"answer": "好"}), ("decline", {"answer": "不"})):
        with pytest.raises(OwnIdea):
            getattr(ideas, verb)(idea, by=head.actor, at=at, **values)
    with pytest.raises(OwnIdea):
        ideas.vote(idea, by=head, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(decided_by=head)


def test_merging_moves_the_voices_once(
    branch: Branch,
    teller: Staff,
    teller2: Staff,
    manager: Staff,
    head: Staff,
    other_branch: Branch,
    stranger: Staff,
    at: dt.datetime,
) -> None:
    one, two = (ideas.submit(branch, by=teller, at=at, text=text) for text in ("甲", "乙"))
    foreign = ideas.submit(other_branch, by=stranger, at=at, text="丙")
    for voter in (teller2, manager):
        assert ideas.vote(one, by=voter, at=at) is True
    ideas.vote(two, by=manager, at=at)
    assert ideas.vote(two, by=head, at=at) is True
    assert ideas.vote(two, by=head, at=at) is False

    for wrong in (one, foreign):
        with pytest.raises(CannotMerge):
            ideas.merge(one, by=head.actor, at=at, into=wrong)
    ideas.merge(one, by=head.actor, at=at, into=two)

    assert set(IdeaVote.objects.filter(idea=two).values_list("staff", flat=True)) == {teller2.pk, manager.pk}


@pytest.mark.parametrize("status", list(IdeaStatus))
def test_the_author_sees_it_in_every_state_and_after_moving(
    status: IdeaStatus, made: Callable[[str], Idea], other_branch: Branch, teller: Staff, stranger: Staff
) -> None:
    made(status)
    client, outsider = Client(), Client()
    client.force_login(teller)
    outsider.force_login(stranger)
    assert TEXT in client.get("/floor/7001/ideas/").content.decode()
    assert outsider.get("/floor/7001/ideas/").status_code == 404

    RoleGrant.objects.filter(staff=teller).update(branch=other_branch)

    assert TEXT in client.get("/floor/7002/ideas/").content.decode()
    assert TEXT not in outsider.get("/floor/7002/ideas/").content.decode()


def test_the_way_through_the_page(branch: Branch, teller: Staff, manager: Staff, stranger: Staff) -> None:
    author, leader, outsider = Client(), Client(), Client()
    for client, staff in ((author, teller), (leader, manager), (outsider, stranger)):
        client.force_login(staff)
    nasty = "<script>alert(1)</script>"

    author.post("/floor/7001/ideas/submit/", {"text": nasty, "source": "customer"}, **JSON)
    idea = Idea.objects.get()

    assert outsider.post(f"/floor/ideas/{idea.pk}/vote/", **JSON).status_code == 404
    assert outsider.post(f"/floor/ideas/{idea.pk}/adopt/", {"answer": "x"}, **JSON).status_code == 404
    assert author.post(f"/floor/ideas/{idea.pk}/adopt/", {"answer": "x"}, **JSON).status_code == 403
    assert leader.post(f"/floor/ideas/{idea.pk}/vote/", **JSON).status_code == 200
    assert leader.post(f"/floor/ideas/{idea.pk}/adopt/", {}, **JSON).status_code == 400
    assert leader.post(f"/floor/ideas/{idea.pk}/nonsense/", **JSON).status_code == 404
    assert leader.post(f"/floor/ideas/{idea.pk}/adopt/", {"answer": "下周"}, **JSON).status_code == 200
    assert leader.post(f"/floor/ideas/{idea.pk}/decline/", {"answer": "不"}, **JSON).status_code == 409
    assert author.post("/floor/7001/ideas/submit/", {"text": "穿着", "source": "staff"}, **JSON).status_code == 400
    page = author.get("/floor/7001/ideas/").content.decode()
    assert nasty not in page
    assert "下周" in page


def test_the_page_pins_its_statements(branch: Branch, teller: Staff, manager: Staff, at: dt.datetime) -> None:
    client, counts = Client(), []
    client.force_login(manager)
    for rows in (1, 2):
        for number in range(rows):
            ideas.submit(branch, by=teller, at=at, text=f"{rows}{number}")
        client.get("/floor/7001/ideas/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/floor/7001/ideas/")
        counts.append(len(caught))

    assert counts[0] == counts[1] <= 12
