"""Issue → call → start → finish through the HTTP API, beside the raw two-statement transaction."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg2

from bench.hall import Hall
from bench.http import Client
from bench.stage import Stage

CLIENTS = (1, 8, 32)
SECONDS = 8.0
FLOOR_THREADS = 8
FLOOR_ROWS = 200_000
VERBS_A_CYCLE = 4

FLOOR_SCHEMA = """
    CREATE TABLE floor_ticket (id bigserial PRIMARY KEY, status text NOT NULL, taken_at timestamptz);
    CREATE INDEX ON floor_ticket (id) WHERE status = 'waiting';
    CREATE TABLE floor_journal (id bigserial PRIMARY KEY, ticket bigint, type text, at timestamptz);
    INSERT INTO floor_ticket (status) SELECT 'waiting' FROM generate_series(1, %s);
"""
FLOOR_TAKE = """
    UPDATE floor_ticket SET status = 'called', taken_at = now() WHERE id = (
        SELECT id FROM floor_ticket WHERE status = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id
"""
FLOOR_NOTE = "INSERT INTO floor_journal (ticket, type, at) VALUES (%s, 'ticket.called', now())"


def floor(stage: Stage) -> float:
    """Transactions a second of "take the next ticket, write a journal row" at 8 threads, straight through psycopg2."""
    with psycopg2.connect(stage.env["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(FLOOR_SCHEMA, [FLOOR_ROWS])
    connection.close()

    def work(is_over: Callable[[], bool]) -> list[float]:
        connection, took = psycopg2.connect(stage.env["DATABASE_URL"]), []
        while not is_over():
            began = time.perf_counter()
            with connection, connection.cursor() as cursor:
                cursor.execute(FLOOR_TAKE)
                cursor.execute(FLOOR_NOTE, cursor.fetchone())
            took.append(time.perf_counter() - began)
        connection.close()
        return took

    return rate(run(work, FLOOR_THREADS))


def cycles(hall: Hall, port: int, clients: int) -> dict[str, float]:
    """Cycles a second and the p50/p99 of one verb's answer in ms, at so many clients."""
    free = list(range(clients))
    lock = threading.Lock()

    def work(is_over: Callable[[], bool]) -> list[float]:
        with lock:
            number = free.pop()
        kiosk, teller = Client(port, hall.kiosk_key), Client(port, hall.teller_keys[number])
        counter, took = hall.sessions[number].counter_id, []
        while not is_over():
            began = time.perf_counter()
            kiosk.post(f"/api/v1/branches/{hall.branch.code}/tickets/", {"service": "cash", "source": "kiosk"})
            ticket = teller.post(f"/api/v1/counters/{counter}/call-next/")["id"]
            teller.post(f"/api/v1/tickets/{ticket}/start/")
            teller.post(f"/api/v1/tickets/{ticket}/finish/", {"outcome": "completed"})
            took.append(time.perf_counter() - began)
        kiosk.close()
        teller.close()
        return took

    took = run(work, clients)
    verbs = sorted(seconds / VERBS_A_CYCLE * 1000 for seconds in took)
    return {
        "clients": clients,
        "cycles_per_s": rate(took),
        "verb_p50_ms": statistics.median(verbs),
        "verb_p99_ms": verbs[int(len(verbs) * 0.99)],
    }


def run(work: Callable[[Callable[[], bool]], list[float]], threads: int) -> list[float]:
    """Run `work` in threads for the set time; returns the seconds of every round."""
    ends = time.monotonic() + SECONDS

    def is_over() -> bool:
        return time.monotonic() > ends

    with ThreadPoolExecutor(threads) as pool:
        rounds = [pool.submit(work, is_over) for _ in range(threads)]
        return [seconds for one in rounds for seconds in one.result()]


def rate(took: list[float]) -> float:
    """Rounds a second."""
    return len(took) / SECONDS


def measure(stage: Stage, hall: Hall) -> dict[str, Any]:
    """The floor, then the product at 1, 8 and 32 clients, one web process."""
    lowest = floor(stage)
    hall.issue(50)
    with stage.web() as web:
        cycles(hall, web.port, 2)  # warm
        found = [cycles(hall, web.port, clients) for clients in CLIENTS]
    for one in found:
        one["of_floor"] = one["cycles_per_s"] / (lowest / VERBS_A_CYCLE)
    return {"floor_transactions_per_s": lowest, "runs": found}
