"""The shipped checklists and writing one's own."""

import datetime as dt

import pytest

from lobby.floor.domain.checks import editing
from lobby.floor.domain.checks.shipped.installing import SHIPPED, install
from lobby.floor.errors.checks import CodeTaken, DraftEmpty, EffectiveInThePast, NoDraft
from lobby.floor.models import ChecklistItem, ChecklistTemplate, ChecklistVersion
from lobby.floor.selectors.checks import template_of, templates_of

HANZI = range(0x4E00, 0xA000)


def test_install_adds_what_is_missing_and_never_overwrites(branch, day, early):
    assert len(install(at=early, effective_from=day, codes=("opening",))) == 1
    ChecklistItem.objects.filter(code="1.1").update(text_en="Our own words")
    ChecklistTemplate.objects.update(is_active=False)

    new = install(at=early, effective_from=day)

    assert len(new) == len(SHIPPED) - 1
    assert install(at=early, effective_from=day) == []
    opening = ChecklistTemplate.objects.get(code="opening")
    assert not opening.is_active
    assert opening.versions.get().items.get(code="1.1").text_en == "Our own words"


def test_shipped_checklists_are_whole_in_both_languages(branch, day, early):
    install(at=early, effective_from=day)

    items = list(ChecklistItem.objects.all())
    assert len(items) > 90
    for item in items:
        assert any(ord(sign) in HANZI for sign in item.text_zh + item.group_zh)
        assert not any(ord(sign) in HANZI for sign in item.text_en + item.group_en)
    for version in ChecklistVersion.objects.all():
        version.full_clean(exclude=["made_by"])
    kinds = {version.template.kind for version in templates_of(branch, day)}
    assert kinds == {"opening", "teller_prep", "patrol", "closing", "safety", "facilities", "mystery", "self_check"}


def test_opening_holds_the_seven_device_and_service_checks(branch, day, early):
    install(at=early, effective_from=day)

    opening = template_of("opening", branch, day)
    assert opening is not None
    assert opening.items.filter(group_en="Seven device and service checks").count() == 7
    mystery = template_of("mystery", branch, day)
    assert mystery is not None
    assert mystery.items.values("group_en").distinct().count() == 6


def test_draft_is_published_for_a_day_and_counts_from_then(version, branch, day, early, head):
    draft = editing.begin_draft(version.template, branch, by=head.actor, at=early)
    assert editing.begin_draft(version.template, branch, by=head.actor, at=early) == draft
    assert draft.items.count() == 2
    item = draft.items.first()
    editing.save_item(draft, branch, {"code": "1.1", "text_en": "Other"}, by=head.actor, at=early, item=item)
    editing.move_item(item, branch, by=head.actor, at=early, is_up=False)
    begins = day + dt.timedelta(days=1)

    editing.publish(draft, branch, by=head.actor, at=early, effective_from=begins)

    assert [one.code for one in draft.items.all()] == ["1.2", "1.1"]
    assert template_of("opening", branch, day) == version
    assert template_of("opening", branch, begins) == draft


def test_published_version_does_not_change(version, branch, day, early, head):
    item = version.items.first()
    for act in (
        lambda: editing.save_item(version, branch, {"code": "9"}, by=head.actor, at=early),
        lambda: editing.drop_item(item, branch, by=head.actor, at=early),
        lambda: editing.move_item(item, branch, by=head.actor, at=early, is_up=True),
        lambda: editing.change_version(version, branch, {"needs_two": True}, by=head.actor, at=early),
        lambda: editing.publish(version, branch, by=head.actor, at=early, effective_from=day),
        lambda: editing.discard(version, branch, by=head.actor, at=early),
    ):
        with pytest.raises(NoDraft):
            act()


def test_draft_without_items_or_in_the_past_is_not_published(branch, day, early, head):
    draft = editing.add_template(
        branch, by=head.actor, at=early, code="own", kind="closing", name_zh="自查", name_en="Own"
    )

    with pytest.raises(DraftEmpty):
        editing.publish(draft, branch, by=head.actor, at=early, effective_from=day)
    with pytest.raises(EffectiveInThePast):
        editing.publish(draft, branch, by=head.actor, at=early, effective_from=day - dt.timedelta(days=1))
    with pytest.raises(CodeTaken):
        editing.add_template(branch, by=head.actor, at=early, code="own", kind="closing", name_zh="自", name_en="O")
    editing.discard(draft, branch, by=head.actor, at=early)
    assert not ChecklistVersion.objects.exists()


def test_item_codes_differ(version, branch, early, head):
    draft = editing.begin_draft(version.template, branch, by=head.actor, at=early)

    with pytest.raises(CodeTaken):
        editing.save_item(draft, branch, {"code": "1.1"}, by=head.actor, at=early)


def test_own_copy_replaces_the_banks_at_this_branch_only(version, branch, other_branch, day, early, head):
    own = editing.take_over(version.template, branch, by=head.actor, at=early)
    assert templates_of(branch, day) == [version]

    editing.publish(own, branch, by=head.actor, at=early, effective_from=day)

    assert templates_of(branch, day) == [own]
    assert templates_of(other_branch, day) == [version]
    with pytest.raises(CodeTaken):
        editing.take_over(version.template, branch, by=head.actor, at=early)


def test_switched_off_checklist_makes_no_runs(version, branch, day, early, head):
    editing.switch(version.template, branch, by=head.actor, at=early, is_active=False)

    assert templates_of(branch, day) == []
