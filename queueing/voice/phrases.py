"""What a wall says. Ticket numbers are read sign by sign, as branches do; counters as the numbers they are."""

from __future__ import annotations

DIGITS_ZH = "零一二三四五六七八九"
DIGITS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LANGUAGES = ("zh", "en")


def call_phrase(language: str, *, number: str, counter: str, word_zh: str, word_en: str) -> str:
    """The sentence of a call in "zh" or "en"; `word_*` is what this wall calls a counter."""
    if language == "zh":
        return f"请 {spelled(number, 'zh')} 号，到 {counted_zh(counter)} {ordinal_zh(word_zh)}"
    return f"Ticket {spelled(number, 'en')}. Please go to {word_en} {spaced(counter)}."


def spelled(number: str, language: str) -> str:
    """Sign by sign: "A032" is "A 零 三 二" or "A zero three two"."""
    digits = DIGITS_ZH if language == "zh" else DIGITS_EN
    return " ".join(digits[int(sign)] if sign.isascii() and sign.isdigit() else sign for sign in number)


def counted_zh(counter: str) -> str:
    """A counter below 100 as a number (12 is 十二), anything else sign by sign."""
    if not (counter.isascii() and counter.isdigit() and 0 < int(counter) < 100):
        return spelled(counter, "zh")
    tens, ones = divmod(int(counter), 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS_ZH[tens]}十"
    return ten + (DIGITS_ZH[ones] if ones else "")


def spaced(counter: str) -> str:
    """English counters: a plain number is left to the voice, letters are said one by one."""
    return counter if counter.isascii() and counter.isdigit() else spelled(counter, "en")


def ordinal_zh(word: str) -> str:
    """窗口 is spoken 号窗口 behind a counter's number."""
    return word if word.startswith("号") else f"号{word}"
