"""Rules that every template keeps: nothing inline, nothing from elsewhere, short, both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.ROOT / "templates"
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
INLINE = re.compile(
    r"""<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|javascript:|hx-on""", re.I
)
ELSEWHERE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.I)
HANZI = re.compile(r"[\u4e00-\u9fff]")


def text_of(name: str) -> str:
    return re.sub(r"\{% comment.*?endcomment %\}|\{#.*?#\}", "", Path(ROOT / name).read_text(), flags=re.S)


def test_scan_finds_what_it_looks_for() -> None:
    for bad in ('<b style="x">', "<style>", '<a onclick="x()">', "<script>1</script>", '<a href="javascript:1">'):
        assert INLINE.search(bad), bad
    assert ELSEWHERE.search('<script src="https://cdn.example/x.js">')


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_nothing_inline_and_nothing_from_elsewhere(name: str) -> None:
    assert INLINE.findall(text_of(name)) == []
    assert ELSEWHERE.findall(text_of(name)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles_and_is_short(name: str) -> None:
    get_template(name)

    assert text_of(name).count("\n") < 130


@pytest.mark.parametrize("name", TEMPLATES)
def test_chinese_stands_only_in_runs_marked_chinese(name: str) -> None:
    """Words come from the catalogue; Chinese beside English (walls, slips, speech) is marked `lang` or `-zh`."""
    for number, line in enumerate(text_of(name).splitlines(), start=1):
        if HANZI.search(line):
            assert re.search(r'lang="zh|-zh="', line), f"{name}:{number}: {line.strip()}"


@pytest.mark.parametrize("path", sorted((settings.ROOT / "static").rglob("*.js")), ids=lambda path: path.name)
def test_module_is_short_and_brings_no_words(path: Path) -> None:
    code = path.read_text()

    assert code.count("\n") < 200
    assert "eval(" not in code
    assert HANZI.search(re.sub(r"//.*|const HANZI = .*", "", code)) is None
