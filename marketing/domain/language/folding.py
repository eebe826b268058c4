"""A text as the guards read it: one script, one width, without the signs that hide a word, and where each sign stood.

What is folded away: full width and compatibility forms, traditional characters, look-alikes, invisible signs, signs and pictures put
between characters ("保·本"), letters set apart ("g u a r a n t e e d") and figures inside words ("r1sk").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from marketing.domain.language.variants import FIGURES, PLAIN

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Between two characters these say nothing; a line's end parts what it parts.
NOISE = r" \t·•・‧∙*_~^|/\\\-—–.'`+=#&"
BETWEEN = re.compile(rf"(?<=[{HAN}])[{NOISE}]{{1,4}}(?=[{HAN}])")
SPACED = re.compile(r"(?<![a-z])[a-z](?:[ ._*-][a-z]){3,40}(?![a-z])")
FIGURED = re.compile(r"(?<=[a-z])[013457@$!|]{1,2}(?=[a-z])")
SPACES = re.compile(r"[ \t]+")
INVISIBLE = {"Cf", "Mn", "Me", "Cc"}
# Pictures between characters say nothing either.
PICTURES, PICTURE = {"So", "Sk"}, "·"
KEPT = "\n\t"


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; sign `n` of it stood at `starts[n]` to `ends[n]` of the text as given."""

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text stands in the text as given."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text; takes time in proportion to its length."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKC", sign).lower() if sign not in KEPT else sign:
            kind = unicodedata.category(plain)
            if plain in KEPT or kind not in INVISIBLE:
                signs.append(PICTURE if kind in PICTURES else plain)
                places.append(place)
    folded = "".join(signs).translate(PLAIN)
    return without_noise(folded, places)


def without_noise(folded: str, places: list[int]) -> Folded:
    """Drop what only hides words, and read figures inside words as the letters they stand for."""
    folded = FIGURED.sub(lambda found: found.group().translate(FIGURES), folded)
    dropped: set[int] = set()
    for found in BETWEEN.finditer(folded):
        dropped.update(range(found.start(), found.end()))
    for found in SPACED.finditer(folded):
        dropped.update(range(found.start() + 1, found.end(), 2))
    for found in SPACES.finditer(folded):
        dropped.update(range(found.start() + 1, found.end()))
    kept = [n for n in range(len(folded)) if n not in dropped]
    return Folded(
        "".join(" " if folded[n] == "\t" else folded[n] for n in kept),
        [places[n] for n in kept],
        [places[n] + 1 for n in kept],
    )
