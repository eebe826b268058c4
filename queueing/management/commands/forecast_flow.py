"""Forecast arrivals from a file of counts, with the forecaster of the nightly task. Uses no database."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from queueing.forecast.files import BadCounts, read_counts, write_forecast

MOST_DAYS = 60


class Command(BaseCommand):
    help = "Forecast arrivals by slot and service from a file of counts (service,start,minutes,y,open)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("--history", type=Path, required=True, help="counts, .csv or .csv.gz")
        parser.add_argument("--origin", type=moment, required=True, help="slots before this moment are history")
        parser.add_argument("--horizon-days", type=int, default=14, help=f"1 to {MOST_DAYS}")
        parser.add_argument("--out", type=Path, required=True, help="where the forecast goes, .csv or .csv.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, forecast, write."""
        days = options["horizon_days"]
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--horizon-days is 1 to {MOST_DAYS}")
        try:
            counts = read_counts(options["history"], before=options["origin"])
            written = write_forecast(options["out"], counts, origin=options["origin"], days=days)
        except BadCounts as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{options['out']}: cannot be written ({problem})") from problem
        if counts is None:
            self.stderr.write(f"{options['history']} has no counts before {options['origin']}: nothing to forecast")
        else:
            self.stdout.write(f"{written} slots of {len(counts.history.services)} services")


def moment(text: str) -> dt.datetime:
    """A wall-clock time of the command line."""
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a time like 1999-06-01T00:00") from error
