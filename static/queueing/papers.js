// The part of a dialog that is fetched when it is opened: read twice at most, then said in words with a way to go on.

const ANSWER_MS = 12_000;
const TRIES = 2;
// A quick answer is not announced.
const QUIET_MS = 300;

// What was asked for last counts; whoever opens another dialog, or a dialog again, is not answered with what was.
export async function showPapers(dialog, address) {
  const place = dialog.querySelector("[data-papers-body]");
  if (!place) return;
  const asked = Symbol(address);
  place.asked = asked;
  place.again = () => showPapers(dialog, address);
  place.replaceChildren();
  if (!address) return;
  const waiting = setTimeout(() => place.asked === asked && show(place, "loading"), QUIET_MS);
  const html = await read(address, () => place.asked === asked && dialog.open);
  clearTimeout(waiting);
  if (place.asked !== asked) return;
  if (html === null) return show(place, "failed");
  place.innerHTML = html;
  place.querySelector("[autofocus]")?.focus();
}

export function readAgain(button) {
  button.closest("[data-papers-body]").again();
}

function show(place, name) {
  place.replaceChildren(document.querySelector(`[data-papers-${name}]`).content.cloneNode(true));
}

async function read(address, isWanted) {
  for (let n = 0; n < TRIES && isWanted(); n += 1) {
    const html = await readOnce(address);
    if (html !== null) return html;
  }
  return null;
}

async function readOnce(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(ANSWER_MS) });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}
