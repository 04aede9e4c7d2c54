// Types that several modules share. Nothing runs here.

/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/** @typedef {{ [key: string]: Json }} JsonObject */

/**
 * A condition: `["and", …]`, `["or", …]`, `["not", c]` or `["atom", operand, test]`.
 * @typedef {["and" | "or", ...Condition[]] | ["not", Condition] | ["atom", Operand, Test]} Condition
 */
/** @typedef {[kind: string, ...names: string[]]} Operand */
/** @typedef {[kind: string, ...literals: Json[]]} Test */

/**
 * @typedef {object} Shape
 * @property {"text" | "yes_no" | "one" | "many" | "number" | "date" | "month" | "names" | "group" | "rows" | "nothing"} kind
 * @property {number} [max_length]
 * @property {"email" | "url"} [format]
 * @property {string[]} [codes]
 * @property {string[]} [specify] codes of options with a box of their own
 * @property {string[]} [exclusive] codes that exclude all others
 * @property {number} [at_least]
 * @property {number} [at_most]
 * @property {boolean} [whole]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [decimals]
 * @property {string} [from]
 * @property {string} [to]
 */

/**
 * @typedef {object} Rows
 * @property {string[]} keys the copy's rows, in order
 * @property {boolean} [open] whether other rows are taken too
 * @property {string} [if_in] the list of facts in which a row must have something to exist
 */

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {Shape} shape
 * @property {boolean} [required]
 * @property {number} [section]
 * @property {Condition} [show]
 * @property {Condition} [show_row]
 * @property {Rows} [rows]
 * @property {string[]} [say]
 * @property {boolean} [comment]
 * @property {"show" | "confirm" | "copy"} [last] what to do with last year's answer
 * @property {string} [feeds] the list of facts that its rows become in the next edition
 * @property {Question[]} [fields]
 */

/**
 * @typedef {object} Fact
 * @property {string} id
 * @property {boolean} [asked]
 * @property {Shape} [shape] of one value
 * @property {string[]} [rows] of a list
 * @property {{ id: string, shape: Shape }[]} [fields] of a list
 */

/** What was answered in the edition before. @typedef {{ edition: string, answers: JsonObject, facts?: JsonObject, unread?: { [path: string]: string } }} LastAnswers */

/**
 * @typedef {object} Form
 * @property {string} form
 * @property {string} edition
 * @property {string} definition
 * @property {string} copy
 * @property {string} copy_digest
 * @property {boolean} blank
 * @property {string | null} email
 * @property {LastAnswers} [last]
 * @property {{ [tag: string]: Language }} [languages]
 * @property {Fact[]} facts
 * @property {{ id: string, show?: Condition, headings?: (Condition | null)[] }[]} sections
 * @property {Question[]} questions
 */

/**
 * What a language needs beside the page.
 * @typedef {object} Language
 * @property {"ltr" | "rtl"} dir
 * @property {string} name
 * @property {string} texts digest of the texts
 * @property {JsonObject} facts what is known, in this language
 * @property {{ [key: string]: string }} words of the interface
 * @property {{ [word: string]: [codes: string, before: string, name?: string][] }} [countries] what stands before the names of countries, by case
 */

/**
 * Something that keeps a return from being complete.
 * @typedef {object} Problem
 * @property {string} path
 * @property {string} rule
 * @property {number | string} [bound] the bound that is not kept
 * @property {number} [actual] the count that does not keep it
 */

export {};
