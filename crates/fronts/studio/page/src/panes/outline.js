// The outline: sections and questions by number and short text, with a mark where something was found.
import { h, fill } from "../dom.js";
import { positionAt } from "../bytes.js";
import { TYPES, started } from "../keys.js";
import { word } from "../words/index.js";

export function outlinePane(studio) {
  const list = h("ul", { class: "outline", id: "outline-list" });
  const type = h("select", { id: "new-type" });
  const root = h("nav", { class: "pane outline-pane", id: "outline", "aria-label": word("outline") });
  let entries = [];

  /** The findings between two bytes of the form. */
  const found = ({ start, whole_end: end }) => studio.findingsOfForm().filter((one) => one.start >= start && one.start < end && one.level !== "info");

  const item = (entry) => {
    const wrong = found(entry);
    const level = wrong.some((one) => one.level === "deny") ? "deny" : wrong.length ? "warn" : "";
    const isChosen = studio.chosen?.id === entry.id && studio.chosen?.kind === entry.kind;
    return h("li", { class: entry.kind },
      h("button", { type: "button", id: `entry-${entry.kind}-${entry.id || entry.start}`, class: isChosen ? "chosen" : "", "aria-current": isChosen ? "true" : undefined, onclick: () => studio.choose(entry) },
        entry.title,
        level ? h("span", { class: `mark ${level}`, title: wrong[0].message }, h("span", { class: "unseen" }, ` (${word(level)})`)) : null),
      entry.children.length ? h("ul", {}, entry.children.map(item)) : null);
  };

  /** Where a new question goes: behind the chosen one, or at the end of the chosen or last section. */
  const addQuestion = async () => {
    const at = studio.place;
    const section = at?.findLastIndex((step) => step === "questions") ?? -1;
    let to;
    if (section >= 0 && typeof at[section + 1] === "number") to = [...at.slice(0, section + 1), at[section + 1] + 1];
    else {
      const number = at?.[0] === "sections" ? at[1] : Math.max(0, entries.filter((entry) => entry.kind === "section").length - 1);
      const { value } = await studio.compiler.ask("value", { file: studio.form, at: ["sections", number, "questions"] });
      to = ["sections", number, "questions", Array.isArray(value) ? value.length : 0];
    }
    const id = studio.freeId("new_question");
    const words = Object.fromEntries(["new_text", "new_question", "first_option", "second_option", "new_field"].map((name) => [name, word(name)]));
    if (await studio.edit([{ change: "insert", at: to, value: started(type.value, id, words) }])) studio.chooseId(id);
  };

  const addSection = async () => {
    const id = studio.freeId("new_section");
    const { value } = await studio.compiler.ask("value", { file: studio.form, at: ["sections"] });
    const question = started("text", studio.freeId("new_question"), { new_question: word("new_question") });
    const section = { id, title: word("new_section"), questions: [question] };
    if (await studio.edit([{ change: "insert", at: ["sections", Array.isArray(value) ? value.length : 0], value: section }])) studio.chooseId(id);
  };

  const move = async (by) => {
    const at = studio.place;
    const index = at?.at(-1);
    if (typeof index !== "number" || index + by < 0) return;
    const { id } = studio.chosen;
    if (await studio.edit([{ change: "move", from: at, to: [...at.slice(0, -1), index + by] }])) studio.chooseId(id);
  };
  const duplicate = async () => {
    const at = studio.place;
    if (!at || !studio.chosen?.id) return;
    const id = studio.freeId(studio.chosen.id);
    const copy = [...at.slice(0, -1), at.at(-1) + 1];
    if (await studio.edit([{ change: "duplicate", at }, { change: "set", at: [...copy, "id"], value: id }])) studio.chooseId(id);
  };
  const remove = async () => {
    if (studio.place && (await studio.edit([{ change: "remove", at: studio.place }]))) studio.choose(null);
  };

  const tool = (id, action) => h("button", { type: "button", id, disabled: !studio.place, onclick: action }, word(id.replaceAll("-", "_")));
  const draw = () => {
    fill(type, TYPES.map((name) => h("option", { value: name }, studio.typeName(name))));
    fill(list, entries.map(item));
    fill(root, h("h2", {}, word("outline")), list,
      h("div", { class: "tools" },
        h("label", { for: "new-type" }, word("type_of_new")), type,
        h("button", { type: "button", id: "add-question", class: "main", onclick: addQuestion }, word("add_question")),
        h("button", { type: "button", id: "add-section", onclick: addSection }, word("add_section")),
        tool("move-up", () => move(-1)), tool("move-down", () => move(1)), tool("duplicate", duplicate), tool("remove", remove)));
  };
  // Alt and an arrow move the chosen question, as in lists of editors.
  root.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1);
  });
  return {
    root, draw,
    show(/** @type {any[]} */ outline) {
      entries = outline;
      draw();
    },
    entries: () => entries,
    position: (entry) => positionAt(studio.folder.text(studio.form), entry.start),
  };
}
