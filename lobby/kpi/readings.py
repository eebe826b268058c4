"""A figure as people read it: rounded, with its n, its target and the distance to it in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lobby.kpi.enums import Direction, Method, Standing, Unit
from lobby.kpi.measuring import measured, measured_by
from lobby.kpi.parts import Parts, added
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi

NONE = "–"
TENTH = Decimal("0.1")
FEW = 30  # fewer rows than this are shown grey: they prove little
FAR = Decimal("0.2")  # off target by more than this part of it


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of one period. Its numbers are in the figure's unit, rounded half up to one decimal.

    With a `ceiling` the figure should lie between it and the target.
    """

    kpi: Kpi
    n: int
    value: Decimal | None
    target: Decimal | None
    ceiling: Decimal | None = None

    @property
    def text(self) -> str:
        """The figure to one decimal without its unit, yuan in whole ones; "–" for no rows, never 0."""
        if self.value is None:
            return NONE
        return f"{self.value:,.0f}" if self.kpi.unit == Unit.YUAN else number_format(self.value, decimal_pos=1)

    @property
    def is_thin(self) -> bool:
        """Whether there are too few rows to judge by; a sum is what it is."""
        return self.n < FEW and self.kpi.method != Method.TOTAL

    @property
    def standing(self) -> Standing:
        """How the figure stands against its target; thin figures and those without a target are not judged."""
        if self.value is None or self.target is None or self.is_thin:
            return Standing.OFF
        missed_by = abs(self.apart)
        if missed_by == 0:
            return Standing.FINE
        return Standing.LATE if missed_by > self.target * FAR else Standing.ATTENTION

    @property
    def apart(self) -> Decimal:
        """How far the figure is on the wrong side of its target, above (positive) or below; 0 on the right side."""
        if self.value is None or self.target is None:
            return Decimal(0)
        if self.ceiling is not None and self.value > self.ceiling:
            return self.value - self.ceiling
        over = self.value - self.target
        return max(over, Decimal(0)) if self.kpi.direction == Direction.LOW else min(over, Decimal(0))

    @property
    def distance(self) -> str:
        """Distance to the target in words."""
        if self.target is None:
            return _("no target set")
        if self.ceiling is not None:
            return self._distance_to_band(shown(self.target), shown(self.ceiling))
        words = {"target": shown(self.target)}
        if self.value is None:
            return wording(self.kpi.unit, "none").format(**words)
        apart = self.value - self.target
        side = "equal" if apart == 0 else "above" if apart > 0 else "below"
        return wording(self.kpi.unit, side).format(**words, distance=shown(abs(apart)))

    def _distance_to_band(self, low: str, high: str) -> str:
        words = {"low": low, "high": high, "unit": Unit(self.kpi.unit).label, "distance": shown(abs(self.apart))}
        if self.value is None:
            return _("target {low} to {high} {unit}").format(**words)
        if not self.apart:
            return _("within the target of {low} to {high} {unit}").format(**words)
        if self.apart > 0:
            return _("{distance} over the target of {low} to {high} {unit}").format(**words)
        return _("{distance} under the target of {low} to {high} {unit}").format(**words)


def wording(unit: str, side: str) -> str:
    """The sentence for a distance; whole sentences, because languages order them differently."""
    if unit == Unit.MINUTES:
        return {
            "none": _("target {target} min"),
            "equal": _("on the target of {target} min"),
            "above": _("{distance} min over the target of {target}"),
            "below": _("{distance} min under the target of {target}"),
        }[side]
    if unit == Unit.POINTS:
        return {
            "none": _("target {target} points"),
            "equal": _("on the target of {target} points"),
            "above": _("{distance} points over the target of {target}"),
            "below": _("{distance} points under the target of {target}"),
        }[side]
    return {
        "none": _("target {target} %"),
        "equal": _("on the target of {target} %"),
        "above": _("{distance} points over the target of {target} %"),
        "below": _("{distance} points under the target of {target} %"),
    }[side]


def reading(kpi: Kpi, parts: Parts, period: Period) -> Reading:
    """Judge measured parts by the policy of the period's last day."""
    return Reading(kpi, parts.n, value_of(kpi, parts), *aims(kpi, period))


def aims(kpi: Kpi, period: Period) -> tuple[Decimal | None, Decimal | None]:
    """Target and ceiling by the policy of the period's last day, None where none is set."""
    target, ceiling = kpi.target(period.policy), kpi.ceiling(period.policy)
    return None if target is None else rounded(target), None if ceiling is None else rounded(ceiling)


def read(kpi: Kpi, period: Period) -> Reading:
    """Measure and judge a figure (1 query)."""
    return reading(kpi, measured(kpi, period), period)


def read_split(kpi: Kpi, period: Period) -> tuple[Reading, list[tuple[str, Reading]]]:
    """A figure and its readings by its own column, largest group first (1 query; the whole is the sum of the groups)."""
    assert kpi.split is not None
    parts = measured_by(kpi, period, kpi.split.column)
    whole = added(parts.values())
    if kpi.split.of_whole:
        ordered = sorted(parts.items(), key=lambda one: (-one[1].total, str(one[0])))
        parts = {value: Parts(whole.n, one.total) for value, one in ordered if one.total}
    else:
        parts = dict(sorted(parts.items(), key=lambda one: -one[1].n))
    groups = [(str(kpi.split.labels(value)), reading(kpi, one, period)) for value, one in parts.items()]
    return reading(kpi, whole, period), groups


def value_of(kpi: Kpi, parts: Parts) -> Decimal | None:
    """The figure in its unit, None where nothing was measured."""
    raw = parts.median if kpi.method == Method.MEDIAN else parts.mean
    if kpi.method == Method.TOTAL:
        raw = parts.total if parts.n else None
    return None if raw is None else rounded(raw * Unit(kpi.unit).factor)


def rounded(number: float) -> Decimal:
    """Half up to one decimal. Floats are first cut to a millionth, so that 0.25 minutes stay exactly that."""
    return Decimal(f"{number:.6f}").quantize(TENTH, ROUND_HALF_UP)


def shown(value: Decimal) -> str:
    """A target or a distance in the page's language, whole ones without ".0"."""
    return number_format(value, decimal_pos=0 if value == value.to_integral_value() else 1)
