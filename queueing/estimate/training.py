"""Learn an estimator from the days behind it: replay them, then fit what the replay got wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from queueing.estimate.correction import EASE_S, Correction, log_ratio
from queueing.estimate.engine import HIGH, MIDDLE, Estimator, Layer, moved_by
from queueing.estimate.features import NAMES, SHORT_S, features
from queueing.estimate.history import DAYS_USED, History, learn
from queueing.estimate.logs import DAY_S, CounterRow, TicketRow, inferred_counters, served_skills
from queueing.estimate.player import NOT_THERE_AFTER_S, Player
from queueing.estimate.quantiles import Forest, forest_of
from queueing.estimate.simulation import Bools, Floats, Ints
from queueing.estimate.snapshot import Estimate, PastQuote
from queueing.estimate.watch import PAST_QUOTES, Watch, day_events

MOST_TICKETS = 12_000
# Of those who wait, so many are also looked at while they wait.
WAITS_SHARE = 0.25
LEAST_ROWS, LEAST_DAYS, FOLDS = 600, 4, 3
TRUSTS = (0.0, 0.25, 0.5, 0.75, 1.0)
GAINS = (0.15, 0.3, 0.5, 0.8, 1.0)
# Who did not wait tells little about how long one waits: so many of them are looked at.
SHORT_SHARE = 0.1
COVERED = 0.92
GOOD_ENOUGH = 1.01
LONGEST_GAP_S = 1800.0
LEAST_GAPS = 30
BOOSTING: dict[str, Any] = {
    "max_iter": 100,
    "learning_rate": 0.05,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True, slots=True)
class Examples:
    """Askers of the past and what came of them: features, seconds waited from there on, day, moment, at issue or not."""

    rows: Floats
    waits: Floats
    days: Floats
    moments: Floats
    at_issue: Bools


def train(
    tickets: Sequence[TicketRow], counters: Sequence[CounterRow] | None = None, *, first_weekday: int = 0
) -> Estimator:
    """Learn from whole days. `first_weekday` is the weekday of the midnight that seconds count from, 0 is Monday.

    Without a counter log a counter counts as open while it serves or did so in the last ten minutes, able to do what
    it did before. A short history gives a plainer estimator, an empty one that of a first day.
    """
    if not tickets:
        return Estimator.untrained()
    last = max(row.issued_s for row in tickets) // DAY_S
    kept = sorted((row for row in tickets if row.issued_s // DAY_S > last - DAYS_USED), key=lambda row: row.issued_s)
    if not counters:
        counters = inferred_counters(kept, served_skills(kept))
    gap = idle_gap(kept, counters, learn(kept, counters))
    history = learn(kept, counters, idle_gap_s=gap)
    examples = collect(kept[-MOST_TICKETS:], counters, history, first_weekday)
    return fit(history, examples)


def watch_of(history: History, first_weekday: int = 0) -> Watch:
    """A lobby to follow with what a history knows."""
    means: dict[Hashable, float] = {
        str(name): float(mean) for name, mean in zip(history.services, history.means, strict=True)
    }
    return Watch(means, float(history.head_start[0]), first_weekday)


def idle_gap(tickets: Sequence[TicketRow], counters: Sequence[CounterRow], history: History) -> float:
    """Mean seconds until a desk calls that stands free while somebody it serves waits."""
    calls: defaultdict[str, list[float]] = defaultdict(list)
    for row in sorted(tickets, key=lambda row: row.called_s or 0.0):
        if row.called_s is not None:
            calls[row.counter].append(row.called_s)
    watch, gaps = watch_of(history), []
    for event in day_events(tickets, counters):
        if event.kind == "issue" and watch.waiting:
            wanted = {row.service for _, _, row in watch.waiting if event.t - row.issued > NOT_THERE_AFTER_S}
            for counter in watch.open.keys() - watch.busy.keys() if wanted else ():
                if not wanted.isdisjoint(watch.open[counter]):
                    following = calls[counter]
                    place = bisect_left(following, event.t)
                    gap = following[place] - event.t if place < len(following) else LONGEST_GAP_S
                    gaps.append(min(gap, LONGEST_GAP_S))
        watch.feed(event)
    return sum(gaps) / len(gaps) if len(gaps) >= LEAST_GAPS else 0.0


def collect(
    tickets: Sequence[TicketRow], counters: Sequence[CounterRow], history: History, first_weekday: int
) -> Examples:
    """Replay the days and look at every ticket when it is issued, and once more while it waits."""
    called = {row.ticket: row.called_s for row in tickets}
    watch, player = watch_of(history, first_weekday), Player(history)
    found = []
    for moment, ticket, at_issue in asks(tickets, counters, watch):
        asker, called_s = watch.asker(ticket, moment), called[ticket]
        if asker is not None and called_s is not None:
            snapshot = watch.snapshot(moment)
            row = features(snapshot, [asker], player.play(snapshot, [asker]))[0]
            found.append((row, called_s - moment, moment // DAY_S, moment, at_issue))
    if not found:
        return Examples(np.zeros((0, len(NAMES))), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_))
    rows, waits, days, moments, kinds = zip(*found, strict=True)
    return Examples(np.array(rows), np.array(waits), np.array(days), np.array(moments), np.array(kinds))


def asks(
    tickets: Sequence[TicketRow], counters: Sequence[CounterRow], watch: Watch
) -> Iterator[tuple[float, str, bool]]:
    """Feed the watch and stop at each moment to ask about a ticket: (moment, ticket, at issue)."""
    generator = np.random.default_rng(7)
    later = []
    for row in tickets:
        if row.called_s is not None and row.called_s - row.issued_s > SHORT_S and generator.random() < WAITS_SHARE:
            later.append((row.issued_s + generator.random() * (row.called_s - row.issued_s), row.ticket))
    later.sort()
    first, nth = tickets[0].issued_s // DAY_S * DAY_S, 0
    for event in day_events(tickets, [row for row in counters if row.t >= first]):
        while nth < len(later) and later[nth][0] < event.t:
            yield later[nth][0], later[nth][1], False
            nth += 1
        watch.feed(event)
        if event.kind == "issue":
            # Nothing is quoted here, but what was waited is remembered.
            watch.quotes[event.ticket] = Estimate(0.0, 0.0)
            yield event.t, event.ticket, True


def fit(history: History, examples: Examples) -> Estimator:
    """Fit trees on the replay, trust them as far as held-out days say, and learn which errors are usual."""
    days = np.unique(examples.days)
    if len(examples.waits) < LEAST_ROWS or len(days) < LEAST_DAYS:
        return Estimator.of_history(history)
    groups = np.searchsorted(days, examples.days) % FOLDS
    waited = examples.waits > SHORT_S
    middle, quoted = fit_layer(examples, groups, MIDDLE, 0.5, waited & examples.at_issue, anchors=(1.0, 0.0))
    high, reached = fit_layer(examples, groups, HIGH, 0.9, examples.at_issue, anchors=(1.0,))
    middle = replace(middle, shift=middle_shift(examples, quoted))
    high = replace(high, shift=high_shift(examples, reached))
    return Estimator(history, middle, high, fit_correction(examples, quoted * np.exp(middle.shift)))


def fit_layer(
    examples: Examples, groups: Ints, column: int, quantile: float, scored: Bools, *, anchors: Sequence[float]
) -> tuple[Layer, Floats]:
    """The layer with the least loss on days held out, and what it would have said on them.

    With anchor 0 the trees say the wait of those who wait, where the play has little to say.
    """
    tried: list[tuple[float, Layer, Floats]] = []
    for anchor in anchors:
        base = examples.rows[:, column] * anchor
        moves = np.zeros(len(base))
        for group in range(FOLDS):
            test = groups == group
            moves[test] = fit_trees(examples, base, quantile, short_share(quantile, anchor), ~test).predict(
                examples.rows[test]
            )
        for trust in TRUSTS if anchor else TRUSTS[-1:]:
            said = moved_by(base, trust * moves)
            loss = float(pinball(examples.waits, said, quantile)[scored].mean())
            tried.append((loss, Layer(Forest.empty(), column, anchor, trust), said))
    least = min(loss for loss, _, _ in tried)
    # The trees have to earn their trust: what does as well with less of it comes first.
    layer, said = next((layer, said) for loss, layer, said in tried if loss <= GOOD_ENOUGH * least)
    if layer.trust > 0:
        base = examples.rows[:, column] * layer.anchor
        everything = np.ones(len(base), dtype=np.bool_)
        forest = fit_trees(examples, base, quantile, short_share(quantile, layer.anchor), everything)
        layer = replace(layer, forest=forest)
    return layer, said


def short_share(quantile: float, anchor: float) -> float:
    """How many of those who hardly waited count: all for the reach, few for the middle, none where trees start from nil."""
    if quantile != 0.5:
        return 1.0
    return SHORT_SHARE if anchor else 0.0


def fit_trees(examples: Examples, base: Floats, quantile: float, short: float, chosen: Bools) -> Forest:
    """Trees for the logarithm of wait ÷ base. Rows are left out rather than weighed: weights cost most of the time."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    loss = {"loss": "absolute_error"} if quantile == 0.5 else {"loss": "quantile", "quantile": quantile}
    kept = np.random.default_rng(11).random(len(base)) < short
    # Whoever has waited already counts with whatever remains; the choice is about those who had not begun.
    chosen = chosen & ((examples.waits > SHORT_S) | kept | ~examples.at_issue)
    if chosen.sum() < LEAST_ROWS // 4:
        return Forest.empty()
    target = np.log((examples.waits[chosen] + EASE_S) / (base[chosen] + EASE_S))
    model = HistGradientBoostingRegressor(**loss, **BOOSTING)
    return forest_of(model.fit(examples.rows[chosen], target))


