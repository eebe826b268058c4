// Words for scripts. They come rendered by the server, in the page's language, as data attributes.

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The text `data-<name>` of #texts or of any [data-texts] element, its {placeholders} filled. */
export function text(name, values = {}) {
  const key = camel(name);
  for (const source of document.querySelectorAll("#texts, [data-texts]")) {
    if (source.dataset[key] !== undefined) return fill(source.dataset[key], values);
  }
  return "";
}

/** Replace {name} by values.name; an unknown name stays as it is, so that a mistake is seen. */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
