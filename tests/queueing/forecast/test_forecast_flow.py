"""`manage.py forecast_flow`: files in, files out."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

HEAD = "service,start,minutes,y,open\n"


def write(path: Path, lines: str) -> Path:
    path.write_text(HEAD + lines)
    return path


def days(first: str, number: int, *, service: str = "cash", hours: tuple[int, ...] = (9, 10, 11), y: int = 12) -> str:
    begin = dt.datetime.fromisoformat(first)
    starts = [begin + dt.timedelta(days=day, hours=hour) for day in range(number) for hour in range(24)]
    return "".join(
        f"{service},{start},60,{y if start.hour in hours else 0},{int(start.hour in hours)}\n" for start in starts
    )


def run(history: Path, origin: str, out: Path, horizon: int = 14) -> list[dict[str, str]]:
    call_command(
        "forecast_flow", history=history, origin=dt.datetime.fromisoformat(origin), horizon_days=horizon, out=out
    )
    with (gzip.open if out.suffix == ".gz" else open)(out, "rt") as file:
        return list(csv.DictReader(file))


def test_every_open_slot_of_the_horizon_is_forecast(tmp_path):
    history = write(tmp_path / "counts.csv", days("2026-01-05", 28))

    rows = run(history, "2026-02-02", tmp_path / "out.csv")

    assert list(rows[0]) == ["service", "start", "p10", "p50", "p90", "mean"]
    assert len(rows) == 14 * 3
    assert rows[0]["start"] == "2026-02-02 09:00:00"
    assert rows[-1]["start"] == "2026-02-15 11:00:00"
    for row in rows:
        assert 0 <= float(row["p10"]) <= float(row["p50"]) <= float(row["p90"])
        assert float(row["mean"]) == pytest.approx(12, abs=1)


def test_gzip_and_what_comes_after_the_origin_is_not_looked_at(tmp_path):
    packed = tmp_path / "counts.csv.gz"
    with gzip.open(packed, "wt") as file:
        file.write(HEAD + days("2026-01-05", 28) + days("2026-02-02", 14, y=90))

    rows = run(packed, "2026-02-02T10:30", tmp_path / "out.csv.gz", horizon=1)

    assert [row["start"][-8:] for row in rows] == ["11:00:00", "09:00:00", "10:00:00"]
    assert float(rows[1]["mean"]) < 30


def test_times_are_written_as_they_came(tmp_path):
    lines = days("2026-01-05", 21).replace(" ", "T").replace(":00:00", ":00")

    rows = run(write(tmp_path / "counts.csv", lines), "2026-01-26", tmp_path / "out.csv")

    assert rows[0]["start"] == "2026-01-26T09:00"


def test_a_clock_change_doubles_and_drops_slots(tmp_path):
    lines = days("2026-10-05", 28, hours=(1, 2, 3))
    twice = "cash,2026-10-25 02:00:00,60,12,1\n"
    lines = lines.replace("cash,2026-10-18 02:00:00,60,12,1\n", "")

    rows = run(write(tmp_path / "counts.csv", lines + twice), "2026-11-02", tmp_path / "out.csv")

    assert {row["start"][-8:] for row in rows} == {"01:00:00", "02:00:00", "03:00:00"}
    assert all(float(row["mean"]) == pytest.approx(12, abs=1) for row in rows)


def test_unknown_counts_closed_days_and_several_services(tmp_path):
    lines = days("2026-01-05", 21) + days("2026-01-05", 21, service="wealth", y=1)
    lines = lines.replace("cash,2026-01-20 10:00:00,60,12,1", "cash,2026-01-20 10:00:00,60,,1")
    lines = lines.replace("cash,2026-01-21 09:00:00,60,12,1", "cash,2026-01-21 09:00:00,60,0,0")

    rows = run(write(tmp_path / "counts.csv", lines), "2026-01-26", tmp_path / "out.csv")

    assert {row["service"] for row in rows} == {"cash", "wealth"}


@pytest.mark.parametrize("number", [1, 14])
def test_one_day_and_two_weeks_are_enough(tmp_path, number):
    rows = run(write(tmp_path / "counts.csv", days("2026-01-05", number)), "2026-01-19", tmp_path / "out.csv")

    assert len(rows) == 14 * 3
    assert float(rows[0]["mean"]) == pytest.approx(12, abs=2)


@pytest.mark.parametrize("lines", ["", days("2026-03-01", 3)], ids=["empty", "all later"])
def test_nothing_to_learn_from_is_said_and_no_error(tmp_path, capsys, lines):
    rows = run(write(tmp_path / "counts.csv", lines), "2026-02-02", tmp_path / "out.csv")

    assert rows == []
    assert "nothing to forecast" in capsys.readouterr().err
    assert (tmp_path / "out.csv").read_text().strip() == "service,start,p10,p50,p90,mean"


def test_a_file_without_a_byte_is_said_and_no_error(tmp_path, capsys):
    (tmp_path / "counts.csv").write_text("")

    assert run(tmp_path / "counts.csv", "2026-02-02", tmp_path / "out.csv") == []
    assert "nothing to forecast" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("cash,yesterday,30,1,1\n", "line 2"),
        ("cash,2026-01-05 09:00:00,7,1,1\n", "7 minutes"),
        ("cash,2026-01-05 09:10:00,30,1,1\n", "not the start"),
        ("cash,2026-01-05 09:00:00,30,-1,1\n", "not a count"),
        ("cash,2026-01-05 09:00:00,30,many,1\n", "line 2"),
        ("cash,2026-01-05 09:00:00,30,1,yes\n", "open is 0 or 1"),
        ("cash,2026-01-05 09:00:00\n", "line 2"),
        ("cash,2026-01-05 09:00:00,30,1,1\ncash,2026-01-05 10:00:00,60,1,1\n", "30 and 60"),
        ("cash,0001-01-05 09:00:00,30,1,1\ncash,2026-01-05 09:00:00,30,1,1\n", "too many"),
    ],
)
def test_bad_counts_are_refused_in_one_line(tmp_path, lines, reason):
    with pytest.raises(CommandError) as refusal:
        run(write(tmp_path / "counts.csv", lines), "2026-02-02", tmp_path / "out.csv")

    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_other_bad_input_is_refused_in_one_line(tmp_path):
    good = write(tmp_path / "counts.csv", days("2026-01-05", 2))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "broken.csv.gz").write_bytes(b"\x1f\x8b nonsense")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")

    for history, horizon, out in [
        (tmp_path / "nowhere.csv", 14, tmp_path / "out.csv"),
        (tmp_path / "other.csv", 14, tmp_path / "out.csv"),
        (tmp_path / "broken.csv.gz", 14, tmp_path / "out.csv"),
        (tmp_path / "bytes.csv", 14, tmp_path / "out.csv"),
        (good, 0, tmp_path / "out.csv"),
        (good, 14, tmp_path / "nowhere" / "out.csv"),
    ]:
        with pytest.raises(CommandError):
            run(history, "2026-02-02", out, horizon)


def test_it_uses_no_database(tmp_path):
    # Without the fixture every query is an error here.
    assert run(write(tmp_path / "counts.csv", days("2026-01-05", 14)), "2026-01-19", tmp_path / "out.csv")
