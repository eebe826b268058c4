"""Commit → frame on many walls, beside bare Redis → bare socket server; memory of an idle socket; renders per change."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import redis
from django.utils import timezone

from bench.bare import CHANNEL
from bench.hall import Hall
from bench.http import Client
from bench.stage import Stage, Web
from lobby.live.journal import current_seq
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start

CALLS = 300
PACE_S = 0.12
FLOOR_FRAME_BYTES = 2_000
SIZES = (1, 100, 1000)
RENDERS = re.compile(r'^lobby_panel_renders_total\{panel="([^"]+)"\} ([\d.e+]+)$', re.MULTILINE)


@contextlib.contextmanager
def listeners(port: int, path: str, key: str, sockets: int) -> Iterator[Callable[[], dict[int, list[float]]]]:
    """So many open sockets in a process of their own; the yielded function ends it and returns arrivals by number."""
    command = [sys.executable, "-m", "bench.listeners", str(port), path, key, str(sockets)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        if stdout.readline().strip() != "ready":
            raise RuntimeError("the sockets did not open")

        def end() -> dict[int, list[float]]:
            stdin.write("\n")
            stdin.flush()
            return {int(seq): stamps for seq, stamps in json.loads(stdout.readline()).items()}

        try:
            yield end
        finally:
            process.kill()


def product(hall: Hall, web: Web, sockets: int) -> dict[str, Any]:
    """Call 300 tickets at a teller's pace and time each from its commit to its frame on every wall."""
    hall.issue(CALLS)
    path = f"/ws/live/?screen=wall&branch={hall.branch.code}&since={current_seq(hall.branch.pk)}"
    session, committed = hall.sessions[0], {}
    with listeners(web.port, path, hall.wall_key, sockets) as end:
        time.sleep(1.5)
        before = renders(web)
        for _ in range(CALLS):
            ticket = call_next(session, by=session.staff.actor, at=timezone.now())
            assert ticket is not None
            committed[current_seq(hall.branch.pk)] = time.monotonic()
            time.sleep(PACE_S)
            start(ticket, by=session.staff.actor, at=timezone.now())
            finish(ticket, by=session.staff.actor, at=timezone.now())
            time.sleep(PACE_S)
        after = renders(web)
        found = spread(committed, end())
    found["renders_per_change"] = {
        panel: round((count - before.get(panel, 0)) / (CALLS * 3), 2) for panel, count in after.items()
    }
    return found


def floor(stage: Stage, sockets: int) -> dict[str, Any]:
    """The same number of messages of a frame's size through Redis and a bare server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "bench.bare", str(port)], env={**os.environ, **stage.env})
    publisher = redis.Redis.from_url(stage.env["REDIS_URL"])
    try:
        wait_for_port(port)
        sent = {}
        with listeners(port, "/", "none", sockets) as end:
            time.sleep(0.5)
            for seq in range(1, CALLS + 1):
                message = json.dumps({"from": seq - 1, "seq": seq, "panels": "x" * FLOOR_FRAME_BYTES})
                sent[seq] = time.monotonic()
                publisher.publish(CHANNEL, message)
                time.sleep(PACE_S / 3)
            return spread(sent, end())
    finally:
        server.kill()
        server.wait()


def spread(sent: dict[int, float], arrivals: dict[int, list[float]]) -> dict[str, Any]:
    """Milliseconds from each sending to the frame that covers it, over all sockets: frames may bundle numbers."""
    took, numbers = [], sorted(arrivals)
    for seq, at in sent.items():
        covering = next((number for number in numbers if number >= seq), None)
        if covering is not None:
            took += [(stamp - at) * 1000 for stamp in arrivals[covering]]
    took.sort()
    return {
        "frames": len(took),
        "p50_ms": statistics.median(took),
        "p95_ms": took[int(len(took) * 0.95)],
        "p99_ms": took[int(len(took) * 0.99)],
    }


def teller_answer(hall: Hall, web: Web, sockets: int) -> float:
    """Median milliseconds of a teller's call-next over HTTP while so many walls are open."""
    hall.issue(60)
    path = f"/ws/live/?screen=wall&branch={hall.branch.code}&since={current_seq(hall.branch.pk)}"
    with contextlib.ExitStack() as stack:
        if sockets:
            stack.enter_context(listeners(web.port, path, hall.wall_key, sockets))
        client, took = Client(web.port, hall.teller_keys[1]), []
        for _ in range(60):
            began = time.perf_counter()
            ticket = client.post(f"/api/v1/counters/{hall.sessions[1].counter_id}/call-next/")["id"]
            took.append((time.perf_counter() - began) * 1000)
            client.post(f"/api/v1/tickets/{ticket}/start/")
            client.post(f"/api/v1/tickets/{ticket}/finish/", {"outcome": "completed"})
            time.sleep(0.05)
    return statistics.median(took)


def memory(hall: Hall, web: Web) -> float:
    """kB of resident memory for each idle socket beyond the first 100."""
    path = f"/ws/live/?screen=wall&branch={hall.branch.code}&since={current_seq(hall.branch.pk)}"
    with listeners(web.port, path, hall.wall_key, 100):
        time.sleep(3)
        few = web.resident_kb()
        with listeners(web.port, path, hall.wall_key, 1000):
            time.sleep(5)
            return (web.resident_kb() - few) / 1000


def renders(web: Web) -> dict[str, float]:
    """Panels rendered so far, by name."""
    with urllib.request.urlopen(f"http://127.0.0.1:{web.port}/metrics", timeout=5) as answer:
        return {panel: float(count) for panel, count in RENDERS.findall(answer.read().decode())}


def wait_for_port(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.05)
    raise RuntimeError("the bare server did not start")


def measure(stage: Stage, hall: Hall) -> dict[str, Any]:
    """Floor and product at 1, 100 and 1,000 walls, then memory and the teller's answer."""
    runs = []
    for sockets in SIZES:
        lowest = floor(stage, sockets)
        with stage.web() as web:
            runs.append({"walls": sockets, "floor": lowest, "product": product(hall, web, sockets)})
    with stage.web() as web:
        kilobytes = memory(hall, web)
    with stage.web() as web:
        answers = {walls: teller_answer(hall, web, walls) for walls in (0, 100, 1000)}
    return {"runs": runs, "idle_socket_kb": kilobytes, "teller_answer_ms": answers}
