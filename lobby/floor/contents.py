"""What each kind of content carries beside title and body, and the registry of checks that read every text.

A check looks at one version and returns the words it objects to, or objections with a reason and a way out of their own.
All of them run when a version is handed in for review and again when it is approved, then for its last day; a version
with a finding goes neither way. Apps above add the values of the kinds that are theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import ZoneKind
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ComplaintMoment, ContentKind, EtiquetteLink
from lobby.floor.errors.library import ExtraInvalid

Words = str | Promise
Check = Callable[["Texts"], "Iterable[str | Objection]"]
Choices = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The words of one version as a check reads them: every text of both languages, and what the item is.

    `proven_until` is the last day on which the papers attached to the version prove what it claims, None without any;
    `day` is the last day on which the words are to be used as far as that is known, at least today.
    """

    kind: str
    code: str
    texts: tuple[str, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)
    proven_until: dt.date | None = None
    day: dt.date | None = None

    @property
    def is_proven(self) -> bool:
        """Whether papers prove its claims for as long as they are made."""
        return self.proven_until is not None and (self.day is None or self.day <= self.proven_until)


@dataclass(frozen=True, slots=True)
class Objection:
    """Words that a check objects to, with a reason of their own and what to write instead."""

    words: str
    why: Words
    way_out: Words = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that a check objects to, why, and what to write instead where the check knows."""

    check: str
    why: Words
    words: str
    way_out: Words = ""


@dataclass(frozen=True, kw_only=True)
class Extra:
    """One value of a kind beside title and body: a text, one of `choices`, a day, or a whole number from `least` to `most`.

    `choices` may be a function where they stand in rows. What has a `title` is shown to readers under it; of a pair that
    ends in `_zh` and `_en` the one of their language.
    """

    name: str
    label: Words
    choices: Choices | Callable[[], Choices] = ()
    least: int | None = None
    most: int = 0
    default: Any = ""
    is_required: bool = False
    is_day: bool = False
    title: Words = ""

    @property
    def options(self) -> Choices:
        """What it is chosen from, empty where it is written (1 query where the choices stand in rows)."""
        return self.choices() if callable(self.choices) else self.choices

    @property
    def is_number(self) -> bool:
        """Whether it counts something."""
        return self.least is not None


PROVEN_UNTIL = "proven_until"
PROOF = Extra(name=PROVEN_UNTIL, label=_("last day on which the attached papers prove its claims"), is_day=True)

EXTRAS: dict[str, tuple[Extra, ...]] = {
    ContentKind.ETIQUETTE: (
        Extra(
            name="link",
            label=_("link of receiving a customer"),
            choices=tuple(EtiquetteLink.choices),
            is_required=True,
        ),
        Extra(name="body_language_zh", label=_("body language (Chinese)")),
        Extra(name="body_language_en", label=_("body language (English)")),
    ),
    ContentKind.COMPLAINT_SCRIPT: (
        Extra(name="moment", label=_("when it is said"), choices=tuple(ComplaintMoment.choices), is_required=True),
        Extra(name="avoid_zh", label=_("not to be said (Chinese)"), is_required=True),
        Extra(name="avoid_en", label=_("not to be said (English)"), is_required=True),
    ),
    ContentKind.WALL_CONTENT: (
        Extra(name="category", label=_("category"), choices=tuple(Category.choices), is_required=True),
        Extra(name="seconds", label=_("seconds on the screen"), least=5, most=120, default=12),
        PROOF,
    ),
    ContentKind.WAYFINDING: (Extra(name="zone_kind", label=_("where it is"), choices=(("", "—"), *ZoneKind.choices)),),
}
LONGEST_EXTRA = 500

_checks: dict[str, tuple[Words, Check]] = {}


def register_extras(kind: str, *extras: Extra) -> None:
    """Say what a kind carries; called from `AppConfig.ready()`. Raises ValueError for a kind that carries something."""
    if EXTRAS.setdefault(kind, extras) != extras:
        raise ValueError(f"the values of {kind} are given twice")


def register_extra(kind: str, extra: Extra) -> None:
    """Add one value to what a kind carries already; called from `AppConfig.ready()`. Raises ValueError for a taken name."""
    given = EXTRAS.get(kind, ())
    if extra in given:
        return
    if extra.name in {one.name for one in given}:
        raise ValueError(f"{kind} has two values named {extra.name}")
    EXTRAS[kind] = (*given, extra)


def register_check(name: str, why: Words, check: Check) -> None:
    """Add a check; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _checks.setdefault(name, (why, check))[1] is not check:
        raise ValueError(f"two checks of texts are named {name}")


