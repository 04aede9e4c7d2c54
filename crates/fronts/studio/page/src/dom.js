// Elements without a framework. A view is a function that makes elements; what changes often is patched by its own module.

/**
 * Makes an element. A property that starts with `on` is a listener; `class`, `for` and names with a dash are attributes.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...any} children
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes("-") && name !== "list" && name !== "role") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Puts new children into an element, and keeps the focus on the element with the same id. */
export function fill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement?.id : "";
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  if (focused) document.getElementById(focused)?.focus();
}
