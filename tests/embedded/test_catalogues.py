import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from lobby.embedded.catalogues import compile_all

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(root: Path, text: str) -> Path:
    file = root / "locale" / "queueing" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + text, encoding="utf-8")
    return file


def test_compile_all_makes_a_catalogue_gettext_reads(tmp_path: Path) -> None:
    source = catalogue(tmp_path, 'msgid "Ticket"\nmsgstr "票号"\n')

    assert compile_all(tmp_path) == 1
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Ticket") == "票号"


def test_compile_all_leaves_current_catalogues_alone(tmp_path: Path) -> None:
    catalogue(tmp_path, 'msgid "Ticket"\nmsgstr "票号"\n')
    compile_all(tmp_path)

    assert compile_all(tmp_path) == 0


def test_compile_all_refuses_what_is_no_catalogue(tmp_path: Path) -> None:
    catalogue(tmp_path, "<<<<<<< ours\n")

    with pytest.raises(PoFileError):
        compile_all(tmp_path)
