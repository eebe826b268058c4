"""Finding: Chinese, English, pinyin, initials; what is in force only; signs mean themselves; constant cost."""

import time

import pytest
from django.db import connection

from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.floor.selectors.library import Wish, in_force, search
from tests.floor.library.conftest import words


@pytest.fixture
def find(branch, at):
    """Titles found, in order."""

    def look(q="", **wish):
        return [one.title_en for one in search(in_force(None, branch, at), Wish(q=q, **wish))]

    return look


@pytest.fixture
def shelf(make):
    """Four cards."""
    make(wording=words(title_zh="银行卡挂失", title_en="Lost card", body_zh="先冻结。", body_en="Block first."))
    make(
        wording=words(title_zh="曾女士的单据", title_en="Receipts", body_zh="挂失也在这里。", body_en="See lost card.")
    )
    make(wording=words(title_zh="残损币兑换100%", title_en="Full value 100%", body_zh="全额", body_en="a_b c\\d"))
    make(wording=words(title_zh="重庆长沙", title_en="Cities", body_zh="城", body_en="x"), tags=["会议室"])


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("挂失", ["Lost card", "Receipts"]),
        ("LOST", ["Lost card", "Receipts"]),
        ("lost card", ["Lost card", "Receipts"]),
        ("ＬＯＳＴ", ["Lost card", "Receipts"]),
        ("yinhangka", ["Lost card"]),
        ("guashi", ["Lost card", "Receipts"]),
        ("yhkgs", ["Lost card"]),
        ("zengnvshi", ["Receipts"]),
        ("danju", ["Receipts"]),
        ("zns", ["Receipts"]),
        ("cengnvshi", ["Receipts"]),
        ("znsdsj", []),
        ("chongqingchangsha", ["Cities"]),
        ("cqcs", ["Cities"]),
        ("huiyishi", ["Cities"]),
        ("挂失 冻结", ["Lost card"]),
        ("%", ["Full value 100%"]),
        ("_", ["Full value 100%"]),
        ("\\", ["Full value 100%"]),
        ("'; DROP TABLE", []),
        ("nothing", []),
    ],
)
def test_what_is_found(shelf, find, q, titles):
    assert sorted(find(q)) == sorted(titles)
    assert find(q)[: len(titles) and 1] == titles[:1]


def test_titles_come_before_texts(shelf, find):
    assert find("挂失") == ["Lost card", "Receipts"]


def test_filters(make, find):
    make(wording=words(title_en="Any"))
    make(wording=words(title_en="Cash"), service="cash")
    make(wording=words(title_en="Card"), service="card", roles=["TELLER"])
    make(wording=words(title_en="Tip"), kind=ContentKind.TIP_CARD)

    assert set(find(kind="guide")) == {"Any", "Cash", "Card"}
    assert set(find(service="cash")) == {"Any", "Cash", "Tip"}
    assert set(find(role="LM")) == {"Any", "Cash", "Tip"}


@pytest.mark.parametrize(
    "status", [one for one in ContentStatus.values if one not in ("published", "expiring", "expired")]
)
def test_only_what_is_in_force_is_found(make, find, status):
    make(status)

    assert find("挂失") == []


def test_another_branchs_cards_are_not_found(make, find, other_branch):
    make(home=other_branch)

    assert find("挂失") == []


def test_five_thousand_cards_are_searched_in_a_moment(branch, at, django_assert_num_queries):
    fill(branch, at, 5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE floor_libraryversion; ANALYZE floor_libraryitem")
    for q in ("挂", "guashi", "卡4321", "zzz", "nobody at all"):
        began = time.perf_counter()
        with django_assert_num_queries(1):
            list(search(in_force(None, branch, at), Wish(q=q))[:40])
        print(f"{q}: {(time.perf_counter() - began) * 1000:.0f} ms")  # noqa: T201


def fill(branch, at, count):
    """Many published cards with bodies of a real length, without the verbs."""
    items = LibraryItem.objects.bulk_create(
        LibraryItem(code=f"c{n}", kind="guide", branch=branch, home=branch, created_at=at) for n in range(count)
    )
    body = "请客户先填单，再核对证件，由客户本人输入密码。" * 20
    LibraryVersion.objects.bulk_create(
        LibraryVersion(
            item=item, number=1, status="published", title_zh=f"卡{n}挂失", title_en=f"Card {n}", created_at=at,
            search_title=f"卡{n}挂失 guashi gs card {n}", search_text=f"卡{n}挂失 guashi gs card {n}\n{body}" + "qingkehu" * 80,
            approval_number="C-1", published_at=at, expires_at=at.replace(year=2027),
        )
        for n, item in enumerate(items)
    )  # fmt: skip
