"""What only the customer does, on the machine: understanding, signing, rating (N11)."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json

from devices.domain.vtm.moving import check_customer, check_move, check_note, locked, move, note
from devices.enums.vtm import BEST_RATING
from devices.errors.vtm import BadRating, NotDisclosed
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM, Actor
from lobby.customers.drawings import check_drawing
from lobby.live import journal


def understand(session: VtmSession, *, by: Actor, at: dt.datetime) -> VtmSession:
    """The customer has understood what was read out. Raises CustomerActs, IllegalVtmMove, NotDisclosed (nothing was read)."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_note(session, "understand")
        if session.risk_read_at is None:
            raise NotDisclosed
        session.understood_at = at
        return note(session, "understand", "understood_at")


def sign(session: VtmSession, *, by: Actor, at: dt.datetime, image: bytes) -> VtmSession:
    """Keep the drawn signature and a hash over it and what it stands under. Raises CustomerActs, IllegalVtmMove, BadSignature."""
    check_drawing(image)
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_move(session, "sign")
        return move(
            session,
            "sign",
            by=by,
            at=at,
            signature=base64.b64encode(image).decode(),
            signature_sha256=digest(session, image),
            signed_at=at,
        )


def digest(session: VtmSession, image: bytes) -> str:
    """SHA-256 in hex over what was signed, as sorted JSON in UTF-8, and the bytes of the drawing."""
    signed = {
        "session": session.pk,
        "service": session.service.code,
        "amount": session.amount,
        "is_high_risk": session.is_high_risk,
        "risk_version": session.risk_version_id,
        "typed": session.entries,
    }
    text = json.dumps(signed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode() + b"\n" + image).hexdigest()


def is_intact(session: VtmSession) -> bool:
    """Whether session and drawing are still what was signed; a wiped session cannot be compared any more."""
    drawn = base64.b64decode(session.signature)
    return bool(drawn) and digest(session, drawn) == session.signature_sha256


def rate(session: VtmSession, *, by: Actor, at: dt.datetime, rating: int | None) -> VtmSession:
    """From 1 to 5, or None to skip it. Raises CustomerActs, IllegalVtmMove, BadRating."""
    if rating is not None and not 1 <= rating <= BEST_RATING:
        raise BadRating
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_customer(session, by)
        return move(session, "complete", by=by, at=at, rating=rating)


def close_unrated(session: VtmSession, *, at: dt.datetime) -> VtmSession:
    """The customer went without rating, or the machine failed then: the business is done. Raises IllegalVtmMove."""
    with journal.unit(by=SYSTEM, at=at):
        return move(locked(session, with_subject=True), "complete", by=SYSTEM, at=at)
