"""Bodies as HTML: a little markup of our own, and nothing else, whatever somebody writes."""

import pytest

from lobby.floor.differences import Line, side_by_side
from lobby.floor.templatetags.library_words import marked, opening, ticked

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "- <b onmouseover=alert(1)>x</b>",
    "1. </li></ol><iframe src=//evil>",
    "**<svg/onload=alert(1)>**",
    "{% load static %}{{ request.user.password }}",
    "[link](javascript:alert(1))",
    "a\u202eb",
    "** ** **** *",
    "&lt;script&gt;",
]


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("show", [marked, ticked])
def test_nothing_that_is_written_becomes_code(body, show):
    html = str(show(body))

    for tag in ("<script", "<img", "<b ", "<iframe", "<svg", "<a "):
        assert tag not in html


def test_paragraphs_lists_and_bold_words():
    body = "First\nsecond\n\n- one\n- **two** & three\n\n1. do\n2. done"

    assert marked(body) == (
        "<p>First<br>second</p>\n<ul><li>one</li><li><strong>two</strong> &amp; three</li></ul>\n"
        '<ol class=""><li>do</li><li>done</li></ol>'
    )


def test_steps_can_be_ticked_off():
    assert ticked("1. do") == '<ol class="ticks"><li><label><input type=checkbox><span>do</span></label></li></ol>'


def test_empty_bodies_show_nothing():
    assert marked("") == ""
    assert marked("\n \n") == ""


def test_the_beginning_for_a_list():
    assert opening("**Bold** words\n\n- one\n2. two") == "Bold words · one · two"


def test_two_wordings_side_by_side():
    assert side_by_side("a\nb\nc", "a\nB\nc\nd") == [
        Line("a", "a", "same"),
        Line("b", "B", "changed"),
        Line("c", "c", "same"),
        Line("", "d", "new"),
    ]
    assert side_by_side("a\nb", "a") == [Line("a", "a", "same"), Line("b", "", "gone")]
