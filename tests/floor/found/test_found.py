"""What customers leave behind: every state against every verb, two people, the clock, the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lobby.branches.models import Branch, Staff
from lobby.floor.domain import found
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.found import ENDS, FOUND_MOVES, FoundKind, FoundStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.found import FinderActsAlone, IllegalFoundMove, NumberNoted, TooLateToKeepOn
from lobby.floor.models import FoundItem, Reminder
from lobby.live.models import Entry

JSON = {"headers": {"accept": "application/json"}}
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)
ENDED = {"returned": "give_back", "handed_on": "hand_on", "destroyed": "destroy"}


@pytest.fixture
def made(branch: Branch, manager: Staff, head: Staff, at: dt.datetime) -> Callable[[str], FoundItem]:
    """A card that the manager found, in a state."""

    def make(status: str) -> FoundItem:
        item = found.log(branch, FoundKind.CARD, by=manager, at=at, kept_in="保险柜", last_four="1234")
        if status in ENDED:
            item = getattr(found, ENDED[status])(item, by=head, at=at, outcome="核对证件")
        return item

    return make


@pytest.mark.parametrize("verb", FOUND_MOVES)
@pytest.mark.parametrize("status", list(FoundStatus))
def test_every_state_against_every_verb(
    status: FoundStatus, verb: str, made: Callable[[str], FoundItem], head: Staff, at: dt.datetime
) -> None:
    item = made(status)
    values = {} if verb == "keep_on" else {"outcome": "核对证件"}

    if status in FOUND_MOVES[verb][0]:
        assert getattr(found, verb)(item, by=head, at=at, **values).status == FOUND_MOVES[verb][1]
    else:
        with pytest.raises(IllegalFoundMove):
            getattr(found, verb)(item, by=head, at=at, **values)


@pytest.mark.parametrize("verb", ["hand_on", "destroy"])
def test_whoever_found_it_does_not_make_it_disappear(
    verb: str, made: Callable[[str], FoundItem], manager: Staff, at: dt.datetime
) -> None:
    item = made("kept")

    with pytest.raises(FinderActsAlone):
        getattr(found, verb)(item, by=manager, at=at, outcome="碎纸机")
    with pytest.raises(IntegrityError), transaction.atomic():
        FoundItem.objects.filter(pk=item.pk).update(status="destroyed", ended_by=manager, ended_at=at)

    assert found.give_back(item, by=manager, at=at, outcome="核对证件").status == FoundStatus.RETURNED


@pytest.mark.parametrize("verb", ENDS)
def test_an_end_says_how(verb: str, made: Callable[[str], FoundItem], head: Staff, at: dt.datetime) -> None:
    with pytest.raises(ReasonMissing):
        getattr(found, verb)(made("kept"), by=head, at=at, outcome="  ")


def test_what_lies_nowhere_is_not_logged(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    with pytest.raises(ReasonMissing):
        found.log(branch, FoundKind.KEYS, by=manager, at=at, kept_in=" ")

    assert not FoundItem.objects.exists()


@pytest.mark.parametrize("number", ["6222021234567890", "13800001234", "110101 19900307 123X", "138-0000-1234"])
def test_no_number_is_kept_in_words(number: str, branch: Branch, manager: Staff, head: Staff, at: dt.datetime) -> None:
    for place in ("note", "kept_in"):
        with pytest.raises(NumberNoted):
            found.log(branch, FoundKind.CARD, by=manager, at=at, **{"kept_in": "保险柜", place: f"卡 {number}"})
    item = found.log(branch, FoundKind.CARD, by=manager, at=at, kept_in="2 号保险柜，2026-11-26")

    with pytest.raises(NumberNoted):
        found.give_back(item, by=head, at=at, outcome=f"核对 {number}")
    assert found.hand_on(item, by=head, at=at, outcome=f"派出所，回执 {number}").status == FoundStatus.HANDED_ON


def test_an_end_is_taken_back_for_a_minute(made: Callable[[str], FoundItem], head: Staff, at: dt.datetime) -> None:
    early, late = made("returned"), made("returned")

    assert found.keep_on(early, by=head, at=at + 60 * SECOND).ended_by is None
    with pytest.raises(TooLateToKeepOn):
        found.keep_on(late, by=head, at=at + 61 * SECOND)


def test_what_is_kept_long_becomes_one_task_that_ends_with_it(
    made: Callable[[str], FoundItem], head: Staff, at: dt.datetime
) -> None:
    item, gone = made("kept"), made("returned")

    sweep_deadlines(at=at + 30 * DAY - SECOND)
    assert not Reminder.objects.exists()
    for days in (32, 33):
        sweep_deadlines(at=at + days * DAY)

    task = Reminder.objects.get()
    assert (task.subject_id, task.team, task.values["place"]) == (item.pk, "LM", "保险柜")
    found.hand_on(item, by=head, at=at + 33 * DAY, outcome="派出所")
    task.refresh_from_db()
    assert task.ended_at is not None
    assert gone.status == FoundStatus.RETURNED


def test_taken_back_after_its_time_it_asks_again(
    made: Callable[[str], FoundItem], head: Staff, at: dt.datetime
) -> None:
    item = made("kept")
    sweep_deadlines(at=at + 30 * DAY)
    found.give_back(item, by=head, at=at + 31 * DAY, outcome="核对证件")
    found.keep_on(item, by=head, at=at + 31 * DAY)

    sweep_deadlines(at=at + 31 * DAY)

    assert Reminder.objects.filter(ended_at=None).count() == 1


def test_the_journal_knows_what_and_never_whose(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    found.log(branch, FoundKind.PHONE, by=manager, at=at, kept_in="保险柜", note="黑色外壳", last_four="1234")

    payload = Entry.objects.get(type="found.logged").payload

    assert set(payload) >= {"found", "kind", "device"}
    assert not {"黑色外壳", "1234", "保险柜"} & {str(value) for value in payload.values()}


def test_the_way_through_the_page(branch: Branch, manager: Staff, head: Staff, teller: Staff, stranger: Staff) -> None:
    finder, second, other, outsider = Client(), Client(), Client(), Client()
    for client, staff in ((finder, manager), (second, head), (other, teller), (outsider, stranger)):
        client.force_login(staff)
    nasty = "<script>alert(1)</script>"
    form = {"kind": "slip", "kept_in": nasty, "last_four": ""}

    assert finder.post("/floor/7001/found/log/", {**form, "last_four": "12"}, **JSON).status_code == 400
    assert finder.post("/floor/7001/found/log/", {**form, "kind": "cat"}, **JSON).status_code == 400
    assert finder.post("/floor/7001/found/log/", {**form, "note": "客户穿着名牌"}, **JSON).status_code == 400
    assert finder.post("/floor/7001/found/log/", {**form, "note": "6222 0212 3456 7890"}, **JSON).status_code == 400
    assert finder.post("/floor/7001/found/log/", form, **JSON).status_code == 200
    item = FoundItem.objects.get()

    assert outsider.get("/floor/7001/found/").status_code == 404
    assert outsider.post(f"/floor/found/{item.pk}/destroy/", {"outcome": "x"}, **JSON).status_code == 404
    assert other.get("/floor/7001/found/").status_code == 403
    assert other.post(f"/floor/found/{item.pk}/destroy/", {"outcome": "x"}, **JSON).status_code == 403
    assert finder.post(f"/floor/found/{item.pk}/destroy/", {"outcome": "x"}, **JSON).status_code == 409
    assert second.post(f"/floor/found/{item.pk}/keep_on/", {"outcome": "x"}, **JSON).status_code == 404
    assert second.post(f"/floor/found/{item.pk}/destroy/", {}, **JSON).status_code == 400
    assert second.post(f"/floor/found/{item.pk}/destroy/", {"outcome": "碎纸机"}, **JSON).json() == {
        "message": "单据：已销毁。",
        "redirect": "/floor/7001/found/",
    }
    assert f"/floor/found/{item.pk}/keep-on/" in finder.get("/floor/7001/found/").content.decode()
    assert second.post(f"/floor/found/{item.pk}/keep-on/", **JSON).status_code == 200
    page = finder.get("/floor/7001/found/").content.decode()
    assert nasty not in page
    assert "/keep-on/" not in page
    assert "/destroy/" not in page
    assert "/destroy/" in second.get("/floor/7001/found/").content.decode()


def test_the_page_pins_its_statements(branch: Branch, manager: Staff, head: Staff, at: dt.datetime) -> None:
    client, counts = Client(), []
    client.force_login(manager)
    for rows in (1, 2):
        for _row in range(rows):
            found.log(branch, FoundKind.KEYS, by=manager, at=at, kept_in="保险柜")
            ended = found.log(branch, FoundKind.KEYS, by=manager, at=at, kept_in="保险柜")
            found.give_back(ended, by=head, at=at, outcome="核对证件")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/floor/7001/found/")
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[0] <= 10
