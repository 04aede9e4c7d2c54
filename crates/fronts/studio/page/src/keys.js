// Which keys a question has, by its type, in the order in which a person fills them in. The compiler knows all of them: what stands
// here only decides what the form of a question shows. A key that is missing here can be written in the text.

const ASKED = ["ask", "short", "hint", "required", "show_if"];
const CHOICES = ["choices"];
const AMOUNT = ["at_least", "at_most"];
const LAST = ["last_year", "can_say", "comment", "personal", "not_published"];

/** @type {Record<string, string[]>} */
export const KEYS_OF_TYPE = {
  text: [...ASKED, "max_length", ...LAST],
  long_text: [...ASKED, "example", "max_length", ...LAST],
  yes_no: [...ASKED, ...LAST],
  single_choice: [...ASKED, ...CHOICES, ...LAST],
  multiple_choice: [...ASKED, ...CHOICES, ...AMOUNT, ...LAST],
  rating: [...ASKED, ...CHOICES, ...LAST],
  integer: [...ASKED, "min", "max", "unit", "total", ...LAST],
  decimal: [...ASKED, "decimals", "min", "max", "unit", "total", ...LAST],
  date: [...ASKED, "from", "to", "within", ...LAST],
  month: [...ASKED, "from", "to", ...LAST],
  year: [...ASKED, "min", "max", ...LAST],
  email: [...ASKED, ...LAST],
  url: [...ASKED, ...LAST],
  names_and_roles: [...ASKED, "name_label", "role_label", ...AMOUNT, ...LAST],
  documents: [...ASKED, ...AMOUNT, ...LAST],
  group: [...ASKED, "for_each", "layout", "total", "comment"],
  repeat: [...ASKED, "row_title", ...AMOUNT, "layout", "total", ...LAST],
  sign_off: ["ask", "hint", "show_if"],
  note: ["text", "show_if"],
};

export const TYPES = Object.keys(KEYS_OF_TYPE);

/** How a key is filled in. What is not named here is a line of text. */
export const KINDS = {
  ask: "texts", hint: "texts", text: "texts", example: "texts",
  required: "yes", personal: "yes", not_published: "yes",
  choices: "choices",
  can_say: "words",
  last_year: ["show", "copy"],
  layout: ["list", "table", "grid"],
  total: ["row", "column", "both"],
  within: ["period"],
};

/** The start of a new question of a type: what the compiler needs at least. */
export function started(type, id, words) {
  const question = { id, type };
  if (type === "note") return { ...question, text: words.new_text };
  question.ask = words.new_question;
  if (["single_choice", "multiple_choice", "rating"].includes(type)) question.choices = { first: words.first_option, second: words.second_option };
  if (type === "group" || type === "repeat") question.fields = [{ id: `${id}_name`, type: "text", ask: words.new_field }];
  return question;
}
