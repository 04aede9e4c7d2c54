// The words of the studio. The language of the browser comes first; a person can choose another one.
import en from "./en.js";
import es from "./es.js";
import fr from "./fr.js";

export const LANGUAGES = { en: "English", es: "Español", fr: "Français" };
const ALL = { en, es, fr };

const wished = () => navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => tag in ALL) ?? "en";

let chosen = wished();
export const language = () => chosen;
export function choose(tag) {
  chosen = tag in ALL ? tag : "en";
  document.documentElement.lang = chosen;
}

/** A word, with values in its braces. */
export const word = (name, values = {}) =>
  (ALL[chosen][name] ?? en[name] ?? name).replace(/\{(\w+)\}/gu, (whole, key) => (key in values ? String(values[key]) : whole));
