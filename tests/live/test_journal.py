import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from lobby.branches.actors import SYSTEM, Actor
from lobby.live import journal
from lobby.live.events import Event
from lobby.live.models import Entry, Stream
from tests.live.sample import Moved, Rung
from tests.statements import statements_at_most

AT = dt.datetime(2026, 3, 10, 2, 0, 0, 123456, tzinfo=dt.UTC)
LING = Actor(kind="staff", id=7, name="Ling")


@pytest.fixture
def handlers() -> Iterator[None]:
    """Forget what the test subscribed."""
    before = list(journal._handlers)
    yield
    journal._handlers[:] = before


def ring(*bells: int, branch_id: int = 1) -> None:
    with journal.unit(by=LING, at=AT):
        for bell in bells:
            journal.record(Rung(branch_id=branch_id, bell=bell))


def ring_and_fail(bell: int) -> None:
    with journal.unit(by=LING, at=AT):
        journal.record(Rung(branch_id=1, bell=bell))
        raise ValueError("no")


def written(branch_id: int = 1) -> list[tuple[int, int]]:
    return list(Entry.objects.filter(branch_id=branch_id).order_by("seq").values_list("seq", "subject_id"))


def test_record_outside_a_unit_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"bell\.rung"):
        journal.record(Rung(branch_id=1, bell=1))


@pytest.mark.django_db
def test_unit_writes_numbered_entries_with_author_and_moment() -> None:
    ring(5, 6)

    first, second = Entry.objects.filter(branch_id=1).order_by("seq")
    assert (first.seq, first.type, first.subject_type, first.subject_id) == (1, "bell.rung", "bell", 5)
    assert (first.by_kind, first.by_id, first.by_name, first.at) == ("staff", 7, "Ling", AT)
    assert first.payload == {"bell": 5, "number": "", "name": ""}
    assert second.seq == 2
    assert journal.current_seq(1) == 2


@pytest.mark.django_db
def test_unit_takes_one_statement_for_each_branch_whatever_the_number_of_events() -> None:
    with statements_at_most(1):
        ring(1)
    with statements_at_most(1):
        ring(*range(50))
    with statements_at_most(2), journal.unit(by=LING, at=AT):
        journal.record(Rung(branch_id=2, bell=1))
        journal.record(Rung(branch_id=1, bell=1))


@pytest.mark.django_db
def test_unit_without_events_writes_nothing() -> None:
    with statements_at_most(0), journal.unit(by=LING, at=AT):
        pass

    assert not Stream.objects.exists()


@pytest.mark.django_db
def test_unit_that_fails_leaves_no_entry_and_no_gap() -> None:
    ring(1)
    with pytest.raises(ValueError, match="no"):
        ring_and_fail(2)
    ring(3)

    assert written() == [(1, 1), (2, 3)]


@pytest.mark.django_db
def test_inner_unit_joins_the_outer_one_with_its_own_author() -> None:
    with journal.unit(by=LING, at=AT):
        journal.record(Rung(branch_id=1, bell=1))
        with journal.unit(by=SYSTEM, at=AT + dt.timedelta(seconds=1)):
            journal.record(Rung(branch_id=1, bell=2))
        assert not Entry.objects.exists()
        journal.record(Rung(branch_id=1, bell=3))

    assert list(Entry.objects.order_by("seq").values_list("subject_id", "by_kind")) == [
        (1, "staff"),
        (2, "system"),
        (3, "staff"),
    ]


@pytest.mark.django_db
def test_rows_of_a_sweep_that_fail_in_their_savepoint_leave_nothing_in_the_journal() -> None:
    with journal.unit(by=SYSTEM, at=AT):
        for bell in (1, 2, 3):
            try:
                with transaction.atomic(), journal.unit(by=SYSTEM, at=AT):
                    journal.record(Rung(branch_id=1, bell=bell))
                    if bell == 2:
                        raise ValueError("a bad row")
            except ValueError:
                continue

    assert written() == [(1, 1), (2, 3)]


def leave(bell: int, *, fails: bool = False) -> None:
    """A unit that rings, and rings again elsewhere should it be undone."""
    with journal.unit(by=LING, at=AT):
        journal.record(Rung(branch_id=1, bell=bell))
        journal.leave_trace(lambda: ring(bell, branch_id=2))
        if fails:
            raise ValueError("no")


