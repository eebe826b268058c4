"""Words of the approved library: kinds of content, states, moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContentKind(models.TextChoices):
    """What an item of the library is."""

    EMERGENCY_CARD = "emergency_card", _("emergency card")
    FIRST_FIX_CARD = "first_fix_card", _("first-fix card")
    NOTE_FEATURE = "note_feature", _("banknote features")
    ORDER_CARD = "order_card", _("card for order in the hall")
    ETIQUETTE = "etiquette", _("etiquette")
    GREETING = "greeting", _("greeting card")
    GUIDE = "guide", _("guide")
    SCRIPT = "script", _("script")
    COMPLAINT_SCRIPT = "complaint_script", _("complaint script")
    LIGHT = "light", _("light opener")
    OPEN_QUESTION = "open_question", _("open question")
    CLOSED_QUESTION = "closed_question", _("closed question")
    ONE_LINER = "one_liner", _("one-liner")
    REFUSAL = "refusal", _("gentle refusal")
    SCENARIO = "scenario", _("scenario script")
    PRODUCT_SCRIPT = "product_script", _("product script")
    REJECTED_EXAMPLE = "rejected_example", _("rejected example")
    TIP_CARD = "tip_card", _("tip card")
    RISK_NOTICE = "risk_notice", _("risk notice")
    NOTICE = "notice", _("notice")
    MESSAGE_TEMPLATE = "message_template", _("message template")
    WALL_CONTENT = "wall_content", _("wall content")
    TRAINING_CARD = "training_card", _("training card")
    FAQ = "faq", _("common question")
    WAYFINDING = "wayfinding", _("way in the branch")


# For how many days an acknowledgement of a kind holds where the version says nothing: emergency plans, banknotes and
# training are renewed every year (S430, S176a, S174c); everything else is acknowledged once for each version.
USUAL_VALID_DAYS: dict[str, int] = {
    ContentKind.EMERGENCY_CARD: 365,
    ContentKind.NOTE_FEATURE: 365,
    ContentKind.TRAINING_CARD: 365,
}


class Standing(models.TextChoices):
    """How a person stands to a text that must be acknowledged; what hurts most comes first."""

    LAPSED = "lapsed", _("lapsed")
    OPEN = "open", pgettext_lazy("knowing", "open")
    SOON = "soon", _("lapses soon")
    VALID = "valid", _("valid")


class EtiquetteLink(models.TextChoices):
    """The six links of receiving a customer (S122)."""

    GREET = "greet", _("greet")
    CONSULT = "consult", _("ask what is needed")
    LEAD = "lead", _("lead the way")
    WAITING = "waiting", _("tell about the wait")
    HELP = "help", _("special help")
    FAREWELL = "farewell", _("say goodbye")


class ComplaintMoment(models.TextChoices):
    """When a script for complaints is said: the four steps of the first handling (S180c), and promising (S189c)."""

    LISTEN = "listen", pgettext_lazy("complaint moment", "listen")
    SORRY = "sorry", pgettext_lazy("complaint moment", "understand and say sorry")
    SOLVE = "solve", pgettext_lazy("complaint moment", "explain and solve")
    CONFIRM = "confirm", pgettext_lazy("complaint moment", "confirm")
    PROMISE = "promise", pgettext_lazy("complaint moment", "promise")


class ContentStatus(models.TextChoices):
    """States of a version of an item."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    EXPIRING = "expiring", _("expiring soon")
    EXPIRED = "expired", _("expired")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


C = ContentStatus
# Between draft and publication there is one version of an item at most; in force as well.
IN_THE_MAKING = (C.DRAFT, C.IN_REVIEW, C.APPROVED)
IN_FORCE = (C.PUBLISHED, C.EXPIRING)
APPROVED_ONCE = (C.APPROVED, C.PUBLISHED, C.EXPIRING, C.EXPIRED)
ENDED = (C.EXPIRED, C.REJECTED, C.WITHDRAWN)
# Verb → from which states → to which state. Anything else is refused with 409.
CONTENT_MOVES: dict[str, tuple[tuple[ContentStatus, ...], ContentStatus]] = {
    "edit": ((C.DRAFT,), C.DRAFT),
    "submit": ((C.DRAFT,), C.IN_REVIEW),
    "recall": ((C.IN_REVIEW,), C.DRAFT),
    "approve": ((C.IN_REVIEW,), C.APPROVED),
    "reject": ((C.IN_REVIEW,), C.REJECTED),
    "publish": ((C.APPROVED,), C.PUBLISHED),
    "warn": ((C.PUBLISHED,), C.EXPIRING),
    "expire": ((C.APPROVED, C.PUBLISHED, C.EXPIRING), C.EXPIRED),
    "supersede": ((C.PUBLISHED, C.EXPIRING), C.EXPIRED),
    "withdraw": ((*IN_THE_MAKING, *IN_FORCE), C.WITHDRAWN),
}
