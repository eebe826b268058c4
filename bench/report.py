"""The table and the JSON of a run, each figure beside what it should reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench import complaints, estimates, feed, fleet, forecasts, imports, prompts, staffing

ISSUE_AT_MOST, VERB_AT_MOST, SOCKET_KB_AT_MOST = 10, 8, 40
CYCLES_LEAST, CYCLES_AIM = 0.08, 0.15
# Walls → p95 at most (factor × floor p95 + milliseconds).
PUSH_AT_MOST = {100: (2.0, 20.0), 1000: (2.5, 40.0)}


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report, a line at a time."""
    cycles, push = found["cycles"], found["push"]
    yield "Cycles issue → call → start → finish through the HTTP API, one web process"
    yield f"  floor: {cycles['floor_transactions_per_s']:.0f} two-statement transactions/s (four = one cycle)"
    for run in cycles["runs"]:
        goal = f"   least {CYCLES_LEAST}, aim {CYCLES_AIM}" if run["clients"] == 8 else ""
        yield (
            f"  {run['clients']:>3} clients: {run['cycles_per_s']:6.1f} cycles/s = {run['of_floor']:.3f} of the floor,"
            f" verb p50 {run['verb_p50_ms']:.1f} ms, p99 {run['verb_p99_ms']:.1f} ms{goal}"
        )
    yield "Commit → frame on walls, against bare Redis → bare socket server (ms)"
    for run in push["runs"]:
        yield push_line(run)
    yield f"Memory per idle socket beyond 100: {push['idle_socket_kb']:.1f} kB   at most {SOCKET_KB_AT_MOST}"
    answers = ", ".join(f"{walls} walls {ms:.1f} ms" for walls, ms in push["teller_answer_ms"].items())
    yield f"Teller's call-next, median: {answers}"
    yield from fleet.lines(found["fleet"])
    yield from feed.lines(found["feed"])
    yield from complaints.lines(found["complaints"])
    yield from imports.lines(found["imports"])
    yield from prompts.lines(found["prompts"])
    yield from estimates.lines(found["estimates"])
    verbs = ", ".join(f"{verb} {count}" for verb, count in found["statements"].items())
    yield f"SQL statements: {verbs}   issue at most {ISSUE_AT_MOST}, others {VERB_AT_MOST}"
    yield from forecasts.lines(found["forecasts"])
    yield from staffing.lines(found["staffing"])


def push_line(run: dict[str, Any]) -> str:
    """One size of audience."""
    lowest, mine = run["floor"], run["product"]
    goal = ""
    if run["walls"] in PUSH_AT_MOST:
        factor, extra = PUSH_AT_MOST[run["walls"]]
        goal = f"   p95 at most {factor * lowest['p95_ms'] + extra:.0f}"
    return (
        f"  {run['walls']:>4} walls: p50 {mine['p50_ms']:.1f}, p95 {mine['p95_ms']:.1f}, p99 {mine['p99_ms']:.1f};"
        f" floor p50 {lowest['p50_ms']:.1f}, p95 {lowest['p95_ms']:.1f};"
        f" ratio p95 {mine['p95_ms'] / lowest['p95_ms']:.1f}; renders per change {mine['renders_per_change']}{goal}"
    )
