"""Querysets whose SQL is written once.

Django writes the SQL of a queryset anew each time; for a query with joins that takes several times as long as
PostgreSQL takes to answer. The few queries of every request are therefore compiled once in each thread:

    FIND = Prepared(lambda: AccessKey.objects.select_related("staff").filter(prefix=Parameter("prefix")))
    key = FIND.first(prefix="3f9a…")

Only values may differ between runs, never the shape, so `None` must be asked for with `__isnull`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet, TextField
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class Parameter(Expression):
    """A value that is given when a prepared query runs; it reaches the database adapter as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=TextField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A placeholder, and this object as its value until a run replaces it."""
        return "%s", [self]


class Statement:
    """The SQL of a queryset with its parameters, and what turns a column's value into Python's."""

    def __init__(self, queryset: QuerySet[Any], lock: str) -> None:
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        sql, self.params = self.compiler.as_sql()
        self.sql = f"{sql} {lock}"
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(columns)

    def run(self, values: dict[str, Any]) -> list[Any]:
        """Execute and return the rows."""
        params = [values[each.name] if isinstance(each, Parameter) else each for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[Any] = cursor.fetchall()
        return list(self.compiler.apply_converters(rows, self.converters)) if self.converters else rows


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
