"""The registry of triggers and their settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from marketing.domain.triggers.situation import Situation
from marketing.errors.prompts import UnknownTrigger

Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a trigger: a number within bounds, a choice of words, several of them, or codes typed by hand."""

    name: str
    label: str | Promise
    kind: Literal["number", "choice", "choices", "codes"]
    default: Any
    choices: Sequence[tuple[str, str | Promise]] = ()
    least: int = 0
    most: int = 400


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A question about a situation. `applies` answers why in the active language, None for no.

    With `is_need` its being true is itself a need that was named, such as the business a ticket was taken for.
    """

    name: str
    title: str | Promise
    help: str | Promise
    settings: tuple[Setting, ...]
    applies: Callable[[Situation, Values], str | None]
    is_need: bool = False

    def filled(self, values: Values) -> dict[str, Any]:
        """The settings with what the product ships for those that are not given."""
        return {one.name: values.get(one.name, one.default) for one in self.settings}


_triggers: dict[str, Trigger] = {}


def register(trigger: Trigger) -> None:
    """Add a trigger; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _triggers.setdefault(trigger.name, trigger) != trigger:
        raise ValueError(f"two triggers are named {trigger.name}")


def get(name: str) -> Trigger:
    """The trigger of a name. Raises UnknownTrigger."""
    if name not in _triggers:
        raise UnknownTrigger(name=name)
    return _triggers[name]


def why(name: str, situation: Situation, values: Values) -> str | None:
    """Why a rule with this trigger applies, in the active language; None when it does not, or nobody knows it any more."""
    trigger = _triggers.get(name)
    return trigger.applies(situation, trigger.filled(values)) if trigger is not None else None


def is_need(name: str) -> bool:
    """Whether what the trigger speaks of is itself a need that was named."""
    return name in _triggers and _triggers[name].is_need


def all_triggers() -> list[Trigger]:
    """Every trigger, in order of registration."""
    return list(_triggers.values())
