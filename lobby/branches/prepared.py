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

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A placeholder, and this object as its value until a run replaces it."""
        return "%s", [self]


class Compiled(Generic[M]):
    """SQL with its parameters, and how its columns become objects."""

    def __init__(self, queryset: QuerySet[M]) -> None:
        compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, self.params = compiler.as_sql()
        self.compiler = compiler
        self.converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        self.db = queryset.db
        shape = compiler.klass_info
        self.model = shape["model"]
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        self.own = slice(first, last)
        self.names = [column[0].target.attname for column in compiler.select[self.own]]
        self.related = get_related_populators(shape, compiler.select, self.db)
        self.annotations = list((compiler.annotation_col_map or {}).items())

    def run(self, values: dict[str, Any]) -> list[M]:
        """Execute and build the objects."""
        params = [values[each.name] if isinstance(each, Parameter) else each for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        if self.converters:
            rows = list(self.compiler.apply_converters(rows, self.converters))
        return [self.build(row) for row in rows]

    def build(self, row: Any) -> M:
        """One object with its related ones."""
        made: M = self.model.from_db(self.db, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        for name, position in self.annotations:
            setattr(made, name, row[position])
        return made


class Prepared(Generic[M]):
    """A queryset with `Parameter`s, compiled at its first run in each thread (a compiler holds its connection)."""

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self.build = build
        self.here = threading.local()

    def all(self, **values: Any) -> list[M]:
        """Every row (1 query). Raises KeyError when a parameter is not given."""
        compiled: Compiled[M] | None = getattr(self.here, "compiled", None)
        if compiled is None:
            compiled = self.here.compiled = Compiled(self.build())
        return compiled.run(values)

    def first(self, **values: Any) -> M | None:
        """The first row, None without any (1 query)."""
        return next(iter(self.all(**values)), None)
