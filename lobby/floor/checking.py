"""The registries of checks: what is known about an item, what can be done about an issue, how busy the branch is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor.errors.checks import UnknownAction
from lobby.floor.models import ItemResult

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """One thing known about what an item looks at, in both languages; `is_wrong` speaks against an "ok"."""

    text: Words
    is_wrong: bool = False

    @property
    def words(self) -> str:
        """The text in the active language."""
        return in_language(self.text)


# Branch, what is after the colon of the item's `about`, and now → what is known, nothing when there is nothing to tell.
Reader = Callable[[Branch, str, dt.datetime], list[Known]]
# Does something about an issue and returns the subject that it led to, such as `("reminder", 7)`.
Handler = Callable[[ItemResult, Actor, dt.datetime], tuple[str, int]]
# The answer is no issue any more: takes back what the handler did, where that is still possible.
TakeBack = Callable[[ItemResult, dt.datetime], None]
# What became of subjects by id, in the active language; those that are gone are left out.
States = Callable[[list[int]], dict[int, str]]


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something to do about an issue. It is offered for items whose `about` begins with one of `abouts`; none = all."""

    name: str
    label: str | Promise
    handler: Handler
    take_back: TakeBack | None = None
    states: States | None = None
    abouts: tuple[str, ...] = ()
    icon: str = "list-plus"

    def fits(self, about: str) -> bool:
        """Whether it is offered for an item about this."""
        return not self.abouts or about.partition(":")[0] in self.abouts


_readers: dict[str, Reader] = {}
_actions: dict[str, Action] = {}
_busy: list[Callable[[Branch], bool]] = []


def register_evidence(word: str, reader: Reader) -> None:
    """Tell what is known about items whose `about` is `word:…`. Raises ValueError for a word that is taken."""
    if _readers.setdefault(word, reader) is not reader:
        raise ValueError(f"two readers tell about {word}")


def register_action(
    name: str,
    label: str | Promise,
    handler: Handler,
    *,
    take_back: TakeBack | None = None,
    states: States | None = None,
    abouts: tuple[str, ...] = (),
    icon: str = "list-plus",
) -> None:
    """Add something to do about an issue; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    action = Action(
        name=name, label=label, handler=handler, take_back=take_back, states=states, abouts=abouts, icon=icon
    )
    if _actions.setdefault(name, action) != action:
        raise ValueError(f"two actions are named {name}")


def register_busy(is_busy: Callable[[Branch], bool]) -> None:
    """Say when a branch is so busy that it is patrolled twice as often."""
    if is_busy not in _busy:
        _busy.append(is_busy)


def known_about(branch: Branch, about: str, at: dt.datetime) -> list[Known]:
    """What is known about `word:key` now; nothing for a word that nobody registered."""
    word, _colon, key = about.partition(":")
    reader = _readers.get(word)
    return reader(branch, key, at) if reader else []


def action_of(name: str) -> Action:
    """The action of a name. Raises UnknownAction."""
    if name not in _actions:
        raise UnknownAction
    return _actions[name]


def actions_for(about: str) -> list[Action]:
    """What can be done about an issue of an item about this; the most fitting first."""
    return sorted((one for one in _actions.values() if one.fits(about)), key=lambda one: not one.abouts)


def is_busy(branch: Branch) -> bool:
    """Whether anybody says that the branch is at its peak."""
    return any(one(branch) for one in _busy)


def in_language(words: Words) -> str:
    """A text in the active language."""
    return words.get("en" if (get_language() or "").startswith("en") else "zh", "")


def states_of(results: Iterable[ItemResult]) -> dict[int, str]:
    """What became of what issues led to, by the answer's id (1 query for each kind of action)."""
    by_action: dict[str, list[ItemResult]] = {}
    for result in results:
        if result.action in _actions:
            by_action.setdefault(result.action, []).append(result)
    told: dict[int, str] = {}
    for name, acted in by_action.items():
        states = _actions[name].states
        words = states([result.action_id or 0 for result in acted]) if states else {}
        told |= {result.pk: words.get(result.action_id or 0, "") for result in acted}
    return told
