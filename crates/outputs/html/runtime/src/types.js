// Types that several modules share. This module contains no code.

/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/** @typedef {{ [key: string]: Json }} JsonObject */

/**
 * A condition: `["and", …]`, `["or", …]`, `["not", c]` or `["atom", operand, test]`.
 * @typedef {["and" | "or", ...Condition[]] | ["not", Condition] | ["atom", Operand, Test]} Condition
 */
/** @typedef {[kind: string, ...names: string[]]} Operand */
/** @typedef {[kind: string, ...literals: Json[]]} Test */

/**
 * A number or a date: `["number", digits]`, `["date", text]`, `["one", operand]`, `["sum", operand, field?]`, `["count", operand]`, or
 * a sign (`+`, `-`, `*`) and two expressions.
 * @typedef {[sign: string, ...parts: (string | Operand | Expression)[]]} Expression
 */
/** What a total adds up: a question, its fields where it has some, and a row where it is not all of them. @typedef {[id: string, fields: string[] | null, row?: string]} Total */
/**
 * What must hold: `["and" | "or", …]`, or a sign and two expressions.
 * @typedef {["and" | "or", ...MustHold[]] | [sign: string, Expression, Expression]} MustHold
 */

/** The name of a format of texts, which is also the rule that a wrong text breaks. @typedef {string & { isFormat?: never }} Format */

/**
 * @typedef {object} Shape
 * @property {"text" | "yes_no" | "one" | "many" | "number" | "date" | "month" | "names" | "group" | "rows" | "nothing"} kind
 * @property {number} [max_length]
 * @property {Format} [format]
 * @property {string} [pattern] of the format
 * @property {string[] | undefined} [codes]
 * @property {string} [of] the question whose answer gives the options
 * @property {string[]} [specify] codes of options that take a text; of a number with units, `unit`
 * @property {string[]} [optional] codes of options whose text may be left out
 * @property {string[]} [units] codes of the units among which the respondent chooses
 * @property {string[]} [exclusive] codes that exclude all others
 * @property {number} [at_least]
 * @property {number} [at_most]
 * @property {boolean} [whole]
 * @property {boolean} [year] a number of four digits
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
 * @property {string} [of] the question whose answer must have the row
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
 * @property {boolean | { required?: boolean, show?: Condition, show_row?: Condition }} [comment] whether it has one; when it is asked, and whether it must be given
 * @property {"show" | "confirm" | "copy"} [last] what the form does with last year's answer
 * @property {string} [feeds] the list of facts that its rows fill in the next edition
 * @property {boolean} [adds] whether they are added to the rows that are there
 * @property {Condition} [feeds_if] the condition over a row under which it goes on
 * @property {Question[]} [fields]
 * @property {Must[]} [must] what must hold between its answer and others
 */

/**
 * What must hold, the word that says it, the field at which it is broken, and whether it is looked at in each row or in each group of fields.
 * @typedef {{ that: MustHold, say: string, at?: string, each?: "row" | "fields" }} Must
 */

/**
 * @typedef {object} Fact
 * @property {string} id
 * @property {boolean} [asked]
 * @property {Shape} [shape] of one value
 * @property {string[]} [rows] of a list
 * @property {{ id: string, shape: Shape }[]} [fields] of a list
 */

/** What was answered in the edition before. @typedef {{ edition: string, answers: JsonObject }} LastAnswers */

/** One of the answers that differ between copies that were put together. @typedef {{ path: string, from: string, value: Json }} Conflict */

/**
 * @typedef {object} Draft
 * @property {JsonObject} facts
 * @property {JsonObject} answers
 * @property {{ [key: string]: string }} unread texts that are no answer, by their key in a return
 * @property {Conflict[]} conflicts
 * @property {JsonObject} others what stood at the top of a file and is none of the parts that this form knows: it is kept as it is
 * @property {Conflict[]} aside what was answered before a word such as "nothing to report" was ticked; it comes back when the box is unticked
 */

/**
 * What the form holds while someone fills it in. The functions that need it take it as a parameter.
 * @typedef {object} State
 * @property {Draft} draft
 * @property {LastAnswers | undefined} last
 * @property {string} [undoTo] what the last step that replaced answers can be undone to
 * @property {Draft} [copyOnly] the opened copy without the answers that were here
 * @property {Set<string>} hidden the paths of what is not shown
 * @property {Map<string, { waits: boolean, paths: string[] }>} because what decides that a question or section is not shown
 */

/**
 * @typedef {object} Form
 * @property {string} form
 * @property {string} edition
 * @property {string} [previous] the edition before, whose answers the form takes as last year’s
 * @property {string} definition
 * @property {string} copy
 * @property {string} copy_digest
 * @property {boolean} blank
 * @property {string} who the key of who answers among the facts; empty where nobody is named
 * @property {string} [sheet] what the files of a clarification sheet are called after
 * @property {Json} [clarifies] of a clarification sheet: the version that it asks about, and which questions it asks
 * @property {JsonObject} [given] the draft that a clarification sheet starts with
 * @property {string[]} [codes] of those who may answer in this copy; none where any country may
 * @property {string | null} email
 * @property {LastAnswers} [last]
 * @property {{ [key: string]: string }} [was] the keys that answers had in the edition before, by those of today
 * @property {{ [tag: string]: Language }} [languages]
 * @property {{ [name: string]: Expression }} [computed]
 * @property {{ [name: string]: Total }} [totals]
 * @property {boolean} [live] whether texts show what answers give
 * @property {Fact[]} facts
 * @property {{ id: string, show?: Condition, headings?: (Condition | null)[] }[]} sections
 * @property {Question[]} questions
 */

/**
 * What the script needs of a language, besides the texts of the page.
 * @typedef {object} Language
 * @property {"ltr" | "rtl"} dir
 * @property {string} name
 * @property {string} texts digest of the texts
 * @property {JsonObject} facts the facts that the copy knows, in this language
 * @property {{ [key: string]: string }} words of the interface
 * @property {{ [word: string]: [codes: string, before: string, name?: string][] }} [countries] what goes before the names of countries, by case
 */

/**
 * The rules that an answer can break. The form has a word for each: `error_RULE`, or that of another rule (`errors.js`).
 * @typedef {"required" | "hidden" | "kind" | "row" | "unread" | "max_length" | "min" | "max" | "decimals" | "from" | "to" | "at_least" | "at_most" | "exclusive" | "specify" | "conflict" | "must"} Rule
 */

/** How far a section is: `status_STATUS` is its word. @typedef {"none" | "waits" | "new" | "started" | "done"} Status */
/** A list on the page of answers: `LISTING_title` and `LISTING_text` are its words. @typedef {"conflicts" | "left_out" | "unread"} Listing */

/**
 * Something that keeps a return from being complete.
 * @typedef {object} Problem
 * @property {string} path
 * @property {Rule | Format} rule
 * @property {number | string} [bound] the bound that the answer breaks
 * @property {number} [actual] the count that breaks it
 * @property {string | undefined} [text] what stands in the box
 * @property {string} [must] the word for what does not hold between answers
 */

export {};
