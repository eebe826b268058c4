"""The registry of checks, and what a finding says."""

import pytest

from lobby.floor import contents


def texts(*words):
    return contents.Texts(kind="guide", code="x", texts=words)


@pytest.mark.parametrize(
    "words", ["名牌包", "高檔服飾", "看客户穿着", "觀察客戶穿著", "A Designer Bag", "well-dressed people"]
)
def test_words_on_looks_are_found_in_both_scripts(words):
    assert "looks" in {finding.check for finding in contents.findings(texts("fine", words))}


@pytest.mark.parametrize("words", ["着装整洁", "请出示证件", "a clean desk", ""])
def test_ordinary_words_pass(words):
    assert contents.findings(texts(words)) == []


def test_two_checks_of_one_name_are_refused():
    with pytest.raises(ValueError, match="looks"):
        contents.register_check("looks", "why", lambda found: [])
