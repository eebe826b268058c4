"""N01: rates of return stand with their period and the warning about past performance, and are never expected ones (R07)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketing.domain.language.patterns import NEAR, RATE, SAME, Pattern, chinese, compiled, english, one_of
from marketing.enums.scripts import Guard

WHY_EXPECTED = _("No expected return is named.")
WHY_BARE = _("A rate of return without its dates and the warning about past performance reads as a promise.")
WHY_SHORT = _("Past performance of less than a month is not shown.")
SAY_DATED = _(
    "Give the first and last day and the source, and add: past performance says nothing about the future and is not "
    "the actual return; invest with care."
)
SAY_BASIS = _("Leave it out, or show the benchmark with the basis of its calculation and that it is no promise.")

GAIN = r"(?:年化|收益率?|回报率?|盈利|净值|涨幅|业绩|利润|分红|赚|挣|涨|获利|增长)"
GAIN_EN = r"(?:returns?|returned|yields?|yielded|yielding|earn(?:s|ed|ing|ings)?|gain(?:s|ed)?|profits?|paid|pays|pay out|made|makes?|grew|grown|performance|annuali[sz]ed|annual|a year|per year|per annum|p\.a\.|yearly)"
# Rates of deposits, loans and fees are published and may be named.
PUBLISHED = one_of(
    "存款", "定期", "存单", "国债", "挂牌", "贷", "借款", "分期", "信用卡", "费率", "手续费", "逾期", "按揭", "lpr", "税", "还款",
    "保证金", "首付", "利率", "折", "投诉", "满意", "客户量", "业务量", "客流", "柜台", "增值税", "电量", "健康",
    r"\b(?:loan|loans|deposit|deposits|mortgage|instal+ments?|credit card|fee|fees|interest rate|apr|tax|customers|visits|satisfaction|calls)\b",
)  # fmt: skip
INVESTED = one_of(
    "理财",
    "基金",
    "收益",
    "回报",
    "信托",
    "产品",
    r"\b(?:fund|funds|wealth|return|returns|yield|yields|invest|product)\b",
)
RATES_ZH = chinese(
    rf"(?:拿到?|得到?|给您?|享受?|赚到?){NEAR}{{0,3}}?{RATE}(?!折|股)",
    rf"{GAIN}{SAME}{{0,20}}?{RATE}",
    rf"{RATE}{NEAR}{{0,10}}?(?:年化|收益|回报|利润|盈利|涨幅|增长|分红)",
)
RATES_EN = english(rf"{GAIN_EN}{SAME}{{0,24}}?\d{{1,3}}(?:\.\d{{1,3}})?(?:%| ?percent\b| ?per cent\b)")
RATES_EN_BACK = rf"\b\d{{1,3}}(?:\.\d{{1,3}})?(?:%| ?percent| ?per cent)\s{SAME}{{0,16}}?\b{GAIN_EN}"
SUMS = chinese(
    r"(?:(?<!\d)\d{1,15}|[一二三四五六七八九十两百几]{1,12})[万千块]{1,2}(?:元|块|块钱)?[^。;!?\n]{0,12}(?:一年|每年|一个月|每月|到期|一季|半年|年底|一天|每天|三个月)[^。;!?\n]{0,6}(?:赚|净得|多拿|多出|拿|进账|挣|收益)[^。;!?\n]{0,4}(?:\d|[一二三四五六七八九十百千万几两])",
)
EXPECTED = compiled(
    chinese(r"(?:预期|预计|目标|预估|预测)(?:年化|的|最高|可达|综合){0,6}(?:收益|回报|利润)率?", r"(?:预计|预期)[^。;!?\n,]{0,8}(?:能赚|可赚|赚到|赚)"),
    english(r"(?:expected|projected|target(?:ed)?|anticipated|forecast|estimated|predicted)~?(?:annual |annuali[sz]ed |yearly |net )?(?:returns?|yields?|profits?|gains?)",
            r"(?:expect|project|anticipate|forecast)~(?:return|yield|profit|gain|earn)"),
)  # fmt: skip
BASED = one_of(
    "测算", "依据", "不代表", "不构成", "不是.{0,8}承诺", "非.{0,4}承诺", "不等于", "仅供参考",
    r"\b(?:basis of|based on|is not a promise|no promise|not guaranteed|does not represent|not the actual)\b",
)  # fmt: skip
WARNING = re.compile(
    r"过[往去](?:的)?(?:业绩|表现|收益|净值)[^。;!?\n]{0,8}(?:不|非)[^。;!?\n]{0,8}(?:未来|将来|今后|以后)|历史(?:业绩|表现|收益)[^。;!?\n]{0,8}(?:不|非)[^。;!?\n]{0,8}(?:未来|将来)"
    r"|\bpast (?:performance|results?|returns?)[^.;!?\n]{0,40}\b(?:not|no|nothing)\b[^.;!?\n]{0,40}\bfuture"
)
SIMULATED = re.compile(
    r"(?=[\s\S]{0,400}(?:假设|模拟|试算|演示|测算|\bassum|\bsimulat|\billustrat))[\s\S]{0,400}(?:可能(?:亏|损失)|不保证|不代表|不构成|\bmay (?:be )?los|\bnot (?:guaranteed|a promise))"
)
DAY = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_EN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})[a-z]{{0,7}},? (\d{{4}})\b")
LEAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class DatedRates(Pattern):
    """Rates of return, allowed with two dates at least a month apart and the warning about past performance."""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Every rate of the text where it is not shown as it has to be."""
        if (WARNING.search(text) and covers_a_month(text)) or SIMULATED.match(text):
            return
        for found in self.words.finditer(text):
            if self.holds(text, *found.span()) and not is_published(text, *found.span()):
                yield found.span()


def is_published(text: str, start: int, end: int) -> bool:
    """Whether the words around a rate are about deposits, loans, fees or numbers that are no money."""
    around = text[max(0, start - 30) : end + 12]
    return bool(PUBLISHED.search(around)) and not INVESTED.search(around)


def covers_a_month(text: str) -> bool:
    """Whether a text names a period of a month or more by its first and last day."""
    named = [(int(year), int(month), int(day)) for year, month, day in DAY.findall(text)]
    named += [(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in DAY_EN.findall(text)]
    days = [day for parts in named[:20] if (day := real_day(*parts)) is not None]
    return len(days) >= 2 and (max(days) - min(days)).days >= LEAST_DAYS


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar, None for numbers that name none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


RATES = (
    Pattern(Guard.RETURN, EXPECTED, WHY_EXPECTED, SAY_BASIS),
    Pattern(Guard.RETURN, compiled(chinese(rf"业绩(?:比较)?基准{SAME}{{0,16}}?{RATE}"), english(rf"benchmark{SAME}{{0,24}}?\d[\d.]{{0,8}}%")), WHY_EXPECTED, SAY_BASIS, unless_text=BASED),
    DatedRates(Guard.RETURN, compiled(RATES_ZH, SUMS, RATES_EN, RATES_EN_BACK), WHY_BARE, SAY_DATED, unless=one_of("业绩比较?基准", "benchmark")),
)  # fmt: skip
