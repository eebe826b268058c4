"""The pages: one's own list, the questions, who knows it, competence. Who gets them, what they show, what they cost."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lobby.branches.enums import RoleCode
from lobby.floor.domain import competence as domain
from lobby.floor.domain import lapses
from lobby.floor.domain.library import writing
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.competence import Quality
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import Reminder
from lobby.floor.models.competence import CompetenceRating
from lobby.floor.models.library import NoticeAck, QuizAttempt
from tests.factories import make_staff
from tests.floor.know_how.conftest import HALF, RIGHT, asking
from tests.floor.library.conftest import DAY, bring, words

MINE, PEOPLE, MATRIX = "/know-how/7001/", "/know-how/7001/people/", "/know-how/7001/competence/"
JSON = {"headers": {"accept": "application/json"}}
SEEN = "Explained the limits for foreign currency without a mistake."


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def page(client):
    """The text of a page as a person sees it in English."""

    def get(person, path):
        client.force_login(person)
        client.cookies["django_language"] = "en"
        return client.get(path).content.decode()

    return get


@pytest.fixture
def rated(branch, teller, head, at):
    """The teller has a gap in knowledge."""
    fields = {"quality": Quality.KNOWLEDGE, "rating": 2, "evidence": SEEN, "rated_on": dt.date(2026, 3, 10)}
    return domain.rate(teller, by=head, branch=branch, at=at, **fields)


def quiz_of(version):
    return f"/library/7001/items/{version.item_id}/quiz/"


def hand_in(client, version, answers, **fields):
    given = {f"question_{place}": answer for place, answer in enumerate(answers)}
    return client.post(f"{quiz_of(version)}answer/", {"number": version.number, **given, **fields})


def test_from_open_to_known(plan, page, client, teller):
    assert quiz_of(plan) in page(teller, MINE)
    assert quiz_of(plan) in page(teller, f"/library/7001/items/{plan.item_id}/")
    html = page(teller, quiz_of(plan))
    assert "Which number" in html
    assert html.count('type="radio"') == 5
    assert "checked" not in html

    answer = hand_in(client, plan, RIGHT)

    result = page(teller, answer["Location"])
    assert "2 of 2 right, 80 % needed" in result
    assert "It holds for 365 days" in result
    assert "What was wrong" not in result
    assert "until 2027-03-10" in page(teller, MINE)


def test_what_was_wrong_is_shown_with_its_source_not_the_right_option(plan, page, client, teller):
    client.force_login(teller)

    answer = hand_in(client, plan, [0, 0])

    html = page(teller, answer["Location"])
    assert "Not passed yet" in html
    assert "What comes first" in html
    assert "2. Call 110" in html
    assert "Call the police" not in html
    assert "Which number" not in html
    assert "open" in page(teller, MINE)


def test_nothing_on_the_page_of_questions_tells_what_is_right(plan, page, teller):
    html = page(teller, quiz_of(plan))

    assert "data-right" not in html
    assert html.index("Run") < html.index("Call the police")
    assert "@ 2" not in html


@pytest.mark.parametrize(
    "fields",
    [{}, {"question_0": 1}, {"question_0": 1, "question_1": 9}, {"question_0": "x", "question_1": 0}, {"number": "x"}],
)
def test_answers_that_make_no_sense_are_refused(plan, client, teller, fields):
    client.force_login(teller)

    assert client.post(f"{quiz_of(plan)}answer/", {"number": 1, **fields}, **JSON).status_code == 400
    assert not QuizAttempt.objects.exists()


def test_answers_to_a_version_that_was_replaced_are_refused(plan, client, teller, manager, reviewer, at):
    client.force_login(teller)
    newer = writing.revise(plan.item, by=manager, at=at, wording=asking())
    bring(newer, "published", by=manager, reviewer=reviewer, at=at)

    assert hand_in(client, plan, RIGHT).status_code == 409


def test_without_questions_there_is_no_quiz(make, client, teller):
    version = make(wording=words(must_acknowledge=True))
    client.force_login(teller)

    assert client.get(quiz_of(version)).status_code == 409
    assert hand_in(client, version, []).status_code == 409


def test_acknowledging_past_the_questions_is_refused(plan, client, teller):
    client.force_login(teller)

    assert client.post(f"/library/7001/items/{plan.item_id}/acknowledge/").status_code == 409
    assert not NoticeAck.objects.exists()


def test_answers_are_for_the_person_alone(plan, take, client, teller, head, stranger):
    attempt = take(plan, teller)

    for person in (head, stranger):
        client.force_login(person)
        assert client.get(f"/library/7001/answers/{attempt.pk}/").status_code == 404


def test_hostile_words_are_shown_as_words(make, page, client, teller):
    evil = "<script>alert(1)</script>"
    quiz = f"? {evil}\n+ {evil}a\n- {evil}b"
    version = make(kind=ContentKind.NOTICE, wording=asking(title_en=f"T{evil}", quiz_zh=quiz, quiz_en=quiz))

    client.force_login(teller)
    result = hand_in(client, version, [1])["Location"]
    for path in (MINE, quiz_of(version), result):
        assert evil not in page(teller, path)
        assert "&lt;script&gt;" in page(teller, path)


def test_the_head_sees_who_does_not_know_what(plan, make, take, page, teller, manager, head, at):
    make(kind=ContentKind.TRAINING_CARD, wording=asking(title_en="Safety"), roles=[RoleCode.LM], days=900)
    take(plan, teller)

    html = page(head, PEOPLE)
    assert "2 open" in html
    assert "1 of 2 know it" in html
    assert "Safety" in html

    with time_machine.travel(at + 365 * DAY, tick=False):
        assert "1 lapsed" in page(head, PEOPLE)


def test_a_list_where_all_know_all_says_so(plan, take, page, teller, manager, head):
    take(plan, teller)
    take(plan, manager)

    assert "Everybody knows everything" in page(head, PEOPLE)


def test_who_gets_which_page(branch, client, teller, manager, head, stranger):
    trainer = make_staff("tao", branch, RoleCode.TRAIN)
    other_head = make_staff("qian", stranger.home_branch, RoleCode.HEAD)
    paths = (MINE, PEOPLE, MATRIX, f"{MATRIX}{teller.pk}/")
    found = {}
    for person in (teller, manager, head, trainer, other_head):
        client.force_login(person)
        found[person.username] = [client.get(path).status_code for path in paths]

    assert found == {
        "ling": [200, 403, 403, 403],
        "mei": [200, 200, 403, 403],
        "wang": [200, 200, 200, 200],
        "tao": [200, 200, 200, 200],
        "qian": [404] * 4,
    }
    client.logout()
    assert [client.get(path).status_code for path in paths] == [302] * 4


def test_a_rating_is_seen_by_the_person_and_those_who_rate_alone(rated, page, client, teller, teller2, manager, head):
    assert SEEN in page(teller, MINE)
    assert SEEN in page(head, MATRIX)
    assert SEEN in page(head, f"{MATRIX}{teller.pk}/")
    for person in (teller2, manager):
        assert SEEN not in page(person, MINE)


def test_rating_on_the_page(client, page, teller, head, branch):
    address = f"{MATRIX}{teller.pk}/rate/"
    given = {"quality": "communication", "rating": "1", "evidence": SEEN, "rated_on": "2026-03-09"}
    client.force_login(head)

    assert client.post(address, given)["Location"] == f"{MATRIX}{teller.pk}/"
    assert CompetenceRating.objects.get().rating == 1
    assert "Training gaps" in page(head, MATRIX)
    for wrong in (
        {"rating": "9"},
        {"evidence": "short"},
        {"rated_on": "2026-03-11"},
        {"rated_on": "x"},
        {"quality": ""},
    ):
        assert client.post(address, given | wrong, **JSON).status_code == 400
    assert client.post(f"{MATRIX}{head.pk}/rate/", given, **JSON).status_code == 403
    assert CompetenceRating.objects.count() == 1


def test_who_may_not_rate(client, teller, teller2, manager, stranger, head):
    given = {"quality": "communication", "rating": "1", "evidence": SEEN, "rated_on": "2026-03-09"}
    found = []
    for person in (teller2, manager, stranger):
        client.force_login(person)
        found.append(client.post(f"{MATRIX}{teller.pk}/rate/", given, **JSON).status_code)
    client.force_login(head)
    found.append(client.post(f"{MATRIX}{stranger.pk}/rate/", given, **JSON).status_code)

    assert found == [403, 403, 404, 404]


def test_nobody_gets_a_form_for_themselves(page, head):
    assert "Nobody rates themselves" in page(head, f"{MATRIX}{head.pk}/")


def test_the_task_opens_for_its_owner_alone(plan, take, page, client, teller, head, at):
    take(plan, teller)
    sweep_deadlines(at=at + 360 * DAY)
    task = Reminder.objects.get(kind=lapses.RENEW)
    address = f"/know-how/lapses/{task.subject_id}/sheet/"

    assert quiz_of(plan) in page(teller, address)
    client.force_login(head)
    assert client.get(address).status_code == 404


def test_writing_questions_at_the_desk(client, manager, branch):
    client.force_login(manager)
    words_of = {"title_zh": "一", "title_en": "One", "body_zh": "1. 一", "body_en": "1. One", "valid_days": "90"}
    quiz = {"quiz_zh": "? 一\n+ 是\n- 否\n@ 1", "quiz_en": "? One\n+ Yes\n- No\n@ 1"}

    begun = client.post("/library/7001/desk/new/training_card/begin/", words_of | quiz)
    html = client.get(begun["Location"]).content.decode()

    assert "? One" in html
    assert "90" in html
    refused = client.post(
        "/library/7001/desk/new/training_card/begin/", words_of | {"quiz_zh": quiz["quiz_zh"]}, **JSON
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "quiz_invalid")


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_pages_cost(make, rated, take, client, branch, teller, head, count):
    for n in range(count):
        version = make(kind=ContentKind.TRAINING_CARD, wording=asking())
        make_staff(f"t{n}", branch, RoleCode.TELLER)
        take(version, teller)
        attempt = take(version, head, answers=HALF)
    client.force_login(head)

    paths = (MINE, PEOPLE, MATRIX, f"{MATRIX}{teller.pk}/", quiz_of(version), f"/library/7001/answers/{attempt.pk}/")
    found = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found.append(len(queries))

    assert found == [11, 9, 8, 9, 7, 6]
