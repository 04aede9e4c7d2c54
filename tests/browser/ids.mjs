// References on a page: each must find its element, and no id may occur twice.

/** Runs in the page. @returns {string[]} what is wrong, in words */
export function faultyReferences() {
  const faults = [];
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const known = new Set(ids);
  for (const id of new Set(ids.filter((each, place) => ids.indexOf(each) !== place))) faults.push(`twice: ${id}`);
  const lists = ["aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "aria-errormessage", "aria-details", "aria-activedescendant", "headers", "for", "list", "form"];
  for (const name of lists) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      const named = node.getAttribute(name).trim().split(/\s+/u);
      for (const id of named) if (!known.has(id)) faults.push(`${name} to nothing: ${id || node.outerHTML.slice(0, 80)}`);
    }
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    // A link to a question finds its box, or the element around its boxes.
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!known.has(id) && !known.has(`w:${id}`)) faults.push(`link to nothing: ${id}`);
  }
  for (const label of document.querySelectorAll("label")) if (!label.control) faults.push(`label of nothing: ${label.id}`);
  return faults;
}
