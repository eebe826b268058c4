"""Phrases that make a complaint worse, found in drafts, each with a better one (S189).

It flags and never blocks: what a customer said is written down as it was said. Phrases are found in simplified and
traditional characters, with signs or space between them, and in English.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 4000
# Between the signs of a phrase: space, punctuation, and signs that nobody sees. Possessive: gaps stand beside each other
# around signs that may be missing, and thousands of spaces would be shared out among them in every way.
GAP = r"[\s,，.。、·!！~\u00ad\u200b-\u200f\u2060\ufeff]*+"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is not said, its forms, why not, and what is said instead in the language it was found in."""

    code: str
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    why: Promise
    better_zh: str
    better_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase as it stands in a text."""

    code: str
    words: str
    why: str
    better: str


def spread(*phrases: str) -> re.Pattern[str]:
    """Chinese phrases, each a row of signs or sets of signs such as `[别別]`, with gaps allowed between them."""
    parts = (GAP.join(re.findall(r"\[[^\]]+\]\??|.", phrase)) for phrase in phrases)
    return re.compile("|".join(parts))


def words(*phrases: str) -> re.Pattern[str]:
    """English phrases, with any space between the words."""
    parts = (phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


PHRASES = (
    Phrase(
        "calm_down",
        spread("[请請][您你先]?[您你先]?冷[静靜]", "冷[静靜]一[点點下]", "[别別]激[动動]"),
        words("calm down", "stay calm", "relax"),
        _("It tells the customer how to feel."),
        "我理解您的心情，您慢慢说，我在听。",
        "I understand how you feel. Please tell me, I am listening.",
    ),
    Phrase(
        "no_hurry",
        spread("[别別不][要用]?[着著]急", "[别別]急"),
        words("don[’']?t worry", "no need to worry", "don[’']?t rush", "be patient"),
        _("It makes light of what presses the customer."),
        "我马上为您核实，十分钟内给您答复。",
        "I look into it now and am back in ten minutes.",
    ),
    Phrase(
        "we_cannot",
        spread("我[们們]不能", "我[们們][没沒][办辦]法"),
        words("we cannot", "we can not", "we can[’']?t", "there is nothing we can do"),
        _("It closes the door; say the rule and what can be done."),
        "根据规定……；我现在可以为您……",
        "By the rules …; what I can do for you now is …",
    ),
    Phrase(
        "any_inconvenience",
        spread("如有不便[之]?[处處]?[请請]?[敬]?[请請]?[谅諒]解", "敬[请請][谅諒]解"),
        words("any inconvenience", "thank you for your understanding"),
        _("A vague apology is none; name what happened."),
        "让您等了这么久，对给您带来的不便，我们深表歉意。",
        "You had to wait for so long. We are truly sorry for that.",
    ),
)


def findings(text: str) -> list[Finding]:
    """What is better said otherwise, in order of the list above, each phrase of a text once."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    found = []
    for phrase in PHRASES:
        for pattern, better in ((phrase.chinese, phrase.better_zh), (phrase.english, phrase.better_en)):
            if (hit := pattern.search(plain)) is not None:
                found.append(Finding(phrase.code, hit.group(), str(phrase.why), better))
    return found
