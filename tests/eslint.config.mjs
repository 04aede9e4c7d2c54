// Rules for the form's runtime and for the tests written in JavaScript.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["**/runtime/src/**/*.js"], languageOptions: { globals: globals.browser }, rules: { "no-shadow": ["error", { hoist: "all" }] } },
  {
    // Pure modules do not use the page.
    files: ["**/runtime/src/{paths,questions,values,condition,verdict,draft,numbers,merge,tabs,rows}.js"],
    rules: { "no-restricted-globals": ["error", "document", "window", "location", "localStorage", "navigator"] },
  },
  // The studio's page, and the worker that holds the compiler.
  { files: ["**/studio/page/src/**/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  { files: ["**/*.mjs", "**/runtime/test/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  { ignores: ["**/dist/**", "**/node_modules/**", "tests/out/**", "**/target/**"] },
];
