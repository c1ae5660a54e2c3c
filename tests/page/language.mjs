// What the scripts say where the page brings texts along, and where it does not.
import assert from "node:assert/strict";
import { test } from "node:test";

const TEXTS = {
  "{n} steps of {all}": "von {all}: {n}",
  "{n} start": { one: "{n} старт", few: "{n} старта", many: "{n} стартов", other: "{n} старта" },
  "{n} reader": { other: "{n} 位读者" },
};
const module = "../../book/live/page/language.ts";
const english = await import(`${module}?english`);
globalThis.document = {
  documentElement: { lang: "ru" },
  getElementById: (id) => (id === "page-texts" ? { textContent: JSON.stringify(TEXTS) } : null),
};
const other = await import(`${module}?other`);

test("a page without texts speaks English", () => {
  assert.equal(english.translated("{n} steps of {all}", { n: 2, all: 3 }), "2 steps of 3");
  assert.equal(english.translated("Stop"), "Stop");
  const starts = [0, 1, 2].map((n) => english.counted("{n} start", "{n} starts", n));
  assert.deepEqual(starts, ["0 starts", "1 start", "2 starts"]);
});

test("a text that the page has takes the place of the English one, in its own order", () => {
  assert.equal(other.translated("{n} steps of {all}", { n: 2, all: 3 }), "von 3: 2");
  assert.equal(other.translated("Stop"), "Stop");
  assert.equal(other.counted("{n} file", "{n} files", 5), "5 files");
});

test("a number takes its form by the rules of the language", () => {
  const starts = [1, 3, 5, 21].map((n) => other.counted("{n} start", "{n} starts", n));
  assert.deepEqual(starts, ["1 старт", "3 старта", "5 стартов", "21 старт"]);
  assert.equal(other.counted("{n} reader", "{n} readers", 1), "1 位读者"); // a language with one form has it for all
});

test("a value is not read as a template, and a field without a value stays", () => {
  assert.equal(english.translated("{a} and {b}", { a: "{b} $& $1", b: "x" }), "{b} $& $1 and x");
  assert.equal(english.translated("{a} and {b}", { a: 0 }), "0 and {b}");
  assert.equal(english.counted("{file}: {n}", "{file}: {n}", 2, { file: "<b>" }), "<b>: 2");
});
