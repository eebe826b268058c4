"""From rows to cards: the branch, the owner, the indexes a row is found by, and whether it stood there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from lobby.branches.models import Branch, Staff
from lobby.customers.domain.importing.columns import Column
from lobby.customers.domain.importing.rows import Problem, Row
from lobby.customers.domain.tables import array
from lobby.customers.encryption import blind_index
from lobby.customers.enums.imports import Reason

C = Column
SEE = """
INSERT INTO import_seen (branch_id, reference_index, line, employer_index)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::text[])
ON CONFLICT DO NOTHING RETURNING line
"""
# An employer is a corporate customer of the same branch, on a card or further down in the file.
LOST = """
SELECT seen.line FROM import_seen seen WHERE seen.employer_index <> '' AND NOT EXISTS (
    SELECT 1 FROM customers_customer c WHERE c.branch_id = seen.branch_id AND NOT c.reference_index = ''
    AND c.reference_index = seen.employer_index AND c.is_corporate
) AND NOT (%s AND EXISTS (
    SELECT 1 FROM import_seen other
    WHERE other.branch_id = seen.branch_id AND other.reference_index = seen.employer_index
)) ORDER BY seen.line
"""
LINK = """
UPDATE customers_customer c SET employer_id = e.id FROM import_seen seen
LEFT JOIN customers_customer e ON e.branch_id = seen.branch_id AND NOT e.reference_index = ''
AND e.reference_index = seen.employer_index AND e.is_corporate
WHERE c.branch_id = seen.branch_id AND NOT c.reference_index = '' AND c.reference_index = seen.reference_index
AND c.employer_id IS DISTINCT FROM e.id
"""


@dataclass(slots=True)
class Known:
    """A row whose branch is known."""

    row: Row
    branch: Branch
    reference_index: str
    owner_id: int | None = None

    @property
    def key(self) -> tuple[int, str]:
        """What its card is found by."""
        return self.branch.pk, self.reference_index


@dataclass(slots=True)
class Directory:
    """Branches that may be written, each looked up once."""

    allowed: QuerySet[Branch]
    known: dict[str, Branch | None] = field(default_factory=dict)

    def learn(self, codes: set[str]) -> None:
        """Look up the codes that are new (0–1 queries)."""
        fresh = codes - self.known.keys()
        if fresh:
            self.known |= dict.fromkeys(fresh)
            self.known |= {one.code: one for one in self.allowed.filter(code__in=fresh)}


@contextmanager
def seen_lines() -> Iterator[None]:
    """What stood in the file so far, kept by the database: memory does not grow with the file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE import_seen (branch_id bigint, reference_index text, line int, employer_index text,"
            " PRIMARY KEY (branch_id, reference_index))"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE import_seen")


def resolve(rows: list[Row], directory: Directory) -> tuple[list[Known], list[Problem]]:
    """Rows that may be written, and what is wrong with the others (2–3 statements)."""
    directory.learn({row[C.BRANCH] for row in rows})
    found, problems = [], []
    for row in rows:
        branch = directory.known[row[C.BRANCH]]
        if branch is None:
            problems.append(Problem(row.line, C.BRANCH, Reason.BRANCH))
        else:
            found.append(Known(row, branch, blind_index(row[C.REFERENCE])))
    found = with_owners(found, problems)
    first = see(found)
    problems += [Problem(one.row.line, C.REFERENCE, Reason.TWICE) for one in found if one.row.line not in first]
    return [one for one in found if one.row.line in first], problems


def with_owners(found: list[Known], problems: list[Problem]) -> list[Known]:
    """Rows whose owner, where one is named, belongs to the branch (0–1 queries)."""
    names = {one.row[C.OWNER] for one in found if one.row[C.OWNER]}
    if not names:
        return found
    staff = Staff.objects.filter(username__in=names, is_active=True)
    ids = {(name, branch): pk for pk, name, branch in staff.values_list("pk", "username", "home_branch")}
    good = []
    for one in found:
        name = one.row[C.OWNER]
        one.owner_id = ids.get((name, one.branch.pk)) if name else None
        if name and one.owner_id is None:
            problems.append(Problem(one.row.line, C.OWNER, Reason.OWNER))
        else:
            good.append(one)
    return good


def see(found: Iterable[Known]) -> set[int]:
    """Note the customers of some lines; returns the lines that are the first of theirs (1 statement)."""
    rows = [(*one.key, one.row.line, blind_index(one.row[C.EMPLOYER]) if one.row[C.EMPLOYER] else "") for one in found]
    with connection.cursor() as cursor:
        cursor.execute(SEE, [array(column) for column in zip(*rows, strict=True)] or ["{}"] * 4)
        return {line for (line,) in cursor.fetchall()}


def lost_employers(*, is_dry_run: bool) -> list[int]:
    """Lines that name an employer whom nobody knows; a dry run counts every customer of the file as known."""
    with connection.cursor() as cursor:
        cursor.execute(LOST, [is_dry_run])
        return [line for (line,) in cursor.fetchall()]


def link_employers() -> None:
    """Join everybody to whoever pays their salary (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(LINK)
