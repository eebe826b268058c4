"""Refusals of products and qualifications."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class ProductCodeTaken(Conflict):
    """A code names one product of the bank."""

    code = "product_code_taken"
    message = _("There is a product {product} already.")


class IllegalProductMove(Conflict):
    """The product's state does not allow the verb."""

    code = "illegal_product_move"
    message = _("This product is {status}: this is not possible now.")


class NotReadyToOffer(Conflict):
    """What has to be known before a product of this family is offered."""

    code = "not_ready_to_offer"
    message = _("This product cannot be offered yet. Missing: {missing}.")


class ProductUnfit(Invalid):
    """Values that contradict each other."""

    code = "product_unfit"
    message = _("This is not valid: {reason}")


class QualifiesSelf(Forbidden):
    """Nobody enters or ends a qualification of their own."""

    code = "qualifies_self"
    message = _("Nobody enters or ends a qualification of their own. Please ask a colleague.")


class QualifiedAlready(Conflict):
    """The same qualification from the same day."""

    code = "qualified_already"
    message = _("{name} has this qualification from this day already.")


class QualificationOver(Conflict):
    """What has run out, or would end before it begins, is not ended again."""

    code = "qualification_over"
    message = _("This qualification has ended already, or begins later than that.")
