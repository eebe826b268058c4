"""What to say to somebody who complains, and what not to: listen, be sorry, solve, confirm, promise (S180c, S189, S189c)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both, Shipped
from lobby.floor.enums.library import ComplaintMoment, ContentKind


def script(code: str, moment: ComplaintMoment, title: Both, say: Both, avoid: Both) -> Shipped:
    """What to say at a moment, beside what makes it worse."""
    return Shipped(
        code=f"complaint-{code}",
        kind=ContentKind.COMPLAINT_SCRIPT,
        title=title,
        body=say,
        tags=("投诉", moment.value),
        extra={"moment": moment.value, "avoid_zh": avoid[0], "avoid_en": avoid[1]},
    )


M = ComplaintMoment
COMPLAINT_SCRIPTS = (
    script(
        "listen",
        M.LISTEN,
        ("先听完，不打断", "Listen to the end"),
        (
            "**您请坐，慢慢说，我在听，也会记下来。**\n\n- 看着客户，不看屏幕，不插话，不辩解\n- 客户停下来再问：“还有什么要补充的吗？”",
            "**Please sit down and tell me. I am listening, and I will write it down.**\n\n- Look at the customer, not at the screen; no interrupting, no defending\n- When the customer stops: “Is there anything else?”",
        ),
        ("请冷静。别着急，听我说。", "Calm down. Don't worry, let me talk."),
    ),
    script(
        "listen-feeling",
        M.LISTEN,
        ("说出您理解的心情", "Say what you understand"),
        (
            "**等了这么久，换成是我也会着急。我理解您的心情。**\n\n- 说具体的事：等了多久、跑了几趟\n- 只说感受，先不说谁对谁错",
            "**After such a wait I would be upset as well. I understand how you feel.**\n\n- Name the thing: how long, how many times\n- Speak of the feeling first, not of who is right",
        ),
        ("大家都在等，又不是只有您一个人。", "Everybody has to wait, you are not the only one."),
    ),
    script(
        "listen-place",
        M.LISTEN,
        ("换个安静的地方", "A quiet place"),
        (
            "**这里人多，我陪您到旁边坐下谈，给您倒杯水，好吗？**\n\n- 先征得同意，走在客户身旁\n- 同一个人从头陪到尾，不再让客户重说一遍",
            "**It is noisy here. May I take you to a quiet seat and bring you some water?**\n\n- Ask first, then walk beside the customer\n- One person stays from start to end, so that nothing has to be told twice",
        ),
        ("别在这里吵，影响别人。", "Don't make a scene here."),
    ),
    script(
        "sorry",
        M.SORRY,
        ("为具体的事道歉", "Say sorry for the thing itself"),
        (
            "**让您等了四十分钟，对给您带来的不便，我们深表歉意。**\n\n- 说清楚为哪件事道歉\n- 道歉不等于认定责任，责任查清再说",
            "**You had to wait for forty minutes. We are truly sorry for that.**\n\n- Name what you are sorry for\n- Being sorry does not yet say who was at fault; that is looked into",
        ),
        ("如有不便，敬请谅解。", "Sorry for any inconvenience."),
    ),
    script(
        "solve-rule",
        M.SOLVE,
        ("按规定怎么办", "By the rules, and what can be done"),
        (
            "**根据规定，这项业务需要本人办理；我现在可以为您这样做……**\n\n- 先说依据，再说能做什么\n- 给两个办法，请客户选",
            "**By the rules this has to be done in person; what I can do for you now is …**\n\n- First the ground, then what is possible\n- Offer two ways and let the customer choose",
        ),
        ("这个我们不能办，规定就是这样。", "We cannot do that, rules are rules."),
    ),
    script(
        "solve-self",
        M.SOLVE,
        ("不推给别人", "Pass nothing on"),
        (
            "**这件事由我跟进，我现在就去核实，十分钟内回来告诉您。**\n\n- 自己去找同事，不让客户去找\n- 到时没有结果也要回来说一声",
            "**I take care of this. I will look into it now and be back in ten minutes.**\n\n- Go to the colleague yourself, do not send the customer\n- Come back in time, even without a result",
        ),
        ("这不归我管，您找别的窗口。", "That is not my job, ask at another counter."),
    ),
    script(
        "confirm",
        M.CONFIRM,
        ("确认是否解决", "Confirm that it is solved"),
        (
            "**我复述一遍：……这样处理，您看可以吗？还有没有没说到的？**\n\n- 用客户的话复述\n- 客户不同意也可以，告诉后面怎么走",
            "**Let me repeat: … Is that all right for you? Have we left anything out?**\n\n- Use the customer's own words\n- It is fine to disagree; then say how it goes on",
        ),
        ("没别的事了吧？", "That's it, then?"),
    ),
    script(
        "promise",
        M.PROMISE,
        ("只承诺有把握的事", "Promise only what is sure"),
        (
            "**最迟明天下午四点，由我打电话给您。有变化，我会提前告诉您。**\n\n- 说清谁、什么时候、做什么\n- 给客户回执：编号、期限、联系人",
            "**I will call you by four tomorrow afternoon at the latest. If that changes, I tell you before.**\n\n- Say who, when and what\n- Hand out the receipt: number, deadlines, contact",
        ),
        ("尽快给您处理，您等通知吧。", "As soon as possible, just wait to hear from us."),
    ),
)