def findings(texts: Texts) -> list[Finding]:
    """Everything that any check objects to."""
    return [found(name, why, what) for name, (why, check) in _checks.items() for what in check(texts)]


def found(name: str, why: Words, what: str | Objection) -> Finding:
    """What a check returned, as a finding."""
    if isinstance(what, Objection):
        return Finding(name, what.why, what.words, what.way_out)
    return Finding(name, why, what)


def extras_of(kind: str) -> tuple[Extra, ...]:
    """The values that a kind asks for."""
    return EXTRAS.get(kind, ())


def parts_of(kind: str, extra: Mapping[str, Any], language: str) -> list[tuple[Words, str]]:
    """The parts of a version that readers are shown, with their titles, in a language code such as `en`."""
    ending = "_en" if language.startswith("en") else "_zh"
    shown = [one for one in extras_of(kind) if one.title and one.name.endswith(ending) and extra.get(one.name)]
    return [(one.title, extra[one.name]) for one in shown]


def checked_extra(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a kind, each checked; what the kind does not know is dropped. Raises ExtraInvalid."""
    return {extra.name: checked(extra, given.get(extra.name, extra.default)) for extra in extras_of(kind)}


def checked(extra: Extra, value: Any) -> Any:
    """One value. Raises ExtraInvalid."""
    if extra.is_number:
        return checked_number(extra, value)
    if extra.is_day:
        return checked_day(extra, value)
    if not isinstance(value, str) or len(value) > LONGEST_EXTRA:
        raise ExtraInvalid(name=extra.label)
    if extra.is_required and not value.strip():
        raise ExtraInvalid(name=extra.label)
    if extra.choices and value and value not in dict(extra.options):
        raise ExtraInvalid(name=extra.label)
    return value.strip()


def checked_day(extra: Extra, value: Any) -> str:
    """A day as ISO 8601 text, empty for none. Raises ExtraInvalid."""
    try:
        return dt.date.fromisoformat(value).isoformat() if value else ""
    except (TypeError, ValueError) as error:
        raise ExtraInvalid(name=extra.label) from error


def checked_number(extra: Extra, value: Any) -> int:
    """A whole number within its bounds. Raises ExtraInvalid."""
    assert extra.least is not None
    if isinstance(value, bool) or not isinstance(value, int) or not extra.least <= value <= extra.most:
        raise ExtraInvalid(name=extra.label)
    return value


# How a customer looks says nothing about what the bank may do for them (N02); both scripts.
LOOKS = (
    "穿着", "穿著", "衣着", "衣著", "打扮", "长相", "長相", "外貌", "相貌", "名牌", "奢侈品", "高档服饰", "高檔服飾",
    "designer bag", "branded bag", "well-dressed", "well dressed", "expensive clothes", "luxury bag", "looks rich",
)  # fmt: skip
WHY_NO_LOOKS = _("How somebody looks or dresses is never a ground for anything.")


def words_on_looks(texts: Texts) -> list[str]:
    """Words about a customer's clothes or looks; an example of what is never said may hold them."""
    if texts.kind == ContentKind.REJECTED_EXAMPLE:
        return []
    return [word for word in LOOKS if any(word in text.lower() for text in texts.texts)]
