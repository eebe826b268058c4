"""What to say afterwards to a customer who agreed to be contacted (S197b)."""

from __future__ import annotations

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.enums.library import ContentKind

SAY_GOODBYE, THANK_YOU = "etiquette-farewell", "script-thank-you"

FAREWELL = (
    Shipped(
        code=THANK_YOU,
        kind=ContentKind.SCRIPT,
        roles=(RoleCode.LM, RoleCode.LMA, RoleCode.WM),
        title=("办理后的感谢", "A word of thanks afterwards"),
        body=(
            "**您好，昨天您来我们网点办理业务，谢谢您的信任。事情都办妥了吗？还有什么需要我跟进的？**\n\n- 只联系同意接受服务联系的客户；没有同意，一条信息也不发\n- 有未了结的投诉：不发感谢，由投诉经办人联系\n- 只感谢、只问有没有办妥；不推荐产品，不请客户改评价\n- 客户说不想再接到联系：当场道歉并登记取消",
            "**Good day, you were at our branch yesterday; thank you for your trust. Is everything settled? Is there anything left for me to do?**\n\n- Only customers who agreed to service contact; without it not a single message\n- A complaint is open: no thanks, whoever handles it speaks to the customer\n- Thank and ask whether it is settled; propose no product, ask for no better rating\n- The customer wants no more contact: apologise and have it taken down at once",
        ),
        tags=("客户关怀", "送别"),
    ),
)
