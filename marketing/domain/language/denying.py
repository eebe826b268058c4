"""Whether words are said or only spoken of: denied ("不保本"), warned of ("凡是说保本的都是骗局"), asked, or quoted as wrong.

All of it looks at a bounded piece of the sentence around the words, so its time does not grow with the text.
"""

from __future__ import annotations

import re

# A sentence ends here; within one, a clause does.
SENTENCE = re.compile(r"[。！？!?;\n]|\.(?=\s|$)")
CLAUSE = re.compile(r"[。！？!?;\n,:，：…]|\.(?=\s|$)")
REACH, BEHIND, LONGEST_SENTENCE = 48, 40, 240

# Negations that deny nothing: "not only", "no wonder", "do not miss".
HOLLOW = re.compile(
    r"不[仅但光只止单管论错妨怕愁假瞒骗满够断少久]|不(?:用|必|需要?|要)?(?:您|你)?(?:再)?(?:担心|操心|犹豫|怀疑|发愁|多想|动脑)"
    r"|无[论疑需条](?:件)?|没(?:问题|的说|话说|事)|不得不|不能不|不会不|不可能不|不是不|谁不|何不|要不|不一样|不同寻常"
    r"|[别勿](?:再)?(?:错过|犹豫|担心|等|怕|人|的|家|处|说是)|不(?:容|要|可|能)(?:再)?(?:错过|犹豫|等)|[区特分个级差性派告]别"
    r"|不会(?:让|叫)?(?:您|你)?(?:失望|后悔|吃亏)|不(?:是|像).{0,10}(?:而是|是)|非[常凡同]|[除莫]非|没有比|没有人不"
    r"|\b(?:not (?:only|just|merely|to mention)|no (?:doubt|question|worries|wonder|problem|matter|need to (?:worry|wait|think))"
    r"|never mind|don'?t (?:worry|wait|miss|hesitate|think twice)|do not (?:worry|wait|miss|hesitate)|why not|if not"
    r"|can(?:no|')t (?:wait|go wrong|fail)|no (?:other|one else))\b"
)
# These deny whatever follows in the clause.
STRONG = re.compile(
    r"不(?:能|得|可|会|应|该|要|许|准|允许|承诺|保证|提供|存在|代表|意味|等于|构成|属于|是|作|做|说|宣传|使用|含|以|与|包括|支持|涉及|设|搞|把|将|因|为|替|对|靠|凭|按|拿|当|像)"
    r"|不一定|未必|不见得|不敢|说不|并[非不]|[绝决]不|绝非|从[未不]|没有|没法|无法|未(?:承诺|曾|经|必|作|做)?|[切请]勿|禁止|严禁|杜绝|避免|防止|防范|谨防|警惕"
    r"|当心|小心|拒绝|远离|抵制|不再|取消|停止|打破|告别|何来|哪有|哪来|岂|怎能|难以|而非|别(?:说|讲|用|写|信|拿|把|提|承诺)|莫信|不论|无(?:人|权|意|任何)"
    r"|杜绝|揭穿|识破|识别|举报|劝阻|辨别"
)
BARE = re.compile(r"(?:[不无没未勿别莫禁]|非|并非|不再|不[是能会得]|[没未](?:有|能)|谈不上|算不上|称不上)[“\"「『‘']?$")
# What follows is said again: "不收手续费，还保本" and "不能提前支取，但保本".
AGAIN = re.compile(
    r"但|却|而且|还(?:能|可|会|有|保)|并且|同时|所以|照样|照旧|依然|而是|又|就(?:能|可|是)|\b(?:but|yet|and also|while still|plus)\b"
)
ASKED = re.compile(
    r"(?:是否|能否|可否|有没有|是不是|会不会|能不能|问(?![题候卷])|咨询|打听|以为|误以为|认为|期望|客户(?:想)?要求?|希望.{0,6}吗)[^,。]{0,8}$"
)
ASKS = re.compile(r"^.{0,10}(?:吗|么|\?|怎么(?:办|答|说|回答)|时.{0,2}(?:如实|应|要|请|先))")
# Words that are shown as wrong: what follows in the sentence, or in the list that they introduce, is an example.
SHOWN = re.compile(
    r"(?:错误|反面|不当|违规|违法|误导|负面|不合规|不规范|禁用|禁止).{0,6}(?:示例|例子|例句|教材|案例|表述|用语|说法|话术|词|宣传|做法|行为|承诺)"
    r"|(?:不|别|勿|禁止|严禁|不得|避免|不能|不要|不应|不可|不许|请勿|切勿).{0,6}(?:这样|这么|如此|出现|使用|说|讲|写|宣传|承诺|相信|轻信|听信|提及|用|含有|发布)"
    r"|禁(?:用|止)?(?:词|语)|反例|错例|声称|谎称|自称|吹嘘|诱骗|打着|幌子|诱饵|为名|骗子|诈骗|骗局|陷阱|(?:如|若|凡|遇).{0,16}(?:请|要|应|立即|务必)"
    r"|\b(?:rejected|wrong|bad|forbidden|banned|misleading|incorrect|prohibited) (?:example|wording|phrase|claim|word|statement|sentence)"
    r"|\b(?:do not|don'?t|never|must not|may not|avoid|should not|cannot|not allowed to) (?:say|write|use|promise|claim|tell|advertise|offer|state|imply|suggest|saying|writing|using|promising)"
    r"|\b(?:scams?|fraudsters?|swindlers?|not like this|whoever|anyone who|beware|watch out|be wary|be careful)\b"
)
WARNED = re.compile(
    r"不(?:能|得|可|应|可以|该)?作为|不可信|不(?:要|能|可|应)(?:轻易|轻)?(?:相)?信|[别勿莫](?:轻|相)?信|轻信|不存在|骗|陷阱|违规|违法|不合规|误导|禁止|不允许|不被允许|错误|不实|小心|警惕|谨防|不得|不能说|不要说"
    r"|不可以说|取消|已停|历史|早就?没有|(?:已经|现在)没有|不再|举报|报警|虚假|不能答应|不作承诺|无法承诺|不靠谱|打问号"
    r"|\b(?:scams?|traps?|tricks?|fraud(?:ulent)?|red flag|false|misleading|not true|not allowed|forbidden|prohibited|banned|illegal|no longer|not permitted|never true|not exist|be wary|suspicious)\b"
)
ENGLISH_NOT = re.compile(
    r"\b(?:not|never|cannot|can'?t|don'?t|doesn'?t|isn'?t|aren'?t|won'?t|neither|nor|nothing|none|nobody|no one|avoid|beware|refuse"
    r"|forbidden|must not|prohibited|against|rather than|no such thing|without|no|hardly|stop|instead of|free of|mustn'?t|shouldn'?t|unlike|break(?:ing)? the rules?)\b"
)


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a part of the text begins and ends, within reason."""
    first = max(0, start - LONGEST_SENTENCE)
    begins = max((found.end() for found in SENTENCE.finditer(text, first, start)), default=first)
    found = SENTENCE.search(text, end, min(len(text), end + LONGEST_SENTENCE))
    return begins, found.start() if found else min(len(text), end + LONGEST_SENTENCE)


def clause_before(text: str, start: int) -> str:
    """The words of the clause before a place; commas inside English do not part it from its "not"."""
    first = max(0, start - REACH)
    begins = max((found.end() for found in CLAUSE.finditer(text, first, start)), default=first)
    return HOLLOW.sub(lambda found: "＿" * len(found.group()), text[begins:start])


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause denies the words or the sentence warns of them, asks for them or shows them as wrong."""
    before = clause_before(text, start)
    if BARE.search(before) or is_negated(before):
        return True
    begins, ends = bounds(text, start, end)
    behind = text[end : min(ends, end + BEHIND)]
    if WARNED.search(behind):
        return True
    if ASKED.search(before) or (ASKS.search(behind) and ASKED.search(text[max(begins, start - 30) : start])):
        return True
    return bool(SHOWN.search(lead(text, begins, start)))


def is_negated(before: str) -> bool:
    """Whether a negation of the clause reaches to its end."""
    last = max((found.end() for pattern in (STRONG, ENGLISH_NOT) for found in pattern.finditer(before)), default=-1)
    return last >= 0 and not AGAIN.search(before, last)


def lead(text: str, begins: int, start: int) -> str:
    """The sentence up to a place, with the line that introduces the list it stands in."""
    head = text[begins:start]
    line = text.rfind("\n", 0, start)
    while line > 0 and start - line < LONGEST_SENTENCE:
        above = text.rfind("\n", 0, line)
        words = text[above + 1 : line].strip()
        if not words:
            break
        if words.endswith((":", "：")):
            return words[-REACH:] + head
        line = above
    return head
