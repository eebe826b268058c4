"""Running an import: batches of a thousand lines, each a transaction of its own.

A batch commits together with how far the run has come, so a run whose process died goes on behind it. A dry run reads
everything, checks everything and writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from django.db.models import QuerySet

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.customers.domain.importing import resolving
from lobby.customers.domain.importing.columns import Column
from lobby.customers.domain.importing.lines import Line, Table, read
from lobby.customers.domain.importing.meeting import Met, meet
from lobby.customers.domain.importing.rows import Problem, Row, row_of
from lobby.customers.domain.importing.writing import write
from lobby.customers.enums.imports import ImportStatus, Reason
from lobby.customers.events.cards import CustomersImported
from lobby.customers.models import CustomerImport
from lobby.live import journal

BATCH = 1_000
C = Column
# Called with what is wrong in a batch, inside its transaction.
Report = Callable[[list[Problem]], None]
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
DONE = ["lines_done", "counts", "new", "changed", "unchanged", "refused", "remarks"]


@dataclass(slots=True)
class Work:
    """What every batch of a run needs."""

    run: CustomerImport
    columns: tuple[Column, ...]
    directory: resolving.Directory
    by: Actor
    at: dt.datetime
    report: Report
    batches: Iterator[list[Line]] = field(default_factory=lambda: iter(()))


def run_import(
    file: IO[bytes],
    run: CustomerImport,
    *,
    by: Actor,
    at: dt.datetime,
    branches: QuerySet[Branch],
    report: Report,
) -> CustomerImport:
    """Import a file into some branches; rows of others are refused. Raises BadFile when nothing can be read.

    `run` counts; a dry run's is never saved here. What is wrong goes to `report` batch by batch.
    """
    table = read(file)
    work = Work(run, table.columns, resolving.Directory(branches), by, at, report)
    with resolving.seen_lines():
        for lines in batches(table):
            if lines[-1].number <= run.lines_done:
                remember(work, lines)
            elif run.is_dry_run:
                take(work, lines)
            else:
                with journal.unit(by=by, at=at):
                    take(work, lines)
                    run.save(update_fields=DONE)
        finish(work)
    return run


def batches(table: Table) -> Iterator[list[Line]]:
    """A thousand lines at a time."""
    lines = iter(table.lines)
    while batch := list(islice(lines, BATCH)):
        yield batch


def rows_in(work: Work, lines: list[Line]) -> tuple[list[Row], list[Problem]]:
    """Rows that can be read, and what is wrong with the others."""
    rows: list[Row] = []
    problems: list[Problem] = []
    today = work.at.date() + dt.timedelta(days=1)  # somewhere it is tomorrow already
    for line in lines:
        if line.problem is not None:
            problems.append(Problem(line.number, "", line.problem))
            continue
        found = row_of(line.number, work.columns, line.cells, today)
        if isinstance(found, Row):
            rows.append(found)
        else:
            problems += found
    return rows, problems


def take(work: Work, lines: list[Line]) -> None:
    """One batch (about 25 statements)."""
    rows, problems = rows_in(work, lines)
    known, unknown = resolving.resolve(rows, work.directory)
    met = meet(known, at=work.at, is_locking=not work.run.is_dry_run)
    if not work.run.is_dry_run:
        write(met, work.columns, by=work.by, at=work.at)
    unlinked = [Problem(one.known.row.line, C.HOUSEHOLD, Reason.HOUSEHOLD, False) for one in met if one.is_unlinked]
    count(work.run, met, [*problems, *unknown, *unlinked])
    work.run.lines_done = lines[-1].number
    work.report(sorted([*problems, *unknown, *unlinked], key=lambda one: one.line))


def remember(work: Work, lines: list[Line]) -> None:
    """Lines that an earlier process took: only that they were there."""
    resolving.resolve(rows_in(work, lines)[0], work.directory)


def count(run: CustomerImport, met: list[Met], problems: list[Problem]) -> None:
    """Add a batch to the figures."""
    kinds = Counter((one.known.branch.pk, kind_of(one)) for one in met)
    for (branch, kind), n in kinds.items():
        setattr(run, kind, getattr(run, kind) + n)
        of_branch = run.counts.setdefault(str(branch), {NEW: 0, CHANGED: 0, UNCHANGED: 0})
        of_branch[kind] += n
    run.refused += len({one.line for one in problems if one.is_refused})
    run.remarks += len([one for one in problems if not one.is_refused])


def kind_of(met: Met) -> str:
    """What a row did, or would do."""
    if met.is_unchanged:
        return UNCHANGED
    return NEW if met.card is None else CHANGED


def finish(work: Work) -> None:
    """Join employees to employers, and tell the journal in figures what was done."""
    run = work.run
    if run.is_dry_run:
        tell_lost(work)
        return
    with journal.unit(by=work.by, at=work.at):
        if C.EMPLOYER in work.columns:
            resolving.link_employers()
            tell_lost(work)
        run.status, run.finished_at = ImportStatus.DONE, work.at
        run.save(update_fields=[*DONE, "status", "finished_at"])
        for branch, figures in run.counts.items():
            journal.record(
                CustomersImported(branch_id=int(branch), customer_import=run.pk, refused=run.refused, **figures)
            )


def tell_lost(work: Work) -> None:
    """Report employers whom nobody knows."""
    lost = resolving.lost_employers(is_dry_run=work.run.is_dry_run)
    work.run.remarks += len(lost)
    work.report([Problem(line, C.EMPLOYER, Reason.EMPLOYER, is_refused=False) for line in lost])
