"""What each kind of script is made of beside title and body (S148, S164, S172)."""

from __future__ import annotations

from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lobby.floor.contents import PROOF, Choices, Extra, Words
from lobby.floor.enums.library import ContentKind
from marketing.enums.products import ProductStatus
from marketing.enums.prompts import ScenarioCode
from marketing.enums.scripts import Audience, Guard
from marketing.models import Product

K = ContentKind


def both(name: str, title: Words, *, is_required: bool = True) -> tuple[Extra, Extra]:
    """A part in both languages."""
    zh, en = format_lazy(_("{part} (Chinese)"), part=title), format_lazy(_("{part} (English)"), part=title)
    return (
        Extra(name=f"{name}_zh", label=zh, is_required=is_required, title=title),
        Extra(name=f"{name}_en", label=en, is_required=is_required, title=title),
    )


def products() -> Choices:
    """The products that a script may be about: never a private one, which is not promoted in branches (N22)."""
    rows = (
        Product.objects.filter(is_private=False).exclude(status=ProductStatus.STOPPED).order_by(F("position"), "code")
    )
    return (("", "—"), *((one.code, one.name) for one in rows))


AUDIENCE = Extra(name="audience", label=_("whom it is for"), choices=(("", "—"), *Audience.choices))
PRODUCT = Extra(name="product", label=_("product"), choices=products)
FOLLOW_UP = both("follow_up", _("what is asked next"))
STOP = both("stop", _("when to stop"))
LISTEN = both("listen", _("what to listen for"), is_required=False)
RISK = both("risk", _("risk line"))
PARTS: dict[str, tuple[Extra, ...]] = {
    K.LIGHT: (*FOLLOW_UP, *STOP, AUDIENCE, PROOF),
    K.OPEN_QUESTION: (*LISTEN, AUDIENCE, PROOF),
    K.CLOSED_QUESTION: (*LISTEN, AUDIENCE, PROOF),
    K.ONE_LINER: (AUDIENCE, PRODUCT, PROOF),
    K.SCENARIO: (
        Extra(name="scenario", label=_("scenario"), choices=tuple(ScenarioCode.choices), is_required=True),
        AUDIENCE,
        *both("risk", _("risk line"), is_required=False),
        PROOF,
    ),
    K.REFUSAL: (
        *both("sorry", _("understand and say sorry")),
        *both("explain", _("explain")),
        *both("alternative", _("alternative")),
        PROOF,
    ),
    K.PRODUCT_SCRIPT: (
        Extra(name="product", label=_("product"), choices=products, is_required=True),
        Extra(name="audience", label=_("whom it is for"), choices=tuple(Audience.choices), is_required=True),
        *both("benefit", _("benefit")),
        *both("feature", _("feature")),
        *both("proof", _("proof")),
        *RISK,
        PROOF,
    ),
    K.REJECTED_EXAMPLE: (
        Extra(name="guard", label=_("guard"), choices=tuple(Guard.choices), is_required=True),
        *both("why", _("why not")),
        *both("instead", _("way out")),
    ),
    K.SCRIPT: (PROOF,),
    K.MESSAGE_TEMPLATE: (PROOF,),
    K.GREETING: (PROOF,),
    K.FAQ: (PROOF,),
}
