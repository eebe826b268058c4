"""The checks that read texts of the library for marketing: the language check, private products, one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lobby.floor.contents import Objection, Texts
from lobby.floor.enums.library import ContentKind
from marketing.domain.language import findings
from marketing.enums.scripts import CHECKED, PROVABLE
from marketing.models import Product

WHY_LANGUAGE = _("The bank's people do not say this.")
WHY_PRIVATE = _("Private products are never promoted in branches.")
WHY_ONE = _("A one-liner is one sentence: 60 characters in Chinese, 160 letters in English at most.")
SENTENCES = re.compile(r"[。！？!?.]+\s*")
LONGEST_ZH, LONGEST_EN = 60, 160
CHINESE = re.compile("[\u4e00-\u9fff]")


def words_refused(texts: Texts) -> Iterable[Objection]:
    """What the language check finds in texts that reach customers; papers that prove a claim lift that finding."""
    if texts.kind not in CHECKED:
        return []
    lifted = PROVABLE if texts.is_proven else ()
    found = (one for text in texts.texts for one in findings(text, texts.kind))
    return [Objection(one.text, one.reason, one.way_out) for one in found if one.guard not in lifted]


def private_products(texts: Texts) -> list[str]:
    """Names and codes of private products in texts that reach customers (1 query, N22)."""
    if texts.kind not in CHECKED:
        return []
    names = Product.objects.filter(is_private=True).values_list("code", "name_zh", "name_en")
    written = "\n".join(texts.texts).casefold()
    return [name for row in names for name in row if name.casefold() in written]


def more_than_one_sentence(texts: Texts) -> list[str]:
    """The bodies of a one-liner that are longer than one breath (S326)."""
    if texts.kind != ContentKind.ONE_LINER:
        return []
    return [body for body in texts.texts[2:4] if is_long(body)]


def is_long(body: str) -> bool:
    """Whether a body is more than one sentence."""
    longest = LONGEST_ZH if CHINESE.search(body) else LONGEST_EN
    return len(body) > longest or len([one for one in SENTENCES.split(body) if one.strip()]) > 1
