"""The check in the library: what cannot be handed in or approved, what proof lifts, and what each kind is made of."""

import datetime as dt

import pytest

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.errors.library import ExtraInvalid, TextRefused
from lobby.floor.models import Attachment
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.floor.selectors.library import in_force
from marketing.domain.scripts.installing import install
from marketing.domain.scripts.shipped import SCRIPTS_SHIPPED
from marketing.enums.prompts import ScenarioCode
from tests.factories import make_staff
from tests.marketing.factories import make_product
from tests.marketing.language.test_guards import OWN_WORDS

K = ContentKind
DAY = dt.timedelta(days=1)
CLAIM = "利率比市场平均水平低15%"


@pytest.fixture
def reviewer(branch):
    return make_staff("zhu", branch, RoleCode.COMPL)


@pytest.fixture
def draft(branch, manager, at):
    """Write a draft of a kind."""

    def write(body_zh="您好", *, kind=K.SCRIPT, body_en="Good day", **extra):
        words = Wording(title_zh="话术", title_en="Script", body_zh=body_zh, body_en=body_en, extra=extra)
        return writing.begin(branch, by=manager, at=at, kind=kind, wording=words)

    return write


def test_the_documents_sentences_are_neither_handed_in_nor_approved(draft, manager, reviewer, at):
    for sentence in OWN_WORDS.values():
        version = draft(sentence)
        with pytest.raises(TextRefused):
            writing.submit(version, by=manager, at=at)
        # Handed in before the check knew the words: it still cannot be approved.
        LibraryVersion.objects.filter(pk=version.pk).update(status=ContentStatus.IN_REVIEW)
        with pytest.raises(TextRefused):
            reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=at + DAY)
    assert not LibraryVersion.objects.exclude(approval_number="").exists()


def test_every_part_and_both_languages_are_read(draft, manager, at):
    for fields in (
        {"body_en": "Last chance, today only"},
        {"body_zh": "您好", "proven_until": "", "body_en": "no risk"},
    ):
        with pytest.raises(TextRefused):
            writing.submit(draft(**fields), by=manager, at=at)
    light = {"follow_up_zh": "稳赚不赔，要吗", "follow_up_en": "Shall I?", "stop_zh": "摇头", "stop_en": "A no"}
    with pytest.raises(TextRefused, match="稳赚"):
        writing.submit(draft(kind=K.LIGHT, **light), by=manager, at=at)
    assert writing.submit(draft("保本是什么意思", kind=K.GUIDE), by=manager, at=at).status == ContentStatus.IN_REVIEW


def test_papers_lift_a_claim_while_they_prove_it_and_nothing_else(draft, branch, manager, reviewer, at):
    until = (at + 30 * DAY).date()
    bare, proven, promise = (draft(text, proven_until=until.isoformat()) for text in (CLAIM, CLAIM, "保本保收益"))
    for version in (proven, promise):
        Attachment.objects.create(
            branch=branch, subject_type="library-version", subject_id=version.pk, media_type="application/pdf",
            stored=f"proof-{version.pk}", name="proof.pdf", bytes=1, sha256="0", uploaded_by=manager, uploaded_at=at,
        )  # fmt: skip

    for version in (bare, promise):
        with pytest.raises(TextRefused):
            writing.submit(version, by=manager, at=at)
    writing.submit(proven, by=manager, at=at)
    with pytest.raises(TextRefused):
        reviewing.approve(proven, by=reviewer, at=at, number="C-1", expires_at=at + 60 * DAY)
    approved = reviewing.approve(proven, by=reviewer, at=at, number="C-1", expires_at=at + 20 * DAY)
    assert approved.status == ContentStatus.APPROVED


def test_private_products_enter_no_content(draft, manager, at):
    make_product("PE900", is_private=True, name_zh="臻选私募九号", name_en="Select private nine")
    wall = {"category": "product", "seconds": 10, "proven_until": ""}
    for kind, body, extra in ((K.WALL_CONTENT, "臻选私募九号欢迎了解", wall), (K.SCRIPT, "请看 pe900", {})):
        with pytest.raises(TextRefused):
            writing.submit(draft(body, kind=kind, **extra), by=manager, at=at)
    with pytest.raises(ExtraInvalid):
        draft(kind=K.ONE_LINER, product="PE900")


def test_kinds_ask_for_their_parts(draft, manager, at):
    refusal = {f"{part}_{language}": "好" for part in ("sorry", "explain", "alternative") for language in ("zh", "en")}
    for missing in refusal:
        with pytest.raises(ExtraInvalid):
            draft(kind=K.REFUSAL, **(refusal | {missing: " "}))
    assert draft(kind=K.REFUSAL, **refusal).extra["alternative_en"] == "好"
    make_product("W1")
    parts = {
        f"{part}_{language}": "好" for part in ("benefit", "feature", "proof", "risk") for language in ("zh", "en")
    }
    whole = parts | {"product": "W1", "audience": "deposit"}
    assert draft(kind=K.PRODUCT_SCRIPT, **whole).extra["risk_zh"] == "好"
    for missing in whole:
        with pytest.raises(ExtraInvalid):
            draft(kind=K.PRODUCT_SCRIPT, **(whole | {missing: ""}))
    with pytest.raises(ExtraInvalid):
        draft(kind=K.SCRIPT, proven_until="soon")
    with pytest.raises(TextRefused):
        writing.submit(draft("一句。两句。", kind=K.ONE_LINER), by=manager, at=at)


def test_what_ships_passes_its_own_check_and_the_examples_do_not(branch, other_branch, at, django_assert_num_queries):
    assert install(branch, at=at) == len(SCRIPTS_SHIPPED)
    with django_assert_num_queries(3):
        assert install(other_branch, at=at) == 0

    scenes = in_force(K.SCENARIO, other_branch, at)
    assert sorted(one.extra["scenario"] for one in scenes) == sorted(ScenarioCode.values)
    examples = in_force(K.REJECTED_EXAMPLE, branch, at)
    assert {one.extra["guard"] for one in examples} == set(OWN_WORDS)
    assert all(one.extra["why_zh"] and one.extra["instead_en"] for one in examples)
    assert LibraryItem.objects.filter(code__startswith="never-").count() == len(examples)
