"""A rate for each credential, counted without any store."""

from lobby.branches.api import throttles
from lobby.branches.api.throttles import CredentialThrottle, Limiter
from tests.callers import Caller


def test_a_burst_passes_and_refills_evenly():
    limiter = Limiter("3/min")

    assert [limiter.take("a", 0) for _ in range(3)] == [0, 0, 0]
    assert limiter.take("a", 0) == 20
    assert limiter.take("a", 20) == 0
    assert limiter.take("a", 20) == 20


def test_credentials_are_counted_apart():
    limiter = Limiter("1/s")

    assert (limiter.take("a", 0), limiter.take("b", 0)) == (0, 0)
    assert limiter.take("a", 0) == 1


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(throttles, "REMEMBERED", 10)
    limiter = Limiter("5/s")

    for number in range(100):
        limiter.take(str(number), number)

    assert len(limiter.buckets) <= 10


def test_too_many_calls_are_429_with_the_wait(branch, manager, at, monkeypatch):
    monkeypatch.setattr(CredentialThrottle, "limiter", Limiter("2/min"))
    caller = Caller(manager, at)

    answers = [caller.get("/branches/7001/live/") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "throttled"
    assert 0 < int(answers[2].headers["Retry-After"]) <= 30
    assert Caller(manager, at).get("/branches/7001/live/").status_code == 200
