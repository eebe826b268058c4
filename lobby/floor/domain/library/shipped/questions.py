"""The questions on emergency cards and banknote features, by the code of the item. How they are written: `quizzes`."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Both

QUESTIONS: dict[str, Both] = {
    "emergency-bank-run": (
        """
? 出现挤兑时，窗口怎么办？
- 只办小额取款
+ 所有窗口照常按序办理，绝不停业
- 暂停营业，等上级通知
@ 2
? 客户追问原因，您怎么说？
- 按自己的了解解释
- 告诉客户都是谣言
+ 只用上级行统一的说明
@ 5
""",
        """
? There is a run: what do the counters do?
- Pay out small amounts only
+ All keep working in order; the branch never closes
- Close until the level above decides
@ 2
? Customers press you for the reason. What do you say?
- What you have heard yourself
- That it is all rumours
+ Only what the level above gives out
@ 5
""",
    ),
    "emergency-system-failure": (
        """
? 系统故障，第一步做什么？
+ 先确认范围：一台、一个窗口还是全行
- 请所有客户离开
- 立刻重启全部设备
@ 1
? 多久没有恢复要上报上级行？
- 一小时
+ 十五分钟
- 当天营业结束
@ 5
""",
        """
? The system fails. What comes first?
+ Find the extent: one machine, one counter or everything
- Ask all customers to leave
- Restart every machine at once
@ 1
? After how long without it do you tell the level above?
- One hour
+ 15 minutes
- At the end of the day
@ 5
""",
    ),
    "emergency-robbery": (
        """
? 遇到抢劫，最要紧的是什么？
- 把人拦在大门内
- 追出去看清去向
+ 人身安全，不硬拦、不追出门
@ 1
? 报警时要说清哪三样？
- 行长姓名、电话、工号
+ 地点、人数、去向
- 金额、账号、户名
@ 2
""",
        """
? A robbery: what matters most?
- Keep the robber inside the doors
- Run after to see where they go
+ Life: do not block, do not run after
@ 1
? Which three things do you tell the police?
- The head's name, phone and number
+ Place, number of people, direction
- Amount, account and holder
@ 2
""",
    ),
    "emergency-natural-disaster": (
        """
? 疏散时怎么走？
+ 走安全出口，不乘电梯，不返回取物
- 乘电梯最快
- 先回柜台取个人物品
@ 2
? 什么时候可以返回？
- 警报声停了就可以
- 大厅经理觉得可以就可以
+ 安全确认之后，此前任何人不得返回
@ 6
""",
        """
? How do you leave the building?
+ By the emergency exits; no lifts, nobody goes back for things
- By lift, it is the quickest
- After fetching your things from the counter
@ 2
? When may people go back in?
- When the alarm stops
- When the lobby manager thinks so
+ Once it is declared safe, nobody before
@ 6
""",
    ),
    "emergency-sudden-illness": (
        """
? 客户突然倒下，哪一样不能做？
- 拨打 120，派人到路口接车
+ 喂药，马上扶到座位上
- 疏散围观，保持通风
@ 2
? 客户的钱物怎么办？
+ 看管好，两人在场登记
- 交给旁边的客户
- 一名员工先收起来
@ 4
""",
        """
? A customer collapses. Which must you not do?
- Call 120 and send somebody to meet the ambulance
+ Give medicine and move them to a seat at once
- Keep people back and the air fresh
@ 2
? What about their money and things?
+ Look after them, two of you, written down
- Give them to the next customer
- One colleague puts them away for now
@ 4
""",
    ),
    "emergency-injury": (
        """
? 客户在大厅摔伤，第一步是什么？
- 先弄清是谁的责任
+ 先看伤情，止血包扎，严重时拨打 120
- 请客户自己去医院
@ 1
? 关于责任，现场怎么说？
- 当场承认责任
- 请目击者评理
+ 不争论责任，扶到安静处休息
@ 2
""",
        """
? A customer falls and is hurt. What comes first?
- Find out whose fault it was
+ Look at the injury, first aid, 120 when it is serious
- Ask them to go to hospital on their own
@ 1
? What is said about fault on the spot?
- We admit it at once
- Witnesses shall judge
+ Nothing is argued about; take them somewhere quiet
@ 2
""",
    ),
    "emergency-trouble-making": (
        """
? 谁上前处理？
+ 大厅经理和保安一起
- 离得最近的柜员一个人
- 等客户自己平静
@ 1
? 出现砸物、打人或威胁时怎么办？
- 继续劝说
+ 按无声报警，拨打 110
- 请其他客户帮忙拦住
@ 4
""",
        """
? Who goes to them?
+ Lobby manager and guard together
- The nearest teller alone
- Nobody, until they calm down
@ 1
? Things are broken, somebody is hit or threatened: what now?
- Go on talking
+ Silent alarm and 110
- Ask other customers to help hold them
@ 4
""",
    ),
    "emergency-crowd-surge": (
        """
? 人数超过容量怎么办？
- 让大家站在通道上等
- 关门停业
+ 分批进入，通道和门口不许堵塞
@ 3
? 多久向等候客户说明一次进度？
- 有人问才说
+ 每五分钟
- 每半小时
@ 4
""",
        """
? More people than the hall holds: what now?
- Let them wait in the ways
- Close the doors for the day
+ Let people in by turns; ways and doors stay free
@ 3
? How often do you tell those who wait how it goes?
- When somebody asks
+ Every five minutes
- Every half hour
@ 4
""",
    ),
    "emergency-resource-hogging": (
        """
