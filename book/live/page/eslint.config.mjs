import js from "@eslint/js";
import globals from "globals";
import typescript from "typescript-eslint";

export default [
  js.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node, MathJax: "readonly" } } },
  ...typescript.configs.recommended.map((config) => ({ ...config, files: ["**/*.ts"] })),
  { rules: { eqeqeq: "error", "prefer-const": "error", "no-var": "error" } },
];
