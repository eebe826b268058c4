"""`manage.py predict_waits` on an invented trace, and on lines that nobody should send."""

from __future__ import annotations

import io
import json
import sys

import numpy as np
import pytest
from django.core.management import call_command

from bench import estimates as bench
from queueing.estimate.stream import Stream
from tests.queueing.estimate.lobbies import days

HISTORY_DAYS, TEST_DAY = 8, 8


@pytest.fixture
def trace():
    """Ten invented mornings."""
    tickets, counters = days(HISTORY_DAYS + 2, per_hour=19.0)
    return bench.Trace("invented", tickets, counters, True, TEST_DAY)


@pytest.fixture
def run(monkeypatch):
    """Run the command on lines; returns what it wrote to both outputs."""

    def run(*lines):
        text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        monkeypatch.setattr(sys, "stdout", out)
        call_command("predict_waits", stderr=err)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()

    return run


def query(**fields):
    return {
        **{"ev": "query", "q": 1, "kind": "issue", "t": 36_000.0, "tod": 36_000.0, "dow": 0, "ticket": "9"},
        **{"service": "cash", "priority": 0, "waited": 0.0, "pos": 2},
        "queue": [["7", "cash", 0, 35_800.0], ["8", "cash", 0, 35_900.0]],
        "counters": [["C1", ["cash"], "cash", 30.0], ["C2", ["cash"], None, None]],
        **{"les": {"cash": [100.0, 60.0]}, "mean": {"cash": [240.0, 30]}, "mean_all": {"cash": 250.0}},
        **fields,
    }


def test_every_query_gets_one_line_without_a_history(run):
    answers, complaints = run(query(), query(kind="wait", waited=60.0, pos=0))

    assert len(answers) == 2
    assert answers[0]["p90"] >= answers[0]["p50"] > 0
    assert answers[1]["p50"] <= answers[0]["p50"]
    assert complaints == ""


def test_events_get_no_answer(run):
    answers, complaints = run(
        {"ev": "open", "t": 32_400.0, "counter": "C1", "skills": ["cash"]},
        {"ev": "issue", "t": 32_500.0, "ticket": "1", "service": "cash", "priority": 0},
        {"ev": "call", "t": 32_510.0, "ticket": "1", "service": "cash", "counter": "C1"},
        {"ev": "end", "t": 32_700.0, "ticket": "1", "service": "cash", "counter": "C1", "outcome": "served"},
        {"ev": "leave", "t": 32_710.0, "ticket": "2", "service": "cash"},
        {"ev": "close", "t": 43_200.0, "counter": "C1", "skills": ["cash"]},
    )

    assert answers == []
    assert complaints == ""


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        "{}",
        '{"ev": "dance", "t": 1}',
        '{"ev": "issue"}',
        '{"ev": "call", "t": "soon"}',
        "null",
        "",
    ],
)
def test_a_bad_line_is_named_and_the_next_query_is_answered(run, line):
    answers, complaints = run(line, query())

    assert len(answers) == 1
    assert ("line 1" in complaints) is bool(line)


@pytest.mark.parametrize(
    "fields",
    [
        {"queue": None, "counters": None, "les": None, "mean": None, "mean_all": None, "pos": None},
        {"queue": "many"},
        {"t": "now"},
        {"service": "nobody knows"},
        {"counters": [["C1", [], None, None]]},
        {"counters": []},
        {"pos": 99},
    ],
)
def test_a_strange_query_is_answered_all_the_same(run, fields):
    answers, _ = run(query(**fields), query())

    assert len(answers) == 2
    assert all(0 <= one["p50"] <= one["p90"] for one in answers)


def test_a_history_that_is_not_there_is_named(run, tmp_path):
    answers, complaints = run({"ev": "history", "tickets": str(tmp_path / "none.csv"), "counters": None}, query())

    assert len(answers) == 1
    assert "line 1: FileNotFoundError" in complaints


@pytest.mark.parametrize("has_counters", [True, False])
def test_a_history_is_learned_with_and_without_counters(trace, has_counters):
    whole = bench.Trace("invented", trace.tickets, trace.counters, has_counters, TEST_DAY)

    replay = bench.Replay(whole)
    found = bench.scored(replay.run())

    assert found["issues"] == sum(row.issued_s >= TEST_DAY * 86_400 for row in trace.tickets)
    assert found["ratio"] < 0.95
    assert 0.8 <= found["covered"] <= 1.0
    assert list(replay.stream.estimator.history.services) == ["cash"]


def test_one_day_of_history_answers(trace):
    found = bench.scored(bench.Replay(bench.Trace("one", trace.tickets[:150], trace.counters, True, 1)).run())

    assert np.isfinite(found["mae_min"]["ours"])


def test_the_same_lines_get_the_same_answers(trace):
    scores = [bench.Replay(trace).run() for _ in range(2)]

    assert scores[0].said["ours"] == scores[1].said["ours"]
    assert scores[0].highs == scores[1].highs


def test_a_shift_of_speed_after_training_is_followed():
    tickets, counters = days(8, per_hour=18.0)
    slow, slow_counters = days(12, per_hour=18.0, slow=1.25, seed=2)
    later = [row for row in slow if row.issued_s >= TEST_DAY * 86_400]
    later = [type(row)(f"s{row.ticket}", *[getattr(row, name) for name in list(row.__slots__)[1:]]) for row in later]
    counters += [row for row in slow_counters if row.t >= TEST_DAY * 86_400]

    score = bench.Replay(bench.Trace("slower", tickets + later, counters, True, TEST_DAY)).run()

    waits, said = np.array(score.waits), np.array(score.said["ours"])
    assert said.sum() / waits.sum() == pytest.approx(1.0, abs=0.25)
    assert 0.85 <= bench.scored(score)["covered"] <= 0.99


def test_no_database_is_asked(run):
    # No database mark: a query would raise.
    answers, _ = run(query())

    assert len(answers) == 1


def test_complaints_carry_the_number_of_the_line():
    words: list[str] = []
    stream = Stream(complain=words.append)

    stream.take(json.dumps(query()))
    stream.take("{")

    assert words[0].startswith("line 2: JSONDecodeError")


@pytest.mark.long
@pytest.mark.skipif(not bench.DATA.is_dir(), reason="the ticket logs are not there")
@pytest.mark.timeout(1200)
def test_real_traces_reach_their_goals():
    for name, row in bench.measure()["traces"].items():
        assert row["ratio"] <= bench.GOALS[name][0] * 1.1, name
        assert bench.COVER_GOAL[0] <= row["covered"] <= bench.COVER_GOAL[1], name
        assert row["moved_per_min"]["ours"] < row["moved_per_min"]["naive"], name
