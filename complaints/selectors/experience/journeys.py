"""What customers do, feel and look for at every stage, for each segment: the templates of the journey map (S197a, S203).

In our own words, in both languages. A segment's own words replace those for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints.enums.experience import Segment, Stage
from lobby.floor.models.checks import is_english

S = Stage
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """What customers do, feel and care about at a stage, Chinese and English, and the figures that tell of it."""

    does: Words
    feels: Words
    wants: Words
    kpis: tuple[str, ...] = ()

    @property
    def behaviour(self) -> str:
        """What they do, in the active language."""
        return self.does[is_english()]

    @property
    def emotion(self) -> str:
        """What they feel."""
        return self.feels[is_english()]

    @property
    def focus(self) -> str:
        """What they look for."""
        return self.wants[is_english()]


EVERYBODY: dict[Stage, Card] = {
    S.ARRIVE: Card(
        ("进门、找人问、取号", "Comes in, looks for somebody to ask, takes a number"),
        ("不确定该去哪里", "Unsure where to go"),
        ("有人迎、一次说清去哪、带什么", "To be met, and told once where to go and what is needed"),
        ("K04", "K07"),
    ),
    S.WAIT: Card(
        ("坐下看叫号、看手机", "Sits down, watches the calls and the phone"),
        ("不知道还要多久就会着急", "Grows restless without knowing how long"),
        ("时间准、有人说明、可以先办别的", "A time that holds, an explanation, something else to do meanwhile"),
        ("K01", "K02", "K03", "K20"),
    ),
    S.HANDLE: Card(
        ("递材料、签字、提问", "Hands over papers, signs, asks"),
        ("怕白跑、怕听不懂", "Afraid of a wasted way and of words nobody explains"),
        ("一次办成、说人话", "Done at the first go, in plain words"),
        ("K05", "K18", "K19"),
    ),
    S.CONTACT: Card(
        ("听介绍、比较、犹豫", "Listens, compares, hesitates"),
        ("怕被推销", "Afraid of being sold something"),
        ("先办完事再谈，合适才说，可以拒绝", "Business first, only what suits, and a no is a no"),
        ("K25",),
    ),
    S.LEAVE: Card(
        ("收好物品、评价、离开", "Packs up, rates, leaves"),
        ("办成了就轻松，没办成就想投诉", "Relieved when it is done, ready to complain when not"),
        ("有人道别，后续有回音", "A word of farewell, and an answer to what is left open"),
        ("K05", "K25", "K29"),
    ),
}
OWN: dict[Segment, dict[Stage, Card]] = {
    Segment.VIP: {
        S.ARRIVE: Card(
            ("多已预约，直接到贵宾区", "Often booked, goes straight to the VIP area"),
            ("希望被认出", "Hopes to be recognised"),
            ("客户经理到门口，不重复提供资料", "The adviser at the door, nothing asked twice"),
            ("K04", "K28"),
        ),
        S.WAIT: Card(
            ("在安静处等客户经理", "Waits for the adviser in a quiet place"),
            ("等候等于不被重视", "Waiting feels like being unimportant"),
            ("按约定时间开始", "To begin at the time agreed"),
            ("K02", "K28"),
        ),
        S.CONTACT: Card(
            ("谈配置、问风险", "Talks of the whole portfolio, asks about risk"),
            ("信任具体的人", "Trusts a person, not a leaflet"),
            ("同一个人跟进，风险讲透", "The same person again, risks told in full"),
            ("K25",),
        ),
    },
    Segment.ELDERLY: {
        S.ARRIVE: Card(
            ("走得慢，看不清指引，直接找人", "Walks slowly, cannot read signs, asks a person"),
            ("怕麻烦别人、怕机器", "Afraid to be a burden, afraid of machines"),
            ("有人扶、有人问、不推去机器", "A hand, a question, and no push to a machine"),
            ("K04", "K35"),
        ),
        S.WAIT: Card(
            ("盯着叫号，怕过号", "Watches the calls, afraid of missing the own"),
            ("久坐累、口渴、着急", "Tired, thirsty, anxious"),
            ("有座、有水、叫到时有人提醒", "A seat, water, somebody who tells when it is time"),
            ("K01", "K02", "K03"),
        ),
        S.HANDLE: Card(
            ("听不清、看不清、签字慢", "Hears and sees badly, signs slowly"),
            ("怕办错、怕被催", "Afraid of mistakes and of being hurried"),
            ("慢一点、说大声、写下来", "Slower, louder, written down"),
            ("K05", "K18"),
        ),
        S.CONTACT: Card(
            ("容易相信，也容易受骗", "Trusts easily and is easily deceived"),
            ("怕钱没了", "Afraid to lose the money"),
            ("不主动推销，提醒防骗", "No selling of our own accord, a word about fraud"),
            ("K38",),
        ),
    },
    Segment.CORPORATE: {
        S.ARRIVE: Card(
            ("带着成套材料来，赶时间", "Comes with a folder of papers, in a hurry"),
            ("怕缺一样材料又要跑", "Afraid that one paper is missing"),
            ("进门先预审材料", "Papers looked through at the door"),
            ("K04", "K19"),
        ),
        S.HANDLE: Card(
            ("多笔业务一起办", "Several businesses in one go"),
            ("怕流程长、来回盖章", "Afraid of long ways and of stamps from desk to desk"),
            ("一个窗口办完，进度可查", "One counter for all of it, and to see how it stands"),
            ("K02", "K18"),
        ),
        S.CONTACT: Card(
            ("问贷款、结算、代发", "Asks about loans, settlement, payroll"),
            ("怕条件说不清", "Afraid of terms that stay vague"),
            ("费用和条件写清楚", "Prices and terms in writing"),
            ("K25",),
        ),
    },
}


def card_of(segment: Segment, stage: Stage) -> Card:
    """The words for a stage of a segment."""
    return OWN.get(segment, {}).get(stage, EVERYBODY[stage])
