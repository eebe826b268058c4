"""What a demanding eye sees on a screen, measured: words of the wrong language, targets too small, content cut off."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from devices.demo.register import FURTHER
from lobby.branches.demo.people import PEOPLE

# Words that are the same in both languages, and what names the other language on purpose.
SHARED = (
    "VIP",
    "VTM",
    "LED",
    "ATM",
    "Esc",
    "Enter",
    "English",
    "中文",
    "KIOSK1",
    "WALL1",
    "WALL2",
    "teller1",
    "manager",
    "CSV",
)
NAMES = tuple(person.name for person in PEOPLE)
CODES = tuple(code for code, *_rest in FURTHER)
# What people wrote stays in their language.
WRITTEN = (
    "补充填单台的签字笔和单据",
    "整理本周客户意见，周会上说明",
    "联系物业检修自动门",
    "陪同社区老人参观智能设备区",
)

FOREIGN = """([pattern, own, allowed]) => {
  const found = new Set();
  if (!document.documentElement.lang.startsWith(own)) found.add("the whole page");
  const look = (text, element) => {
    let rest = text ?? "";
    for (const word of allowed) rest = rest.replaceAll(word, "");
    const lang = element.closest("[lang]")?.lang ?? "";
    if (new RegExp(pattern).test(rest) && lang.startsWith(own)) found.add(text.trim().replace(/\\s+/g, " "));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest("script, noscript, template, [data-speaker]")) look(walker.currentNode.data, element);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) look(element.getAttribute(name), element);
  }
  look(document.title, document.documentElement);
  return [...found];
}"""

SMALL = """(least) => {
  const targets = document.querySelectorAll("button, a[href], summary, select, input:not([type=hidden]), label.chip");
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return [...targets].filter((element) => shown(element) && !element.matches(".skip, .chip input, .need input"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < least - 0.5 || box.height < least - 0.5))
    .map(([element, box]) => `${element.innerText || element.ariaLabel}: ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""

# Text that its box cuts off without an ellipsis to say so. Boxes that scroll on purpose are not cut.
CUT = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((how) => how === "hidden" || how === "clip");
    if (!hides || !element.checkVisibility() || element.matches(".visually-hidden") || style.textOverflow === "ellipsis") continue;
    if (element instanceof SVGElement || !element.innerText?.trim()) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2) {
      found.push(`${element.className || element.tagName}: ${element.innerText.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""


def foreign_words(page: Page, language: str) -> list[str]:
    """Texts of the other language that are not marked as such."""
    pattern, own = ("[A-Za-z]{3,}", "zh") if language == "zh-hans" else ("[\\u3400-\\u9fff]", "en")
    found: list[str] = page.evaluate(FOREIGN, [pattern, own, [*SHARED, *NAMES, *CODES, *WRITTEN]])
    return found


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def small_targets(page: Page, least: int) -> list[str]:
    """What can be pressed and is smaller than `least` pixels."""
    found: list[str] = page.evaluate(SMALL, least)
    return found


def cut_texts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(CUT)
    return found


def height_of(page: Page, selector: str) -> float:
    """Height in pixels of the first match."""
    box: Any = page.locator(selector).first.bounding_box()
    return float(box["height"])
