"""Training that everybody renews every year: information safety (S174c)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.enums.library import ContentKind

TRAINING = (
    Shipped(
        code="training-information-safety",
        kind=ContentKind.TRAINING_CARD,
        title=("信息安全：每个人每天要做到的", "Information safety: what everybody does every day"),
        body=(
            "1. 离开座位就锁屏，哪怕只有一分钟；用自己的账号，不借用、不共用\n2. 密码不写、不说、不发；换岗、离岗当天交回权限\n3. 客户资料只为正在办的业务查看，不拍照、不抄录、不发到个人手机和社交软件\n4. 打印件当面取走，废件进碎纸机；桌面不留有客户信息的纸\n5. 客户用访客无线网；业务终端不接访客网，不插来历不明的优盘\n6. 可疑邮件、链接、来电：不点、不回、不转，马上报告\n7. 设备丢失、资料外泄、账号异常：立即报告行长和科技人员，不自行处理",
            "1. Lock the screen whenever you leave the seat, even for a minute; work under your own account, never share it\n2. A password is never written, told or sent; rights are given back on the day of a move\n3. Customer data is opened for the business at hand only: no pictures, no copies, nothing to private phones or chat\n4. Fetch prints at once, shred what is not needed; no paper with customer data stays on the desk\n5. Customers use the guest network; work machines never join it and take no USB stick of unknown origin\n6. Doubtful mail, links, calls: do not open, answer or pass on; report at once\n7. A device lost, data leaked, an account that acts oddly: tell the head and the technician at once; do not deal with it alone",
        ),
        tags=("信息安全", "保密", "培训"),
        must_acknowledge=True,
        quiz=(
            """
? 离开座位一分钟，屏幕怎么办？
- 一分钟不用锁
+ 锁屏
- 请同事看一下
@ 1
? 同事账号被锁，想借用您的，怎么办？
+ 不借，请他联系管理员
- 借他用一次，自己在旁边看
- 把密码写给他，用完再改
@ 1
? 客户资料可以拍照发给同事核对吗？
- 可以，发完就删
- 只发内部群就可以
+ 不可以
@ 3
? 捡到一只优盘，怎么办？
- 插到业务终端上看看是谁的
+ 不插，交给科技人员
- 插到访客电脑上
@ 5
? 发现资料可能外泄，第一步做什么？
- 自己先查清楚
- 通知客户
+ 立即报告行长和科技人员
@ 7
""",
            """
? You leave the seat for a minute. What about the screen?
- A minute needs no lock
+ Lock it
- Ask a colleague to watch it
@ 1
? A colleague's account is locked and yours would help. What do you do?
+ Not lend it, and send them to the administrator
- Lend it once and stand beside them
- Write the password down and change it afterwards
@ 1
? May customer data be photographed to check it with a colleague?
- Yes, if it is deleted afterwards
- Yes, in the team's own group
+ No
@ 3
? You find a USB stick. What now?
- Plug it into the work machine to see whose it is
+ Plug it in nowhere, hand it to the technician
- Plug it into the guests' computer
@ 5
? Data may have leaked. What comes first?
- Find out more on your own
- Tell the customer
+ Tell the head and the technician at once
@ 7
""",
        ),
    ),
)  # fmt: skip