@pytest.mark.django_db
def test_a_trace_is_written_once_the_work_around_it_is_undone() -> None:
    def two_of_three() -> None:
        with journal.unit(by=LING, at=AT):
            leave(1)
            with pytest.raises(ValueError, match="no"), transaction.atomic():
                leave(2, fails=True)
            leave(3)

    def fail_around() -> None:
        with journal.unit(by=LING, at=AT):
            leave(4)
            journal.leave_trace(lambda: ring_and_fail(9))
            leave(5, fails=True)

    two_of_three()
    assert (written(1), written(2)) == ([(1, 1), (2, 3)], [(1, 2)])
    with pytest.raises(ValueError, match="no"):
        fail_around()
    assert written(1) == [(1, 1), (2, 3)]
    assert sorted(bell for _seq, bell in written(2)) == [2, 4, 5]
    with pytest.raises(RuntimeError, match="trace"):
        journal.leave_trace(two_of_three)


@pytest.mark.django_db
def test_subscriber_runs_in_the_writers_transaction_and_its_events_follow(handlers: None) -> None:
    def move(event: Event, by: Actor, at: dt.datetime) -> None:
        with journal.unit(by=SYSTEM, at=at):
            journal.record(Moved(branch_id=1, ticket=9))

    told: list[tuple[str, str]] = []
    journal.subscribe("bell.rung", move)
    journal.subscribe("ticket.*", lambda event, by, at: told.append((event.type, by.name)))
    ring(1)

    assert list(Entry.objects.order_by("seq").values_list("type", flat=True)) == ["bell.rung", "ticket.moved"]
    assert told == [("ticket.moved", "system")]


@pytest.mark.django_db
def test_subscriber_that_fails_fails_the_verb(handlers: None) -> None:
    def refuse(event: Event, by: Actor, at: dt.datetime) -> None:
        raise ValueError("not so")

    journal.subscribe("bell.rung", refuse)
    with pytest.raises(ValueError, match="not so"):
        ring(1)

    assert written() == []


@pytest.mark.django_db
def test_timeline_is_one_subjects_entries_since_a_moment() -> None:
    ring(5)
    ring(6)
    ring(5)

    found = journal.timeline("bell", 5, 1, AT)

    assert [entry.seq for entry in found] == [1, 3]
    assert journal.timeline("bell", 5, 1, AT + dt.timedelta(seconds=1)) == []
    assert journal.timeline("bell", 5, 2, AT) == []


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE live_entry SET by_name = 'x'", "DELETE FROM live_entry"])
def test_entries_can_neither_be_changed_nor_deleted(change: str) -> None:
    ring(1)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert written() == [(1, 1)]


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_and_follow_commit_order_under_eight_threads() -> None:
    seen: list[list[int]] = []
    writing = [threading.Thread(target=write_many, args=(worker,)) for worker in range(8)]
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(seen, stop))
    watching.start()
    for thread in writing:
        thread.start()
    for thread in writing:
        thread.join()
    stop.set()
    watching.join()

    final = [seq for seq, _ in written()]
    assert final == list(range(1, 8 * 15 + 1))
    # Whoever reads at any moment sees a beginning of the final order: nothing appears below what was seen.
    assert len(seen) > 3
    assert all(numbers == final[: len(numbers)] for numbers in seen)


def write_many(worker: int) -> None:
    try:
        for turn in range(20):
            try:
                with journal.unit(by=SYSTEM, at=AT):
                    journal.record(Rung(branch_id=1, bell=worker * 100 + turn))
                    if turn % 4 == 3:
                        raise ValueError("every fourth is rolled back")
            except ValueError:
                continue
    finally:
        connection.close()


def watch(seen: list[list[int]], stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            seen.append([seq for seq, _ in written()])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_units_over_the_same_branches_in_any_order_do_not_deadlock() -> None:
    def both(first: int, second: int) -> None:
        try:
            for _ in range(25):
                with journal.unit(by=SYSTEM, at=AT):
                    journal.record(Rung(branch_id=first, bell=1))
                    journal.record(Rung(branch_id=second, bell=1))
        finally:
            connection.close()

    threads = [threading.Thread(target=both, args=order) for order in ((1, 2), (2, 1), (1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [journal.current_seq(1), journal.current_seq(2)] == [100, 100]
