// A question as a form: one field for each key of its type. A change touches only its own bytes of the file.
import { h, fill } from "../dom.js";
import { KEYS_OF_TYPE, KINDS, TYPES } from "../keys.js";
import { word } from "../words/index.js";

export function questionPane(studio) {
  const root = h("div", { class: "question-pane", id: "question-pane" });
  const set = (key, value) => {
    const at = [...studio.place, ...[key].flat()];
    const isEmpty = value === "" || value === null || (Array.isArray(value) && value.length === 0);
    return studio.edit([isEmpty ? { change: "remove", at } : { change: "set", at, value }]);
  };
  const label = (key, id) => h("label", { for: id }, word(`key_${key}`), h("code", {}, key));

  const controls = {
    line: (key, value, id) => h("input", { id, value: typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value), onchange: (event) => set(key, event.target.value) }),
    texts: (key, value, id) => h("textarea", { id, rows: key === "ask" || key === "text" ? 3 : 2, value: value ?? "", onchange: (event) => set(key, event.target.value) }),
    yes: (key, value, id) => h("input", { id, type: "checkbox", checked: value === "yes" || value === "true", onchange: (event) => set(key, event.target.checked ? "yes" : "") }),
    words: (key, value, id) => h("input", { id, value: Array.isArray(value) ? value.join(", ") : value ?? "", onchange: (event) => set(key, event.target.value.split(",").map((part) => part.trim()).filter(Boolean)) }),
    select: (key, value, id, all) => h("select", { id, onchange: (event) => set(key, event.target.value) }, ["", ...all].map((one) => h("option", { value: one, selected: one === (value ?? "") }, one))),
  };

  const choices = (value) => {
    if (typeof value === "string" || (value && "from" in value)) {
      return h("p", {}, word("list_named", { name: typeof value === "string" ? value : String(value.from) }));
    }
    const rows = Object.entries(value ?? {});
    const text = (option) => (typeof option === "string" ? option : option?.label ?? "");
    return h("table", { class: "choices" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, word("code")), h("th", { scope: "col" }, word("label")), h("td", {}))),
      h("tbody", {}, rows.map(([code, option], index) => h("tr", {},
        h("td", {}, h("input", { id: `code-${index}`, "aria-label": `${word("code")} ${index + 1}`, value: code, onchange: (event) => studio.edit([{ change: "rename_key", at: [...studio.place, "choices", code], name: event.target.value }]) })),
        h("td", {}, h("input", { id: `label-${index}`, "aria-label": `${word("label")} ${index + 1}`, value: text(option), onchange: (event) => set(typeof option === "string" ? ["choices", code] : ["choices", code, "label"], event.target.value) })),
        h("td", {}, h("button", { type: "button", id: `retire-${index}`, onclick: () => studio.retire(`${studio.chosen.id}.${code}`, [...studio.place, "choices", code]) }, word("retire")))))),
      h("tfoot", {}, h("tr", {}, h("td", { colSpan: 3 }, h("button", { type: "button", id: "add-option", onclick: () => {
        const codes = rows.map(([code]) => code);
        let number = codes.length + 1;
        while (codes.includes(`option_${number}`)) number += 1;
        set(["choices", `option_${number}`], `${word("label")} ${number}`);
      } }, word("add_option"))))));
  };

  const field = (key, value) => {
    const id = `key-${key}`;
    const kind = KINDS[key] ?? "line";
    if (kind === "choices") return h("fieldset", { id }, h("legend", {}, word("options")), choices(value));
    const isDeep = value && typeof value === "object" && kind !== "words";
    if (isDeep) return null;
    const control = Array.isArray(kind) ? controls.select(key, value, id, kind) : controls[kind](key, value, id);
    return h("div", { class: `field ${kind}` }, label(key, id), control);
  };

  const draw = (value) => {
    if (!studio.place || !value || typeof value !== "object") {
      fill(root, h("p", {}, word("nothing_chosen")));
      return;
    }
    const isQuestion = "type" in value;
    const keys = isQuestion ? KEYS_OF_TYPE[value.type] ?? ["ask"] : ["title", "introduction", "show_if"];
    const deep = keys.filter((key) => value[key] && typeof value[key] === "object" && !["choices", "can_say"].includes(key));
    const others = [...new Set([...Object.keys(value).filter((key) => !["id", "type", "questions", ...keys].includes(key)), ...deep])];
    const id = h("input", { id: "key-id", value: value.id ?? "", onchange: (event) => studio.rename(event.target.value) });
    const type = h("select", { id: "key-type", onchange: (event) => set("type", event.target.value) }, TYPES.map((name) => h("option", { value: name, selected: name === value.type }, studio.typeName(name))));
    fill(root,
      h("div", { class: "field" }, label("id", "key-id"), id),
      isQuestion ? h("div", { class: "field" }, label("type", "key-type"), type) : null,
      keys.map((key) => field(key, value[key])),
      others.length ? h("p", { class: "quiet" }, word("other_keys", { keys: others.join(", ") })) : null);
  };
  return { root, draw };
}