def pinball(waits: Floats, quoted: Floats, quantile: float) -> Floats:
    """The loss that a quantile makes least (Koenker & Bassett 1978)."""
    error = waits - quoted
    return np.asarray(np.maximum(quantile * error, (quantile - 1) * error))


def middle_shift(examples: Examples, quoted: Floats) -> float:
    """The constant that makes half of those who waited wait longer, shrunk to none."""
    scored = examples.at_issue & (examples.waits > SHORT_S) & (quoted > SHORT_S)
    if not scored.any():
        return 0.0
    shift = float(np.log(np.median(examples.waits[scored] / quoted[scored])))
    return shift * scored.sum() / (scored.sum() + 300.0)


def high_shift(examples: Examples, quoted: Floats) -> float:
    """The constant with which the upper percentile covers its share of all who were issued a ticket."""
    scored = examples.at_issue
    ratios = np.where(examples.waits[scored] <= 1.0, 0.0, examples.waits[scored] / np.maximum(quoted[scored], 1.0))
    wanted = float(np.quantile(ratios, COVERED))
    return float(np.clip(np.log(max(wanted, 1e-3)), -0.5, 1.0))


def fit_correction(examples: Examples, quoted: Floats) -> Correction:
    """Choose how strongly recent errors move the level, by replaying the quotes."""
    issues = np.flatnonzero(examples.at_issue)
    waits, moments, quotes = examples.waits[issues], examples.moments[issues], quoted[issues]
    long = (waits > SHORT_S) & (quotes > SHORT_S)
    if not long.any():
        return Correction()
    usual = float(np.mean([log_ratio(wait, quote) for wait, quote in zip(waits[long], quotes[long], strict=True)]))
    unit = Correction(1.0, usual)
    levels = np.zeros(len(issues))
    calls = sorted(zip(moments + waits, waits, quotes, strict=True))
    known = 0
    for number in np.argsort(moments, kind="stable"):
        while known < len(calls) and calls[known][0] <= moments[number]:
            known += 1
        past = [PastQuote("", at, quote, quote, wait) for at, wait, quote in calls[max(0, known - PAST_QUOTES) : known]]
        levels[number] = unit.level(past, float(moments[number]))
    losses = [np.abs(moved_by(quotes, gain * levels) - waits)[waits > SHORT_S].mean() for gain in GAINS]
    return Correction(GAINS[int(np.argmin(losses))], usual)
