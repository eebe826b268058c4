"""What to change in a day's roster: breaks to move, windows to open, windows to close. Breaks come first: they cost nothing.

Nothing that is proposed leaves fewer windows open than the minimum in any quarter of an hour, and no break leaves the
bounds it may begin in (S142b).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from queueing.staffing.needs import Group, Needs
from queueing.staffing.people import QUARTER_S, Day, Pause, Person, open_in

MOST_OF_A_KIND = 4
# A window is closed for an hour at least: for less, nobody gets anything else done.
SHORTEST_CLOSING = 4
# Nobody is asked to stand at a window for longer than eight hours.
LONGEST_SLOTS = 16
CLOSED = "closed"


class Kind(StrEnum):
    """What is proposed."""

    MOVE = "move"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Spare:
    """Somebody free for a window (`place`) that stands empty, from `opens` to `closes`."""

    person: Hashable
    place: Hashable
    services: Group
    opens: float
    closes: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change. `pause` is the break that moves, `place` the window that opens.

    `gain` is how much less the day hurts; of a window that is closed, how many quarters of an hour that lasts.
    """

    kind: Kind
    person: Hashable
    starts: float
    ends: float
    gain: int
    pause: Hashable = None
    place: Hashable = None


class Board:
    """A roster under change, with what each quarter lacks. Services are bits here: the same few sets are asked often."""

    def __init__(self, people: Sequence[Person], needs: Needs, day: Day, minimum: int) -> None:
        self.people, self.day, self.minimum = list(people), day, minimum
        services = {service for group in needs.groups for service in group}
        self.bits = {service: 1 << number for number, service in enumerate(services)}
        self.wanted = [
            [(self.mask(group), count) for group, count in needs.at(slot).items()] if slot < needs.slots else []
            for slot in range(day.slots)
        ]
        self.known: dict[tuple[int, ...], int] = {}

    def mask(self, services: Group) -> int:
        """A set of services as bits."""
        return sum(self.bits.get(service, 0) for service in services)

    def lack(self, quarter: float, people: Sequence[Person] | None = None) -> int:
        """By how many counters a quarter falls short of its needs or of the minimum."""
        slot = self.day.slot_of(quarter)
        masks = sorted(self.mask(one.services) for one in open_in(self.people if people is None else people, quarter))
        key = (slot, *masks)
        if key not in self.known:
            wanted = self.wanted[slot]
            short = max((count - sum(bool(group & mask) for mask in masks) for group, count in wanted), default=0)
            self.known[key] = max(short, self.minimum - len(masks), 0)
        return self.known[key]

    def hurts(self, quarters: Sequence[float], people: Sequence[Person] | None = None) -> int:
        """How much several quarters hurt: by the squares of what they lack, so that the worst are mended first."""
        return sum(self.lack(quarter, people) ** 2 for quarter in quarters)

    def touched(self, *stretches: tuple[float, float]) -> list[float]:
        """The quarters that have time in common with any of the stretches."""
        return [
            quarter
            for quarter in self.day.quarters
            if any(starts < quarter + QUARTER_S and quarter < ends for starts, ends in stretches)
        ]

    def put(self, person: Person) -> None:
        """Take the changed person's place on the roster."""
        self.people = [person if one.key == person.key else one for one in self.people]


def propose(
    people: Sequence[Person], needs: Needs, day: Day, *, minimum: int, since: float, spares: Sequence[Spare] = ()
) -> list[Proposal]:
    """Changes from the moment `since` on, in the order in which they are worth making."""
    board = Board(people, needs, day, minimum)
    return [*moves(board, since), *openings(board, since, spares), *closings(board, since)]


def moves(board: Board, since: float) -> list[Proposal]:
    """Breaks moved to where they hurt less, the most useful first."""
    found: list[Proposal] = []
    while len(found) < MOST_OF_A_KIND:
        options = [
            (gain, person, pause, starts)
            for person in board.people
            for pause in person.pauses
            if pause.starts >= since and pause.earliest < pause.latest and pause.key not in {one.pause for one in found}
            for starts in beginnings(board, person, pause, since)
            if (gain := gain_of(board, person, pause, starts)) > 0
        ]
        if not options:
            break
        # Of equal gains the one that moves a break least.
        gain, person, pause, starts = max(options, key=lambda one: (one[0], -abs(one[3] - one[2].starts)))
        board.put(person.moved(pause, starts))
        ends = starts + pause.ends - pause.starts
        found.append(Proposal(Kind.MOVE, person.key, starts, ends, gain, pause.key))
    return found


