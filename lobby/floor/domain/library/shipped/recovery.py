"""What to say to somebody who is not content: before it becomes a complaint (S119), and after a low rating (S008)."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.enums.library import ContentKind

EARLY_WARNING, LOW_RATING = "script-early-warning", "script-low-rating"

RECOVERY = (
    Shipped(
        code=EARLY_WARNING,
        kind=ContentKind.SCRIPT,
        roles=(RoleCode.LM, RoleCode.LMA),
        title=("客户可能不满时怎么说", "When a customer may be losing patience"),
        body=(
            "**您好，让您久等了，实在抱歉。您先坐，我了解一下情况，马上回来告诉您。**\n\n- 走到客户身边说，不隔着人群喊号\n- 先听完，不打断；客户的话用一句复述\n- 说实际要等多久、为什么，不许诺做不到的时间\n- 需要补什么，一次说全，并陪客户补齐\n- 客户想正式反映：当场记录，告知编号和时限",
            "**I am sorry that you had to wait so long. Please take a seat; I will find out and be right back with you.**\n\n- Walk up to the customer, do not call across the hall\n- Listen to the end, repeat it in one sentence\n- Say how long it will really take and why; promise nothing you cannot keep\n- Name everything that is missing at once, and help to get it\n- Somebody wants it on record: note it at once, tell the number and the deadline",
        ),
        tags=("客户关怀", "预警"),
    ),
    Shipped(
        code=LOW_RATING,
        kind=ContentKind.SCRIPT,
        roles=(RoleCode.LM, RoleCode.LMA),
        title=("收到低评价后怎么说", "After a low rating"),
        body=(
            "**谢谢您直接告诉我们。今天没让您满意，我向您道歉。您愿意说说哪里没有做好吗？**\n\n- 客户还在厅里：请到安静处，一个人接待\n- 不问“为什么打低分”，不请客户改评价，不送东西换评价\n- 能当场补救的马上办；不能的，说清谁、什么时候回复\n- 不在客户面前议论同事\n- 客户要投诉：立即转记录，不劝阻",
            "**Thank you for telling us directly. I am sorry that we did not serve you well today. Would you tell me what went wrong?**\n\n- Still in the hall: a quiet place, one person\n- Never ask why the mark is low, never ask to change it, give nothing in return for it\n- Put right at once what can be; for the rest say who answers and when\n- Do not discuss colleagues in front of the customer\n- Somebody wants to complain: note it at once, do not talk them out of it",
        ),
        tags=("评价", "补救"),
    ),
)
