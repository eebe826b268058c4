"""`python -m bench`: run everything, print the table, write `var/bench.json`."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

from bench.stage import stage

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    *("cycles", "push", "fleet", "feed", "complaints", "imports", "prompts"),
    *("statements", "estimates", "forecasts", "staffing"),
)
SERVED = ("cycles", "push", "fleet", "feed", "complaints", "imports", "prompts", "statements")


def main() -> None:
    """Measure the parts named on the command line, all without one."""
    wanted = [part for part in PARTS if part in sys.argv[1:]] or list(PARTS)
    target = Path(os.environ.get("LOBBY_VAR", ROOT / "var")) / "bench.json"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.config.settings")
    found: dict[str, object] = {"machine": {"cores": os.cpu_count(), "python": platform.python_version()}}
    if "forecasts" in wanted:
        from bench import forecasts

        # First, while the process has no other memory to be measured.
        found["forecasts"] = forecasts.measure()
    if any(part in wanted for part in SERVED):
        measure_served(wanted, found)
    if "estimates" in wanted:
        import django

        django.setup()
        from bench import estimates

        found["estimates"] = estimates.measure()
    if "staffing" in wanted:
        from bench import staffing

        found["staffing"] = staffing.measure()
    if wanted == list(PARTS):
        from bench import report

        sys.stdout.write("\n".join(report.lines(found)) + "\n")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(found, indent=1))
        sys.stdout.write(f"Figures: {target}\n")
    else:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")


def measure_served(wanted: list[str], found: dict[str, object]) -> None:
    """Measure the parts that need a running product."""
    with stage() as here:
        from bench import complaints, cycles, feed, fleet, hall, imports, prompts, push, statements

        place = hall.build()
        if "statements" in wanted:
            found["statements"] = statements.measure(place)
        if "cycles" in wanted:
            found["cycles"] = cycles.measure(here, place)
        if "push" in wanted:
            found["push"] = push.measure(here, place)
        if "fleet" in wanted:
            found["fleet"] = fleet.measure(here, place)
        if "complaints" in wanted:
            found["complaints"] = complaints.measure(place)
        if "imports" in wanted:
            found["imports"] = imports.measure(place)
        if "prompts" in wanted:
            found["prompts"] = prompts.measure(place)
        if "feed" in wanted:
            # Last: what it leaves open would weigh on the others.
            found["feed"] = feed.measure(here, place)


if __name__ == "__main__":
    main()
