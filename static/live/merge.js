// Merging new markup into old: elements that stay keep focus, caret, scroll, open state and what was typed.

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset?.key || node.id || "" : "");
const ticking = (element) => element.matches("[data-since], [data-countdown], [data-clock]");

/** Make `old` say what `next` says. `changed(element)` is called for keyed elements whose own text changed. */
export function merge(old, next, changed = () => {}) {
  if (old.isEqualNode(next) || old.hasAttribute("data-keep")) return;
  const sameClock = ticking(old) && ["since", "countdown", "clock"].every((name) => old.dataset[name] === next.dataset[name]);
  mergeAttributes(old, next);
  if (!sameClock) mergeChildren(old, next, changed);
}

// What the person or the browser set on these stays: an open menu, an elapsed countdown.
const kept = (element, name) => (name === "open" && element.matches("details, dialog")) || name === "data-elapsed";

function mergeAttributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !kept(old, name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value && !kept(old, name)) old.setAttribute(name, value);
  }
}

function mergeChildren(old, next, changed) {
  const wantedKeys = new Set([...next.childNodes].map(keyOf).filter(Boolean));
  const keyed = new Map();
  for (const child of [...old.childNodes]) {
    const key = keyOf(child);
    if (key && !wantedKeys.has(key)) child.remove();
    else if (key) keyed.set(key, child);
  }
  let cursor = old.firstChild;
  for (const wanted of [...next.childNodes]) {
    const match = partner(wanted, cursor, keyed);
    if (match && match === cursor) cursor = cursor.nextSibling;
    else old.insertBefore(match ?? wanted, cursor);
    if (match) update(match, wanted, changed);
  }
  while (cursor) {
    const after = cursor.nextSibling;
    cursor.remove();
    cursor = after;
  }
}

function partner(wanted, cursor, keyed) {
  const key = keyOf(wanted);
  if (key) {
    const match = keyed.get(key);
    keyed.delete(key);
    return match?.nodeName === wanted.nodeName ? match : null;
  }
  for (let node = cursor; node; node = node.nextSibling) {
    if (!keyOf(node) && node.nodeName === wanted.nodeName) return node;
  }
  return null;
}

function update(match, wanted, changed) {
  if (match.nodeType === Node.ELEMENT_NODE) return merge(match, wanted, changed);
  if (match.data === wanted.data) return undefined;
  match.data = wanted.data;
  return match.parentElement?.dataset.key ? changed(match.parentElement) : undefined;
}
