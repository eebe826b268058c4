"""Forms: filling, checking, marking, signing, freezing, and the versions after that."""

from __future__ import annotations

import base64

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from lobby.branches.actors import CUSTOMER
from lobby.customers.errors.drawings import BadSignature
from lobby.live.models import Entry
from queueing.domain.eforms import amend, fill, mark
from queueing.domain.signing import is_intact, sign
from queueing.domain.waiting import leave
from queueing.enums.eforms import FormSource, FormStatus, SignerRole
from queueing.errors.eforms import (
    AlreadySigned,
    FormEnded,
    FormInvalid,
    FormNotReady,
    FormOutdated,
    FormSigned,
    UnknownLine,
)
from queueing.models import FormInstance, Signature
from tests.queueing.prereview.conftest import TYPED
from tests.statements import statements_at_most


def write(template, holder, at, typed=TYPED, *, is_final=True):
    return fill(template, by=CUSTOMER, at=at, holder=holder, source=FormSource.PHONE, typed=typed, is_final=is_final)


def put_name(form, image, at):
    return sign(form, by=CUSTOMER, at=at, image=image, device="phone")


def test_what_was_typed_is_kept_unchanged_and_encrypted(template, ticket, at):
    form = write(template, ticket, at, {**TYPED, "name": " 王 小明  "})

    assert FormInstance.objects.get().values == {**TYPED, "name": "王 小明"}
    assert form.status == FormStatus.COMPLETE
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM queueing_forminstance")
        stored = cursor.fetchone()[0]
    assert "13800138000" not in stored
    assert "王" not in stored
    entry = Entry.objects.get(type="form.completed")
    assert entry.subject_id == ticket.pk
    assert set(entry.payload) == {"ticket", "number", "service", "form", "template", "version"}


def test_draft_may_have_gaps_and_adds_up(template, ticket, at):
    write(template, ticket, at, {"name": "王小明"}, is_final=False)

    form = write(template, ticket, at, {"purpose": "savings"}, is_final=False)

    assert form.values == {"name": "王小明", "purpose": "savings"}
    assert form.status == FormStatus.DRAFT
    assert FormInstance.objects.count() == 1


def test_final_form_names_every_line_that_is_missing_or_wrong(template, ticket, at):
    typed = {"name": "", "id_number": "110105194912310021", "mobile": "call me", "amount": "0", "purpose": "fun"}

    with translation.override("en"), pytest.raises(FormInvalid) as refusal:
        write(template, ticket, at, typed)

    assert refusal.value.problems == {
        "name": "Please fill this in.",
        "id_number": "This identity number has a typing error: please compare it.",
        "mobile": "Please give a phone number in digits.",
        "amount": "Please give an amount in digits, such as 50000 or 120.50.",
        "purpose": "Please choose one of the answers.",
    }
    with translation.override("en"):
        assert refusal.value.detail == "Please look at: Name · Identity number · Mobile phone · Amount · Purpose."
    assert not FormInstance.objects.exists()


def test_line_that_the_form_does_not_have_is_refused(template, ticket, at):
    with pytest.raises(UnknownLine):
        write(template, ticket, at, {"pin": "123456"})


def test_form_of_an_ended_ticket_is_closed(template, ticket, at):
    leave(ticket, by=CUSTOMER, at=at)

    with pytest.raises(FormEnded):
        write(template, ticket, at)


def test_signature_freezes_the_form(template, ticket, filled, png, at):
    image = png()

    signature = put_name(filled, image, at)

    form = FormInstance.objects.get()
    assert (form.status, form.signed_at) == (FormStatus.SIGNED, at)
    assert (signature.role, signature.device, signature.at) == (SignerRole.CUSTOMER, "phone", at)
    assert base64.b64decode(Signature.objects.get().image) == image
    assert is_intact(Signature.objects.select_related("form__template").get())
    with pytest.raises(FormSigned):
        write(template, ticket, at)
    with pytest.raises(AlreadySigned):
        put_name(filled, image, at)


