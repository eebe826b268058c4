"""KS-5: answers found as people ask, the place marked, what is not known kept without a word of who asked, help."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from devices.domain import concierge as verbs
from devices.enums.concierge import QUESTION_MOVES, QuestionStatus
from devices.errors.concierge import IllegalQuestionMove, TooManyQuestions
from devices.models import UnansweredQuestion
from devices.selectors.concierge import found
from lobby.branches import keys
from lobby.branches.api.throttles import Limiter
from lobby.branches.enums import DeviceKind, ZoneKind
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.domain.library.installing import install
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.models import HelpRequest, LibraryVersion
from lobby.floor.models.library import LibraryItem
from lobby.live.models import Entry
from tests import factories

WORDING = Wording(title_zh="能停车吗", title_en="Can I park", body_zh="门前有车位。", body_en="In front of the door.")
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def machine(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> Device:
    """A concierge, with a fresh limit."""
    monkeypatch.setattr(verbs, "limiter", Limiter("10/min"))
    return factories.make_device(branch, "HELLO1", DeviceKind.CONCIERGE)


@pytest.fixture
def library(branch: Branch) -> None:
    """What the product ships with."""
    install(branch, at=timezone.now() - dt.timedelta(minutes=1), kinds=[ContentKind.FAQ, ContentKind.WAYFINDING])


@pytest.fixture
def paired(client, machine):
    """The browser of the concierge."""
    secret = keys.create_key(machine, at=timezone.now())[1]
    client.get(reverse("devices:concierge", args=[machine.code]), {"key": secret})
    return client


def page(name, *args):
    return reverse(f"devices:{name}", args=args)


def ask(client, machine, text, language="zh-hans"):
    return client.post(page("concierge-ask", machine.code) + f"?lang={language}", {"q": text}, **JSON)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("挂失", "faq-lost-card"),
        ("请问银行卡丢了怎么办呢", "faq-lost-card"),
        ("how do i report a stolen card", "faq-lost-card"),
        ("厕所", None),
        ("哪里可以取大额现金", "faq-large-cash"),
        ("ATM", "way-self-service"),
        ("where is the waiting area", "way-waiting"),
        ("do you sell stamps", None),
        ("%", None),
    ],
)
def test_answers_are_found_as_people_ask(branch, library, question, code):
    answers = found(branch, question, timezone.now())

    assert (answers[0].item.code if answers else None) == code


def test_only_what_is_in_force_is_told(branch, library):
    LibraryVersion.objects.filter(item__code="faq-lost-card").update(expires_at=timezone.now() - dt.timedelta(days=1))

    assert all(one.item.code != "faq-lost-card" for one in found(branch, "挂失", timezone.now()))


def test_the_way_marks_the_place(branch, library, machine, paired):
    factories.make_zone(branch, "w", ZoneKind.WEALTH, x=72, y=2, width=26, height=44)
    version = LibraryVersion.objects.get(item__code="way-wealth")

    answer = paired.get(page("concierge-answer", machine.code, version.pk)).content.decode()

    assert answer.count("is-place") == 1


def test_the_page_costs_the_same_whatever_the_library_holds(
    branch, machine, paired, django_assert_max_num_queries, library
):
    with django_assert_max_num_queries(6):
        answer = paired.get(page("concierge", machine.code))

    assert answer.content.decode().count('concierge-tile"') >= 16


def test_an_unknown_question_is_kept_once_and_counted(branch, library, machine, paired):
    first = ask(paired, machine, "厕所在哪里")
    ask(paired, machine, " 厕所在哪里 ")

    kept = UnansweredQuestion.objects.get()
    assert (kept.text, kept.count, kept.language, kept.status) == ("厕所在哪里", 2, "zh-hans", "open")
    shown = paired.get(first.json()["redirect"]).content.decode()
    assert "concierge-none" in shown
    told = Entry.objects.filter(type="concierge.question_unanswered")
    assert [sorted(entry.payload) for entry in told] == [["language", "question"]]


def test_a_known_question_is_not_kept(branch, library, machine, paired):
    ask(paired, machine, "lost card", "en")

    assert not UnansweredQuestion.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "我的卡号6222020200001234567在哪用",
        "call me at 138 0013 8000 about stamps",
        "a@b.cn stamps",
        "我叫王小明怎么停车",
        "my name is Wang, parking",
        "那个肥胖的人是谁",
        "？？",
        "7",
    ],
)
def test_nothing_about_a_person_is_kept(machine, text):
    assert verbs.note(machine, text, by=machine.actor, at=timezone.now(), language="zh-hans") is None
    assert not UnansweredQuestion.objects.exists()


def test_nobody_fills_the_list(machine, monkeypatch):
    at = timezone.now()
    for n in range(10):
        verbs.note(machine, f"stamps number {chr(97 + n)}", by=machine.actor, at=at, language="en")
    with pytest.raises(TooManyQuestions):
        verbs.note(machine, "stamps number z", by=machine.actor, at=at, language="en")
    assert UnansweredQuestion.objects.count() == 10

    monkeypatch.setattr(verbs, "limiter", Limiter("10/min"))
    monkeypatch.setattr(verbs, "MOST_OPEN", 10)

    assert verbs.note(machine, "one more", by=machine.actor, at=at, language="en") is None
    assert verbs.note(machine, "stamps number a", by=machine.actor, at=at, language="en").count == 2


def test_a_question_is_answered_by_a_draft_that_somebody_else_approves(machine, manager, at):
    question = verbs.note(machine, "停车", by=machine.actor, at=at, language="zh-hans")

    version = verbs.answer(question, by=manager, at=at, wording=WORDING)

    question.refresh_from_db()
    assert (question.status, question.item, version.status) == ("answered", version.item, ContentStatus.DRAFT)
    assert version.item.tags == ["停车"]
    assert not found(machine.branch, "停车", at)


@pytest.mark.parametrize("status", QuestionStatus)
@pytest.mark.parametrize("verb", QUESTION_MOVES)
def test_every_move_of_a_question(machine, manager, at, status, verb):
    question = verbs.note(machine, "停车", by=machine.actor, at=at, language="zh-hans")
    if status == "answered":
        verbs.answer(question, by=manager, at=at, wording=WORDING)
    elif status == "dismissed":
        verbs.dismiss(question, by=manager, at=at, reason="no")

    def act():
        if verb == "answer":
            return verbs.answer(question, by=manager, at=at, wording=WORDING)
        return verbs.dismiss(question, by=manager, at=at, reason="no")

    items = LibraryItem.objects.count()
    if status in QUESTION_MOVES[verb][0]:
        act()
        question.refresh_from_db()
        assert question.status == QUESTION_MOVES[verb][1]
    else:
        with pytest.raises(IllegalQuestionMove):
            act()
        assert LibraryItem.objects.count() == items


def test_help_is_called_once_and_shown(branch, machine, paired):
    for _ in range(2):
        paired.post(page("concierge-help", machine.code), **JSON)

    assert HelpRequest.objects.get().source == "device"
    assert "concierge-help mark" in paired.get(page("concierge", machine.code)).content.decode()


def test_strangers_and_other_machines_find_no_concierge(client, machine, kiosk, stranger_head):
    assert client.get(page("concierge", machine.code)).status_code == 404
    secret = keys.create_key(kiosk, at=timezone.now())[1]
    client.get(reverse("queueing:kiosk", args=[kiosk.code]), {"key": secret})
    assert client.get(page("concierge", machine.code)).status_code == 404
    client.force_login(stranger_head)
    assert client.get(page("concierge", machine.code)).status_code == 404


@pytest.mark.parametrize("name", ["concierge-ask", "concierge-help"])
def test_no_staff_login_asks_in_a_customers_name(paired, machine, manager, name):
    root = Staff.objects.create_superuser("root", password="x")
    for staff in (manager, root):
        key = {"HTTP_AUTHORIZATION": f"Key {keys.create_key(staff, at=timezone.now())[1]}"}
        alone = Client()
        for client in (alone, paired):
            client.force_login(staff)
        answers = [client.post(page(name, machine.code), {"q": "stamps"}, **JSON) for client in (alone, paired)]
        answers.append(Client().post(page(name, machine.code), {"q": "stamps"}, **JSON, **key))
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "customer_operates")] * 3
    assert not UnansweredQuestion.objects.exists()
    assert not HelpRequest.objects.exists()


@pytest.fixture
def stranger_head(other_branch):
    """The head of another branch."""
    return factories.make_staff("zhao", other_branch, "head")


def test_who_writes_the_library_sees_the_questions(client, branch, machine, manager, teller, stranger_head, at):
    question = verbs.note(machine, "停车", by=machine.actor, at=timezone.now(), language="zh-hans")
    client.force_login(manager)
    assert "停车" in client.get(page("questions", branch.code)).content.decode()
    assert client.get(page("question", question.pk)).status_code == 200
    filled = {"title_zh": "停车", "title_en": "Parking", "body_zh": "有。", "body_en": "Yes."}
    answer = client.post(page("question-answer", question.pk), filled, **JSON)
    assert client.get(answer.json()["redirect"]).status_code == 200
    again = client.post(page("question-dismiss", question.pk), {"reason": "x"}, **JSON)
    assert (again.status_code, again.json()["code"]) == (409, "illegal_question_move")
    assert client.get(page("questions", branch.code)).status_code == 200

    client.force_login(teller)
    assert client.get(page("questions", branch.code)).status_code == 403
    client.force_login(stranger_head)
    assert client.get(page("questions", branch.code)).status_code == 404
    assert client.post(page("question-dismiss", question.pk), {"reason": "x"}, **JSON).status_code == 404


def test_no_page_of_the_concierge_looks_or_listens(branch, machine, paired):
    text = paired.get(page("concierge", machine.code)).content.decode()

    assert "getUserMedia" not in text
    assert "<video" not in text
    assert 'type="file"' not in text
