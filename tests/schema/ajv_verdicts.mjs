#!/usr/bin/env node
// Ajv's verdicts (JSON Schema 2020-12), to compare with another validator's.
// stdin: {"schemas": [schema, ...], "cases": [[schema's index, instance], ...]}
// stdout: a JSON array with true or false for each case.
// Exit code 2, with the reason on stderr, for a schema that does not compile.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

// Not strict: annotations ("deprecated", unknown keywords) are no errors.
// "format" is an annotation too, as in the standard's default and in Python's.
// Own properties only: a schema may speak of "constructor" or "toString".
const options = {
  strict: false,
  allErrors: false,
  validateFormats: false,
  ownProperties: true,
  logger: false,
};
const shared = new Ajv2020({ ...options, addUsedSchema: false });

function compile(schema, index) {
  try {
    if (!JSON.stringify(schema).includes('"$id"')) return shared.compile(schema);
    // Schemas with names of their own each get an Ajv of their own: two of them
    // may have the same name. Their check needs the shared one only (faster).
    if (!shared.validateSchema(schema)) throw new Error(shared.errorsText());
    return new Ajv2020({ ...options, validateSchema: false }).compile(schema);
  } catch (error) {
    console.error(`schema ${index}: ${error.message}`);
    process.exit(2);
  }
}

const { schemas, cases } = JSON.parse(readFileSync(0, "utf8"));
const validators = schemas.map(compile);
const verdicts = cases.map(([index, instance]) => validators[index](instance));
process.stdout.write(`${JSON.stringify(verdicts)}\n`);
