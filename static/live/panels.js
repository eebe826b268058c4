// Putting a panel's new markup on the page: merged in place, numbers fade, rows slide, the reader's place is kept.

import { merge } from "./merge.js";

const MS = 180;
const MOST_ROWS = 120;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Swap panels, `{name: html}`; the html may be the inside of a panel or the whole section. */
export function swapPanels(panels) {
  for (const [name, html] of Object.entries(panels)) {
    for (const element of document.querySelectorAll(`[data-panel="${CSS.escape(name)}"]`)) swap(element, name, html);
  }
}

function swap(element, name, html) {
  const moves = !still.matches && !document.hidden;
  const before = moves ? places(element) : new Map();
  const place = rememberPlace(element);
  merge(element, parse(element, name, html), moves ? fade : undefined);
  restorePlace(element, place);
  if (moves) slide(element, before);
  document.dispatchEvent(new CustomEvent("lobby:panel", { detail: { name, element } }));
}

function parse(element, name, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const whole = template.content.querySelector(`[data-panel="${CSS.escape(name)}"]`);
  if (whole) return whole;
  const shell = element.cloneNode(false);
  shell.append(template.content);
  return shell;
}

// Moving an element in the document takes its focus and scroll away; both are given back.
function rememberPlace(panel) {
  const active = panel.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = [panel, ...panel.querySelectorAll("*")].filter((one) => one.scrollTop || one.scrollLeft);
  return {
    active,
    caret: active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
    scrolls: scrolled.map((one) => [one, one.scrollTop, one.scrollLeft]),
  };
}

function restorePlace(panel, { active, caret, scrolls }) {
  for (const [one, top, left] of scrolls) {
    one.scrollTop = top;
    one.scrollLeft = left;
  }
  if (!active || active === document.activeElement) return;
  if (!active.isConnected) return focusPanel(panel);
  active.focus({ preventScroll: true });
  if (caret && caret[0] !== null) active.setSelectionRange(...caret);
}

// The focused row is gone: the keyboard goes on from its panel instead of the top of the page.
function focusPanel(panel) {
  if (!panel.hasAttribute("tabindex")) panel.setAttribute("tabindex", "-1");
  panel.focus({ preventScroll: true });
}

function fade(element) {
  element.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: MS, easing: "ease-out" });
}

const rows = (panel) => [...panel.querySelectorAll(":is(ol, ul, tbody, .rows) > [data-key]")].slice(0, MOST_ROWS);

function places(panel) {
  return new Map(rows(panel).map((row) => [row, row.getBoundingClientRect()]));
}

function slide(panel, before) {
  for (const row of rows(panel)) {
    const old = before.get(row);
    if (!old) {
      if (before.size) fade(row);
      continue;
    }
    const now = row.getBoundingClientRect();
    const [x, y] = [old.left - now.left, old.top - now.top];
    if (x || y) row.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: MS, easing: "ease-out" });
  }
}
