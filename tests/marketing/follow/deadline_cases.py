"""The round of a branch for the deadlines' tests."""

from __future__ import annotations

from lobby.branches.calendar import next_opening
from marketing.domain.follow import rounds
from tests.floor.deadlines.stages import DAY, Case, Stage, Subject, clock_of


def begun(stage: Stage) -> Subject:
    """The branch is looked after from now on."""
    rounds.begin(stage.branch, at=stage.at)
    return "branch", stage.branch.pk


def next_round(stage: Stage, pk: int) -> object:
    """When the round comes next."""
    return clock_of(rounds.CLOCK, ("branch", pk)).due_at


CASES = {
    rounds.CLOCK: Case(
        begun,
        lambda stage: stage.opens(),
        next_round,
        lambda stage: stage.opens(),
        lambda stage: stage.opens(1),
        late=lambda stage: next_opening(stage.branch, stage.opens() + 2 * DAY),
        is_at_work=True,
    ),
}