def beginnings(board: Board, person: Person, pause: Pause, since: float) -> list[float]:
    """Where a break may begin instead: inside its bounds, beside the person's other breaks, never under the minimum."""
    others = [one for one in person.pauses if one.key != pause.key]
    without = [one for one in board.people if one.key != person.key]
    found = []
    for starts in board.day.quarters:
        moved = pause.at(starts)
        is_allowed = max(since, pause.earliest) <= starts <= pause.latest and moved.ends <= person.closes
        if not is_allowed or starts == pause.starts or any(moved.overlaps(one) for one in others):
            continue
        quarters = board.touched((moved.starts, moved.ends))
        if all(len(open_in(without, quarter)) >= board.minimum for quarter in quarters):
            found.append(starts)
    return found


def gain_of(board: Board, person: Person, pause: Pause, starts: float) -> int:
    """How much less the day hurts with the break there."""
    moved = person.moved(pause, starts)
    quarters = board.touched((pause.starts, pause.ends), (starts, pause.at(starts).ends))
    after = [moved if one.key == person.key else one for one in board.people]
    return board.hurts(quarters) - board.hurts(quarters, after)


def openings(board: Board, since: float, spares: Sequence[Spare]) -> list[Proposal]:
    """Windows to open where something is lacking, each by one person who is free, for whole half hours."""
    found: list[Proposal] = []
    left = list(spares)
    while left and len(found) < MOST_OF_A_KIND:
        worth = {services: gains(board, services) for services in {spare.services for spare in left}}
        options = [(*best_stretch(board, spare, since, worth[spare.services]), spare) for spare in left]
        gain, starts, ends, spare = max(options, key=lambda one: one[0])
        if gain <= 0:
            break
        board.people.append(Person(spare.person, spare.services, starts, ends))
        left = [one for one in left if spare.person != one.person and spare.place != one.place]
        found.append(Proposal(Kind.OPEN, spare.person, starts, ends, gain, place=spare.place))
    return found


def gains(board: Board, services: Group) -> list[int]:
    """How much less each half hour would hurt with one person more who serves these services.

    Where nobody comes and nobody is on the roster it does not hurt: people are not called in for empty hours.
    """
    found = []
    for number in range(board.day.slots):
        pair = board.day.quarters[2 * number : 2 * number + 2]
        if not board.wanted[number] and not open_in(board.people, pair[0]):
            found.append(0)
            continue
        more = [*board.people, Person(None, services, pair[0], pair[1] + QUARTER_S)]
        found.append(board.hurts(pair) - board.hurts(pair, more))
    return found


def best_stretch(board: Board, spare: Spare, since: float, worth: Sequence[int]) -> tuple[int, float, float]:
    """The stretch in which a free person helps most: the gain, begin and end. A half hour without gain counts against."""
    best = (0, 0.0, 0.0)
    begins = board.day.quarters[::2]
    for first, starts in enumerate(begins):
        if starts < max(since, spare.opens):
            continue
        total = 0
        for last in range(first, min(first + LONGEST_SLOTS, len(begins))):
            ends = begins[last] + 2 * QUARTER_S
            if ends > spare.closes:
                break
            total += worth[last] or -1
            if total > best[0]:
                best = (total, starts, ends)
    return best


def closings(board: Board, since: float) -> list[Proposal]:
    """Windows that nobody needs for an hour or longer, the longest stretches first."""
    found: list[Proposal] = []
    while len(found) < MOST_OF_A_KIND:
        options = [
            (len(run), person, run)
            for person in board.people
            if person.key not in {one.person for one in found}
            for run in needless(board, person, since)
        ]
        if not options:
            break
        length, person, run = max(options, key=lambda one: (one[0], -len(one[1].services)))
        starts, ends = run[0], run[-1] + QUARTER_S
        board.put(person.away(Pause((CLOSED, person.key), starts, ends, starts, starts)))
        found.append(Proposal(Kind.CLOSE, person.key, starts, ends, length))
    return found


def needless(board: Board, person: Person, since: float) -> list[list[float]]:
    """Stretches of quarters in which a person's window could be closed and nothing would be lacking."""
    without = [one for one in board.people if one.key != person.key]
    found: list[list[float]] = []
    for quarter in board.day.quarters:
        is_needless = (
            quarter >= since and person.is_open(quarter, quarter + QUARTER_S) and not board.lack(quarter, without)
        )
        if is_needless and found and found[-1] and found[-1][-1] == quarter - QUARTER_S:
            found[-1].append(quarter)
        elif is_needless:
            found.append([quarter])
    return [run for run in found if len(run) >= SHORTEST_CLOSING]