? 两次说明后客户仍不让出窗口，怎么办？
+ 请值班负责人到场
- 直接终止业务
- 请保安把客户带走
@ 3
? 正在办理的业务可以强行中断吗？
- 可以，后面有人等
+ 不可以
- 大厅经理同意就可以
@ 4
""",
        """
? They still do not make room after the second time. What now?
+ Fetch whoever is in charge
- End the transaction
- Have the guard lead them out
@ 3
? May a running transaction be broken off?
- Yes, others are waiting
+ No
- Yes, if the lobby manager agrees
@ 4
""",
    ),
    "emergency-false-information": (
        """
? 网上出现不实消息，您怎么做？
- 在评论区澄清
+ 保存证据，立即报告，不在网上回应
- 转发给同事讨论
@ 2
? 记者到网点采访，怎么接待？
- 由大厅经理简单说几句
- 请记者离开，不作解释
+ 请其联系上级行新闻部门，不接受采访
@ 5
""",
        """
? False news spreads online. What do you do?
- Set it right in the comments
+ Keep the evidence, report at once, answer nothing online
- Send it on to colleagues to discuss
@ 2
? A reporter comes to the branch. What do you say?
- The lobby manager says a few words
- You send them away without a word
+ Ask them to speak with the press office above; no interview
@ 5
""",
    ),
    "emergency-other": (
        """
? 先后次序是什么？
- 先保钱物，再保人
+ 先保人，再保钱物，再保秩序
- 先保秩序，再保人
@ 1
? 多久之内报告行长？
+ 十五分钟
- 当天下班前
- 复盘之后
@ 4
""",
        """
? What comes in which order?
- Money and things, then people
+ People, then money and things, then order
- Order, then people
@ 1
? Within which time is the head told?
+ 15 minutes
- By the end of the day
- After the review
@ 4
""",
    ),
    "note-look": (
        """
? 真币的水印有什么特点？
- 只在表面看得见，像印上去的
+ 迎光看有深浅层次，白水印透亮
- 转动时变色
@ 1
? 上下转动新版钞票，光变面额数字怎样？
+ 颜色变化，中间有滚动的光带
- 颜色不变，只变大小
- 会消失
@ 2
? 真币的安全线是怎样的？
- 画在纸面上
- 贴在正面，可以揭下
+ 完整嵌在纸里，开窗处有文字，转动时变色
@ 3
""",
        """
? What does a genuine watermark look like?
- Seen on the surface only, as if printed
+ Soft shades against the light, the white one bright
- It changes colour when tilted
@ 1
? What does the number on newer notes do when tilted?
+ It changes colour, a band of light moves across
- It keeps its colour and changes size
- It disappears
@ 2
? What is a genuine thread like?
- Drawn on the paper
- Stuck on the front, it can be peeled off
+ Whole inside the paper, with letters, another colour when turned
@ 3
""",
    ),
    "note-touch": (
        """
? 哪些地方手指划过有明显凹凸感？
+ 头像、国徽、行名、盲文点
- 只有冠字号码
- 水印窗
@ 1
? 旧币手感变弱，怎么判断？
- 手感不对就是假币
+ 结合看和测，不单凭手感
- 退给客户，不作判断
? 怎样发现拼接变造币？
- 看冠字号码的颜色
- 听声音
+ 摸票面中线和安全线处有没有接缝
@ 4
""",
        """
? What is clearly raised under the finger?
+ Portrait, emblem, name of the bank, dots for the blind
- The serial number only
- The window of the watermark
@ 1
? Old notes feel flatter. How do you judge?
- What feels wrong is forged
+ Together with looking and testing, never by touch alone
- Give it back and do not judge
? How do you find notes that were pieced together?
- By the colour of the serial number
- By their sound
+ By a seam along the middle and the thread
@ 4
""",
    ),
    "note-listen": (
        """
? 真币抖动时声音怎样？
- 沉闷
+ 清脆
- 没有声音
@ 2
? 声音发闷能不能认定为假币？
+ 不能，受潮和过旧的币也会发闷，只作参考
- 能，声音最可靠
- 两个人都听到就能
@ 3
""",
        """
? How does a genuine note sound when flicked?
- Dull
+ Crisp
- It makes no sound
@ 2
? Does a dull sound prove a forgery?
+ No: damp and worn notes sound dull too, it is a hint only
- Yes, sound is the surest sign
- Yes, when two people hear it
@ 3
""",
    ),
    "note-tilt-and-test": (
        """
? 验钞机报警后怎么办？
- 直接收缴
- 退给客户
+ 换一台再测，再人工看、摸、听
@ 3
? 谁可以判定假币？
+ 两名有证书的人员一致判定
- 任何一名柜员
- 大厅经理一人
@ 4
? 判定过程中钞票放在哪里？
- 拿到后台慢慢看
+ 全程在客户视线内，不离开台面
- 由保安保管
@ 5
""",
        """
? The detector objects. What now?
- Seize it
- Give it back to the customer
+ Another machine, then look, touch and listen
@ 3
? Who may call a note forged?
+ Two people with the certificate who agree
- Any teller
- The lobby manager alone
@ 4
? Where is the note meanwhile?
- In the back, to look at it calmly
+ In the customer's sight, never off the counter
- With the guard
@ 5
""",
    ),
}
