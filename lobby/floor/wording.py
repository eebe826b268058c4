"""Words about looks, dress and health that no note about a customer carries (N02, N18, N23).

Whoever writes one is told which word it was and what to write instead; nothing is kept. Words stand in simplified and
traditional characters and in English; English ones match from the beginning of a word.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid

LOOKS_ZH = (
    *(
        "名牌",
        "穿着",
        "穿著",
        "衣着",
        "衣著",
        "服饰",
        "服飾",
        "打扮",
        "外貌",
        "长相",
        "長相",
        "气质",
        "氣質",
        "体面",
        "體面",
    ),
    *(
        "肥胖",
        "丑陋",
        "醜陋",
        "秃头",
        "禿頭",
        "肤色",
        "膚色",
        "黑皮肤",
        "黑皮膚",
        "黑人",
        "白种",
        "白種",
        "少数民族",
        "少數民族",
    ),
    *("种族", "種族", "土气", "土氣", "寒酸", "富态", "富態", "豪车", "豪車", "开好车", "開好車"),
)
LOOKS_EN = (
    *("designer bag", "designer cloth", "expensive cloth", "well dressed", "well-dressed", "badly dressed", "shabby"),
    *("looks rich", "looks poor", "good-looking", "good looking", "ugly", "overweight", "skin colour", "skin color"),
    *("ethnic", "expensive car"),
)
# What somebody needs is written down, never what somebody suffers from.
HEALTH_ZH = (
    *(
        "诊断",
        "診斷",
        "病史",
        "病历",
        "病歷",
        "患有",
        "癌",
        "肿瘤",
        "腫瘤",
        "糖尿病",
        "高血压",
        "高血壓",
        "心脏病",
        "心臟病",
    ),
    *("精神病", "抑郁", "抑鬱", "痴呆", "癡呆", "阿尔茨海默", "阿茲海默", "帕金森", "艾滋", "愛滋", "自闭症", "自閉症"),
)
HEALTH_EN = (
    *("diagnos", "diabet", "cancer", "tumour", "tumor", "dementia", "alzheimer", "parkinson", "depression", "autis"),
    *("medical history", "mental illness", "psychiatric", "epilep"),
)
ENGLISH = re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in (*LOOKS_EN, *HEALTH_EN))})", re.IGNORECASE)


class AppearanceNoted(Invalid):
    """A note about somebody's looks, dress or health."""

    code = "appearance_noted"
    message = _("Please write what the customer asked for, not how the customer looks or is: “{word}”.")


def unfit_word(text: str) -> str:
    """The first word that has no place in a note about a customer; empty when there is none."""
    if (found := ENGLISH.search(text)) is not None:
        return found.group()
    return next((word for word in (*LOOKS_ZH, *HEALTH_ZH) if word in text), "")


def check_words(text: str) -> str:
    """The text without the space around it. Raises AppearanceNoted."""
    if word := unfit_word(text):
        raise AppearanceNoted(word=word)
    return text.strip()
