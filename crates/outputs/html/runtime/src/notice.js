// What the form tells at the edge of the window, with buttons. It is on the screen wherever the page is scrolled, and stands after
// the element with the focus, so that the next Tab reaches its buttons.

import { button, byId, documentElement, element, now, query, say } from "./page.js";

const box = byId("notice");

/** @param {string} text @param {HTMLElement[]} choices buttons */
export function notice(text, ...choices) {
  const focused = document.activeElement;
  const had = box.contains(focused);
  box.hidden = !text;
  // The notice keeps its language when the page changes to another.
  box.lang = now.tag;
  box.replaceChildren();
  if (text) {
    box.append(element("p", {}, text), element("p", { class: "tools" }, ...choices, button("close", "", "close")));
    if (!had && focused?.closest("main")) focused.after(box);
    else if (!had) byId("main").prepend(box);
    say(text);
  }
  // What has the focus, and the end of the page, scroll to a place above it.
  const room = text ? `${box.offsetHeight + 8}px` : "";
  documentElement.style.scrollPaddingBlockEnd = document.body.style.paddingBlockEnd = room;
  if (text) focused?.scrollIntoView({ block: "nearest" });
}

/** Puts the focus where it was before it came to the notice. */
export function leaveNotice() {
  const place = /** @type {HTMLElement | null} */ (box.previousElementSibling);
  place?.focus();
  if (document.activeElement !== place) query(".page.on h2", document)?.focus();
}

/** Closes the notice by a key. @param {KeyboardEvent} event */
export function closeByKey({ key }) {
  if (key !== "Escape" || box.hidden) return;
  const inside = box.contains(document.activeElement);
  notice("");
  if (inside) leaveNotice();
}
