"""Words that no note about a customer carries (N02, N18, N23)."""

import pytest

from lobby.floor.wording import HEALTH_ZH, LOOKS_ZH, AppearanceNoted, check_words, unfit_word


@pytest.mark.parametrize(
    "text",
    [
        "客户拿名牌包,可能有钱",
        "穿着体面",
        "穿著體面",
        "Looks rich, offer a fund",
        "Well-dressed gentleman",
        "患有糖尿病,请照顾",
        "診斷書在包裡",
        "Has DIABETES",
    ],
)
def test_looks_dress_and_health_are_refused(text):
    with pytest.raises(AppearanceNoted) as refused:
        check_words(text)

    assert refused.value.status == 400
    assert unfit_word(text) in text


@pytest.mark.parametrize(
    "text",
    [
        "需要放大镜和轮椅",
        "Please cancel the card",
        "asks for a designated account",
        "孩子上大学,想了解汇款",
        "  hard of hearing ",
    ],
)
def test_what_a_customer_asked_for_passes(text):
    assert check_words(text) == text.strip()


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [("穿着", "穿著"), ("服饰", "服飾"), ("体面", "體面"), ("种族", "種族"), ("诊断", "診斷"), ("抑郁", "抑鬱")],
)
def test_words_stand_in_both_scripts(simplified, traditional):
    assert {simplified, traditional} <= {*LOOKS_ZH, *HEALTH_ZH}
