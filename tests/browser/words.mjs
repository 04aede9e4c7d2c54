// What the form and the Word file say in a language: the catalogues of the interface.
import { readFileSync } from "node:fs";

const catalogue = (/** @type {string} */ tag) => readFileSync(new URL(`../../crates/definition/wording/locales/${tag}.po`, import.meta.url), "utf8");

/**
 * Looks words up by their keys.
 * @param {string} tag
 * @returns {(key: string) => string} gives the word of a key such as `form.save`
 */
export function wordsIn(tag) {
  const entries = catalogue(tag === "en" ? "fr" : tag).matchAll(/^msgctxt "ui\.(.+)"\nmsgid "(.*)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.*)"/gmu);
  const words = new Map([...entries].map(([, key, english, translated]) => [key, (tag === "en" ? english : translated)?.replaceAll('\\"', '"')]));
  return (key) => {
    const word = words.get(key);
    if (!word) throw new Error(`no word ${key} in ${tag}`);
    return word;
  };
}
