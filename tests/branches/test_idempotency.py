"""A repeated POST gets the first answer, once stored in the same transaction as the work."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection

from lobby.branches.api.idempotency import forget_old_answers
from lobby.branches.models import IdempotentAnswer
from lobby.live.models import Entry
from queueing.models import Ticket
from tests.callers import Caller

ISSUE = "/branches/7001/tickets/"


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


def test_a_repeat_gets_the_first_answer(branch, cash, kiosk, at):
    caller = Caller(kiosk, at)

    first = caller.post(ISSUE, {"service": "cash"}, key="press-1")
    repeat = caller.post(ISSUE, {"service": "cash"}, key="press-1")

    assert (first.status_code, repeat.status_code) == (201, 201)
    assert first.json() == repeat.json()
    assert (Ticket.objects.count(), Entry.objects.filter(type="ticket.issued").count()) == (1, 1)


def test_another_key_and_another_credential_are_other_requests(branch, cash, kiosk, manager, at):
    Caller(kiosk, at).post(ISSUE, {"service": "cash"}, key="press-1")
    Caller(kiosk, at).post(ISSUE, {"service": "cash"}, key="press-2")
    Caller(manager, at).post(ISSUE, {"service": "cash"}, key="press-1")

    assert Ticket.objects.count() == 3


def test_the_same_key_with_another_body_or_path_is_409(branch, cash, personal, manager, at):
    caller = Caller(manager, at)
    issued = caller.post(ISSUE, {"service": "cash"}, key="k").json()

    other_body = caller.post(ISSUE, {"service": "personal"}, key="k")
    other_path = caller.post(f"/tickets/{issued['id']}/postpone/", {"service": "cash"}, key="k")

    assert [(each.status_code, each.json()["code"]) for each in (other_body, other_path)] == [
        (409, "idempotency_mismatch")
    ] * 2
    assert Ticket.objects.count() == 1


def test_a_refusal_is_not_kept(branch, cash, manager, at):
    caller = Caller(manager, at)
    cash.is_stopped = True
    cash.save()

    refused = caller.post(ISSUE, {"service": "cash"}, key="k")
    cash.is_stopped = False
    cash.save()
    served = caller.post(ISSUE, {"service": "cash"}, key="k")

    assert (refused.status_code, served.status_code) == (409, 201)


def test_an_empty_answer_is_repeated_too(branch, session, counter, teller, at):
    caller = Caller(teller, at)

    answers = [caller.post(f"/counters/{counter.pk}/call-next/", key="k") for _ in range(2)]

    assert [(each.status_code, each.content) for each in answers] == [(204, b""), (204, b"")]


@pytest.mark.parametrize("key", [" ", "a b", "ä", "x" * 101, "a\tb"])
def test_a_key_that_cannot_be_stored_is_refused(branch, cash, manager, at, key):
    answer = Caller(manager, at).post(ISSUE, {"service": "cash"}, key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")
    assert not Ticket.objects.exists()


def test_a_key_is_free_again_after_a_day(branch, cash, manager, at):
    caller = Caller(manager, at)
    caller.post(ISSUE, {"service": "cash"}, key="k")

    with time_machine.travel(at + dt.timedelta(hours=25), tick=False):
        caller.post(ISSUE, {"service": "cash"}, key="k")

    assert (Ticket.objects.count(), IdempotentAnswer.objects.count()) == (2, 1)


def test_old_answers_are_forgotten(branch, cash, manager, at):
    Caller(manager, at).post(ISSUE, {"service": "cash"}, key="k")

    assert forget_old_answers(at=at + dt.timedelta(hours=23)) == 0
    assert forget_old_answers(at=at + dt.timedelta(hours=25)) == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_twins_get_one_result(branch, cash, kiosk, at):
    caller = Caller(kiosk, at)
    caller.post(ISSUE, {"service": "cash"})
    start, answers = threading.Barrier(4), []

    def press():
        start.wait()
        twin = Caller.__new__(Caller)
        twin.client = caller.client.__class__(headers={"Authorization": f"Key {caller.secret}"})
        answers.append(twin.post(ISSUE, {"service": "cash"}, key="one-press").json())
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert Ticket.objects.count() == 2
