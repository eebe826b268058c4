"""Signing a form on a screen: the drawing, a hash over form and drawing, the moment, the device and who signed."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json

from lobby.branches.actors import Actor
from lobby.customers.drawings import check_drawing
from lobby.live import journal
from queueing.domain.eforms import check_form_move, holder_of, locked_form, locked_holder, record_form
from queueing.enums.eforms import FormStatus, SignerRole
from queueing.errors.eforms import AlreadySigned
from queueing.events.eforms import FormSignedOnScreen
from queueing.models import FormInstance, Signature

LONGEST_DEVICE = 120


def sign(
    form: FormInstance,
    *,
    by: Actor,
    at: dt.datetime,
    image: bytes,
    device: str,
    role: SignerRole = SignerRole.CUSTOMER,
) -> Signature:
    """Keep a drawn signature under a complete form, which is frozen from now on.

    Raises BadSignature, FormEnded, CaseEnded, CaseExpired, FormOutdated, FormNotReady, AlreadySigned.
    """
    check_drawing(image)
    with journal.unit(by=by, at=at):
        locked_holder(holder_of(form), at=at)
        form = locked_form(form)
        if form.status == FormStatus.SIGNED:
            raise AlreadySigned
        check_form_move(form, "sign")
        form.status, form.signed_at = FormStatus.SIGNED, at
        form.save(update_fields=["status", "signed_at"])
        signature = Signature.objects.create(
            form=form,
            role=role,
            image=base64.b64encode(image).decode(),
            sha256=digest(form, image),
            device=device[:LONGEST_DEVICE],
            at=at,
        )
        record_form(form, FormSignedOnScreen, role=role.value)
    return signature


def digest(form: FormInstance, image: bytes) -> str:
    """SHA-256 in hex over the form as it was signed, as sorted JSON in UTF-8, and the bytes of the drawing."""
    signed = {
        "template": form.template.code,
        "template_version": form.template.version,
        "version": form.version,
        "values": form.values,
    }
    text = json.dumps(signed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode() + b"\n" + image).hexdigest()


def is_intact(signature: Signature) -> bool:
    """Whether form and drawing are still what was signed."""
    return digest(signature.form, base64.b64decode(signature.image)) == signature.sha256
