"""Querysets whose SQL is written and planned once.

Django writes the SQL of a queryset anew each time, and PostgreSQL plans it anew; for a query with joins both take
several times as long as the answer. The few queries of every request are therefore compiled once in each thread and
prepared once on its connection:

    FIND = Prepared(lambda: AccessKey.objects.select_related("staff").filter(prefix=Parameter("prefix")))
    key = FIND.first(prefix="3f9a…")

Only values may differ between runs, never the shape, so `None` must be asked for with `__isnull`.
"""

from __future__ import annotations

import itertools
import re
import threading
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet, TextField
from django.db.models.query import get_related_populators
from psycopg2.extensions import AsIs

M = TypeVar("M", bound=Model)
LARGEST = 2**63 - 1
_numbers = itertools.count(1)


class Parameter(Expression):
    """A value that is given when a prepared query runs; it reaches the database adapter as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=TextField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A placeholder, and this object as its value until a run replaces it."""
        return "%s", [self]


class PreparedSQL:
    """SQL text prepared once on each thread's connection; `%(name)s` are its parameters.

    Needs a session of its own on the server: a pool in front of PostgreSQL must pool sessions, not transactions.
    """

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self.names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
        self.title = f"lobby_{next(_numbers)}"
        self.execute = f"EXECUTE {self.title} ({', '.join(f'%({name})s' for name in self.names)})"
        self.here = threading.local()

    def run(self, values: dict[str, Any]) -> list[Any]:
        """Execute and return the rows (1 query). Raises KeyError when a parameter is not given."""
        # As in Django's own lookups: nothing equals a number that no column can hold.
        if any(isinstance(value, int) and not -LARGEST <= value <= LARGEST for value in values.values()):
            return []
        with connection.cursor() as cursor:
            prepared_on = getattr(self.here, "connection", None)
            if prepared_on is None or prepared_on() is not connection.connection:
                self.prepare(cursor.cursor)
            cursor.execute(self.execute, values)
            rows: list[Any] = cursor.fetchall()
        return rows

    def prepare(self, cursor: Any) -> None:
        """Prepare on a new connection, outside the count of statements, as it happens once for thousands of runs."""
        places = {name: AsIs(f"${number}") for number, name in enumerate(self.names, start=1)}
        with connection.wrap_database_errors:
            cursor.execute(f"PREPARE {self.title} AS {cursor.mogrify(self.sql, places).decode()}")
        self.here.connection = weakref.ref(connection.connection)


class Statement:
    """A queryset as prepared SQL, and what turns a column's value into Python's."""

    def __init__(self, queryset: QuerySet[Any], lock: str) -> None:
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = self.compiler.as_sql()
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(columns)
        # Constants go into the text: the planner proves partial indexes by them.
        texts = sql.split("%s")
        text = "".join(part for pair in zip(texts, [*map(written, params), ""], strict=True) for part in pair)
        self.prepared = PreparedSQL(f"{text} {lock}")

    def run(self, values: dict[str, Any]) -> list[Any]:
        """Execute and return the rows."""
        rows = self.prepared.run(values)
        return list(self.compiler.apply_converters(rows, self.converters)) if self.converters else rows


def written(value: Any) -> str:
    """A parameter's place, or a constant as it stands in SQL."""
    if isinstance(value, Parameter):
        return f"%({value.name})s"
    with connection.cursor() as cursor:
        return str(cursor.cursor.mogrify("%s", [value]).decode()).replace("%", "%%")


class Maker(Generic[M]):
    """How the columns of a statement become objects with their related ones."""

    def __init__(self, compiler: Any, db: str) -> None:
        shape = compiler.klass_info
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        self.db = db
        self.model = shape["model"]
        self.own = slice(first, last)
        self.names = [column[0].target.attname for column in compiler.select[self.own]]
        self.related = get_related_populators(shape, compiler.select, db)  # type: ignore[call-arg]
        self.annotations = list((compiler.annotation_col_map or {}).items())

    def make(self, row: Any) -> M:
        """One object of one row."""
        made: M = self.model.from_db(self.db, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        for name, position in self.annotations:
            setattr(made, name, row[position])
        return made


class PreparedRows:
    """A `values_list` queryset with `Parameter`s, compiled at its first run in each thread."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], lock: str = "") -> None:
        """`lock` is a locking clause that Django does not know, such as `FOR KEY SHARE`."""
        self.build, self.lock = build, lock
        self.here = threading.local()  # a compiler holds its thread's connection

    def all(self, **values: Any) -> list[Any]:
        """Every row as a tuple (1 query). Raises KeyError when a parameter is not given."""
        return self.statement().run(values)

    def statement(self) -> Statement:
        """This thread's compiled form."""
        found: Statement | None = getattr(self.here, "statement", None)
        if found is None:
            found = self.here.statement = Statement(self.build(), self.lock)
        return found


class Prepared(PreparedRows, Generic[M]):
    """A queryset of objects with `Parameter`s."""

    def __init__(self, build: Callable[[], QuerySet[M]], lock: str = "") -> None:
        super().__init__(build, lock)

    def all(self, **values: Any) -> list[M]:
        """Every object (1 query). Raises KeyError when a parameter is not given."""
        statement = self.statement()
        maker: Maker[M] | None = getattr(self.here, "maker", None)
        if maker is None:
            maker = self.here.maker = Maker(statement.compiler, statement.compiler.using)
        return [maker.make(row) for row in statement.run(values)]

    def first(self, **values: Any) -> M | None:
        """The first object, None without any (1 query)."""
        return next(iter(self.all(**values)), None)