@pytest.mark.parametrize("changes", [{"content": "{}"}, {"status": "draft", "signed_at": None}, {"version": 9}])
def test_database_keeps_a_signed_form(filled, png, at, changes):
    put_name(filled, png(), at)

    with pytest.raises(IntegrityError), transaction.atomic():
        FormInstance.objects.filter(pk=filled.pk).update(**changes)


def test_database_keeps_a_signature(filled, png, at):
    put_name(filled, png(), at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.update(sha256="0" * 64)


def test_hash_tells_a_changed_form(filled, png, at):
    signature = put_name(filled, png(), at)
    assert is_intact(signature)

    signature.form.content = signature.form.content.replace("50000.50", "90000.50")

    assert not is_intact(signature)


def test_change_of_a_signed_form_is_a_new_version(template, ticket, filled, png, at):
    put_name(filled, png(), at)

    newer = amend(filled, by=CUSTOMER, at=at, source=FormSource.PHONE)

    assert (newer.version, newer.supersedes_id, newer.status) == (2, filled.pk, FormStatus.DRAFT)
    assert newer.values == TYPED
    write(template, ticket, at, {"amount": "1"})
    old, new = FormInstance.objects.order_by("version")
    assert (old.values["amount"], old.status, old.is_current) == ("50000.50", FormStatus.SIGNED, False)
    assert (new.values["amount"], new.status) == ("1", FormStatus.COMPLETE)
    with pytest.raises(FormOutdated):
        amend(filled, by=CUSTOMER, at=at, source=FormSource.PHONE)


def test_only_a_signed_form_is_amended_and_only_a_complete_one_signed(template, ticket, png, at):
    draft = write(template, ticket, at, {"name": "王小明"}, is_final=False)

    with pytest.raises(FormNotReady):
        amend(draft, by=CUSTOMER, at=at, source=FormSource.PHONE)
    with pytest.raises(FormNotReady):
        put_name(draft, png(), at)


def test_marked_line_has_to_change_before_the_form_is_complete_again(template, ticket, filled, teller, at):
    form = mark(filled, by=teller.actor, at=at, lines=["amount"])
    assert (form.status, form.marked) == (FormStatus.DRAFT, ["amount"])

    with pytest.raises(FormInvalid) as refusal:
        write(template, ticket, at)
    assert set(refusal.value.problems) == {"amount"}

    form = write(template, ticket, at, {"amount": "600"})
    assert (form.status, form.marked) == (FormStatus.COMPLETE, [])


def test_marks_of_a_signed_form_go_on_to_its_next_version(filled, png, teller, at):
    put_name(filled, png(), at)
    form = mark(filled, by=teller.actor, at=at, lines=["name"])
    assert (form.status, form.marked) == (FormStatus.SIGNED, ["name"])
    assert not form.is_finished

    assert amend(form, by=CUSTOMER, at=at, source=FormSource.PHONE).marked == ["name"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda image: b"GIF89a" + image, "not a PNG"),
        (lambda image: image[:-20], "damaged"),
        (lambda image: image + b"<script>", "damaged"),
        (lambda image: image[:40] + b"\x00" + image[41:], "damaged"),
        (lambda image: image + b"\x00" * 70_000, "too large"),
    ],
)
def test_upload_is_looked_at_by_its_content(filled, png, at, spoil, words):
    with translation.override("en"), pytest.raises(BadSignature, match=words):
        put_name(filled, spoil(png()), at)


def test_empty_or_huge_drawing_is_no_signature(filled, png, at):
    for image in (png(blank=True), png(3_000, 10)):
        with pytest.raises(BadSignature):
            put_name(filled, image, at)
    assert FormInstance.objects.get().status == FormStatus.COMPLETE


def test_verbs_take_few_statements(template, ticket, png, teller, at):
    # The last one of completing and signing ends a call for help.
    with statements_at_most(5):
        form = write(template, ticket, at)
    with statements_at_most(3):
        mark(form, by=teller.actor, at=at, lines=["amount"])
    form = write(template, ticket, at, {"amount": "5"})
    with statements_at_most(6):
        put_name(form, png(), at)
    with statements_at_most(5):
        amend(form, by=CUSTOMER, at=at, source=FormSource.PHONE)
