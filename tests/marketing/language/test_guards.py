"""What the guards find and what they leave alone; measured on sentences that the patterns were not written for, too."""

import re
import time
from collections import Counter

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from marketing.domain.language import findings
from marketing.domain.language.checking import LONGEST
from marketing.domain.language.guards import MEANINGS
from marketing.enums.scripts import NOTE
from tests.marketing.language.sentences import clean, refused, traditional

NOTIONS = sorted({one for rule in MEANINGS for one in rule.notions}, key=lambda one: one.words.pattern)
OWN_WORDS = {
    "N01": "這款理財產品設有本金保障機制,同時過去一年的年化收益達到4.5%",
    "N02": "名牌包包和高檔服飾可能暗示客戶有較高的消費能力",
    "N04": "告诉客户跨行转账要手续费,而且不能及时到账",
    "N05": "并且收益还比定期高",
    "N06": "創造專屬感和緊迫感",
    "N07": "產品優惠抽獎",
    "N08": "利率比市場平均水平低15%",
    "N09": "我注意到您最近查詢了裝修貸款",
}


def guards(text, kind=""):
    return {one.guard for one in findings(text, kind)}


def test_every_refused_sentence_is_caught_in_both_scripts():
    sentences = refused("refused.txt")
    assert all(n >= 12 for n in Counter(guard for guard, _sentence in sentences).values())
    assert not [one for one in sentences if one[0] not in guards(one[1])]
    assert not [one for one in sentences if one[0] not in guards(traditional(one[1]))]
    for guard, sentence in OWN_WORDS.items():
        assert guard in guards(sentence)
        assert guard in guards(traditional(sentence))


def test_clean_sentences_pass_in_both_scripts():
    sentences = clean("clean.txt")
    assert len(sentences) >= 200
    assert not [one for one in sentences if findings(one)]
    assert len([one for one in sentences if findings(traditional(one))]) <= 0.02 * len(sentences)


@pytest.mark.parametrize("name", ["held_out", "held_out_2", "held_out_3", "held_out_4"])
def test_sentences_written_after_the_patterns(name):
    bad, good = refused(f"{name}_refused.txt"), clean(f"{name}_clean.txt")
    assert sum(guard in guards(one) for guard, one in bad) >= 0.9 * len(bad)
    assert sum(guard in guards(traditional(one)) for guard, one in bad) >= 0.9 * len(bad)
    assert sum(bool(findings(one)) for one in good) <= 0.02 * len(good)


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("N01", "不是保本，胜似保本"), ("N01", "虽说合同上写着不保本，实际上从来都是保的"), ("N01", "风险？几乎可以忽略不计"), ("N04", "您要走可以，跨行这笔可得花好几十"),
        ("N05", "其实就是换了个名字的定期存款"), ("N06", "您再不决定，我就把这个名额让给后面的客户了"), ("N07", "您买了我自己掏腰包给您补两百"), ("N08", "收益秒💥杀同行"),
    ],
)  # fmt: skip
def test_notions_are_found_in_whatever_words(guard, said):
    found = [one for one in findings(said) if one.guard == guard]

    assert found, said
    for one in found:
        assert said[one.start : one.end] == one.text
        with override("zh-hans"):
            assert str(one.reason), str(one.way_out)


def test_notions_far_apart_or_in_other_sentences_say_nothing():
    assert not findings("转账请到二号窗口。这双鞋很贵")
    assert not findings("定期存款请到二号窗口。今天的人比昨天多")
    assert not findings("He asked about a transfer. The new chairs were expensive")


@pytest.mark.parametrize(
    "tricked",
    [
        "保 本", "保　本", "保·本", "保*本", "保\u200b本", "保-本", "葆本", "ｂ保本", "零 风 险", "0风险", "〇风险", "⽆风险", "无 风 險", "稳賺",
        "最 后 机 会", "G U A R A N T E E D returns", "g.u.a.r.a.n.t.e.e.d returns", "guar4nt33d returns", "RISK-FREE", "risk\u00adfree",
        "ｒｉｓｋ　ｆｒｅｅ", "risk  free", "guаrаnteed returns", "nо risk",
    ],
)  # fmt: skip
def test_tricks_do_not_hide_words(tricked):
    assert findings(tricked), tricked


@pytest.mark.parametrize(
    "denied",
    [
        "本产品不保本", "我们不承诺保本，也不承诺收益", "没有无风险的高收益", "凡是说稳赚不赔的都是骗局", "是否保本请看说明书", "错误示例：“稳赚不赔”",
        "下列说法不得出现：\n- 保本\n- 零风险", "This is not guaranteed", "We never promise any return", "Beware of risk-free offers", "Do not say “guaranteed returns”",
    ],
)  # fmt: skip
def test_what_is_denied_or_shown_as_wrong_passes(denied):
    assert not findings(denied), denied


@pytest.mark.parametrize(
    "hollow",
    [
        "不仅保本，还有收益",
        "别错过这款保本理财",
        "没问题，保本",
        "Not only guaranteed returns",
        "No worries, principal is guaranteed",
    ],
)
def test_hollow_negations_deny_nothing(hollow):
    assert "N01" in guards(hollow)


def test_past_performance_needs_its_days_and_the_warning():
    rate = "年化收益率为3.1%"
    warning = "。过往业绩不代表其未来表现，不等于实际收益，投资须谨慎"
    days = "2025年1月1日至2025年12月31日"

    assert guards(rate) == guards(days + rate) == guards(rate + warning) == {"N01"}
    assert guards("2025年12月1日至2025年12月20日" + rate + warning) == {"N01"}
    assert not findings(days + rate + warning)
    assert guards(days + "预期收益率3%" + warning) == {"N01"}
    assert guards("过去一年赚了百分之五") == guards("前两年给了四点五个点的收益") == {"N01"}
    assert not findings("一年期定期存款利率1.1%")
    assert not findings("贷款年化利率3.6%（单利）")


def test_a_note_is_read_for_looks_alone():
    assert guards("客户问保本吗，提着名牌包", NOTE) == {"N02"}
    assert not findings("客户希望保本保收益", NOTE)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "保 本",
                "零·风险",
                "last chance",
                "ｒｉｓｋ-free",
                "您好",
                " ",
                "\n",
                "。",
                "𠮷",
                "🙂",
                "\u200b",
                "買基金送禮",
            ]
        ),
        max_size=12,
    )
)
def test_places_count_in_the_text_as_given(parts):
    text = "".join(parts)

    for one in findings(text):
        assert text[one.start : one.end] == one.text
        assert one.text.strip()


def test_long_texts_are_read_in_bounded_time():
    started = time.process_time()
    for words in ("定期", "the ", "买送", "收益1%", "transfer ", "a b ", "：\n保本", "最", "gift for a ", "不", " "):
        findings(words * (LONGEST // len(words)))
    assert time.process_time() - started < 40
    assert not findings("您好" * LONGEST + "保本")


def test_every_notions_words_are_read_in_bounded_time():
    words = [
        found.group()
        for one in NOTIONS
        for found in re.finditer(r"[\u4e00-\u9fff]{2,8}|[a-z]{4,12}", one.words.pattern)
    ]
    several = "".join(words[:: len(words) // 3000 or 1])
    started = time.process_time()

    for text in (several, several[::-1], "不".join(words[::9]), words[0] * LONGEST):
        findings(text)

    assert time.process_time() - started < 20


def test_a_row_of_figures_is_read_once():
    started = time.process_time()

    assert not findings("1" * LONGEST)

    assert time.process_time() - started < 3
