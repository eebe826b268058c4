"""Answer wait queries from a stream of a lobby's events, with the estimator that serves tickets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from queueing.estimate.stream import Stream


class Command(BaseCommand):
    help = "Read JSON lines of events and queries from standard input, answer each query with one line {p50, p90}."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer until the input ends. No database is touched."""
        for line in self.answers():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    def answers(self) -> Iterator[str]:
        """One line for each query, in order."""
        stream = Stream(complain=self.complain)
        for line in sys.stdin:
            answer = stream.take(line)
            if answer is not None:
                yield answer

    def complain(self, words: str) -> None:
        """Say what is wrong with a line."""
        self.stderr.write(words)
