"""Calls: write a return call down, close a complaint."""

from __future__ import annotations

from complaints.api.cases.calls import ComplaintVerb
from complaints.api.follow import bodies
from complaints.domain import follow


class CallBack(ComplaintVerb):
    """A return call by somebody who neither handled nor decided the complaint; so many tries as the terms say."""

    operation, verb, body = "complaint-callback", follow.call_back, bodies.CallbackBody


class Close(ComplaintVerb):
    """Close it after an answered return call or all tries; 409 `callback_missing` without."""

    operation, verb, body = "complaint-close", follow.close, bodies.CloseBody
