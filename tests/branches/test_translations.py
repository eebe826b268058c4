"""The catalogues are whole, and the tool that keeps them so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lobby.branches import translations

SOURCE = """
from django.utils.translation import gettext as _, ngettext_lazy

_("Next {number}")
ngettext_lazy("%(n)d ticket", "%(n)d tickets", 2)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module and one template."""
    (tmp_path / "queueing").mkdir()
    (tmp_path / "queueing" / "words.py").write_text(SOURCE)
    (tmp_path / "templates" / "queueing").mkdir(parents=True)
    (tmp_path / "templates" / "queueing" / "page.html").write_text('{% load i18n %}{% translate "Queue" %}')
    return tmp_path


def fill(project: Path, **words: str) -> Path:
    path = translations.catalogue_path(project, "queueing")
    text = path.read_text()
    for english, chinese in words.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{chinese}"')
    path.write_text(text)
    return path


@pytest.mark.parametrize("app", translations.APPS)
def test_catalogue_is_complete(app: str) -> None:
    assert translations.gaps(settings.ROOT, app) == []


@pytest.mark.parametrize("app", translations.APPS)
def test_chinese_has_its_own_commas_and_colons(app: str) -> None:
    said = [
        line for line in translations.catalogue_path(settings.ROOT, app).read_text().splitlines() if line[0:1] in 'm"'
    ]
    beside = [line for line in said if re.search(r"[\u4e00-\u9fff][,:;]|[,;][\u4e00-\u9fff]", line)]

    # What a file or a key is written with stays as it is typed.
    assert [line for line in beside if "业务:部件" not in line and "词:键" not in line] == []


def test_update_takes_texts_from_code_and_templates(project: Path) -> None:
    left = translations.update(project, "queueing")

    text = translations.catalogue_path(project, "queueing").read_text()
    assert left == 3
    assert [line for line in text.splitlines() if line.startswith("msgid ")][1:] == [
        'msgid "%(n)d ticket"',
        'msgid "Next {number}"',
        'msgid "Queue"',
    ]
    assert "words.py:" not in text
    assert "Date" not in text


def test_update_keeps_translations_and_drops_unused_ones(project: Path) -> None:
    translations.update(project, "queueing")
    path = fill(project, Queue="队列")
    first = path.read_text()

    translations.update(project, "queueing")
    assert path.read_text() == first

    (project / "templates" / "queueing" / "page.html").write_text("")
    translations.update(project, "queueing")
    assert "队列" not in path.read_text()


def test_gaps_name_each_kind(project: Path) -> None:
    assert "not in the catalogue" in translations.gaps(project, "queueing")[0]
    translations.update(project, "queueing")
    path = fill(project, **{"Next {number}": "下一位 {name}", "Queue": "队列"})
    path.write_text(path.read_text().replace('msgid "Queue"', '#, fuzzy\nmsgid "Queue"'))

    lines = "\n".join(translations.gaps(project, "queueing"))

    assert "other placeholders: 'Next {number}'" in lines
    assert "empty: '%(n)d tickets'" in lines
    assert "fuzzy: 'Queue'" in lines


def test_command_refuses_an_unknown_app() -> None:
    with pytest.raises(CommandError, match="no app nonsense"):
        call_command("translations", "nonsense", check=True)


def test_command_check_passes_on_the_ground_floor(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("translations", "lobby", "branches", check=True)

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("app", [app for app in translations.APPS if app != "floor"])
def test_what_the_floor_says_reads_the_same_elsewhere(app: str) -> None:
    """All catalogues are one at run time: a second meaning of a word needs a context, or one page gets the other's."""
    floor = translations.read(settings.ROOT, "floor")
    other = translations.read(settings.ROOT, app)

    clashes = {
        translations.words(message): (message.string, found.string)
        for message in translations.entries(floor)
        if (found := other.get(message.id, message.context)) and found.string != message.string
    }

    assert clashes == {}
