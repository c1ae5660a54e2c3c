// What readers have answered, as it was kept or saved: by this version of the book, by an earlier one, or by anybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Questions } from "../../book/live/page/questions.ts";
import { understood } from "../../book/live/page/work_files.ts";

const questions = new Questions([
  {
    chapter: 6,
    title: "Zeros",
    page: "6.html",
    guess: [
      { id: "split", question: "Will they part?", answer: "never", choices: { never: "nie", "at once": "sofort" } },
      { id: "steps", question: "How many?", answer: 60, within: 5, unit: "steps" },
    ],
    quiz: [
      {
        question: "Which?",
        answers: [
          ["a", false],
          ["b", true],
          ["c", true],
        ],
      },
    ],
    exercise: [{ id: "ex-half", question: "Half" }],
  },
]);
const right = (name, value) => questions.read(name, value)?.right;
const file = (entries, more = {}) =>
  understood(JSON.stringify({ book: "breaking-symmetry", version: 1, entries, ...more }), questions);

test("an exercise is right by what was kept of it, now or when that was a sentence", () => {
  const kept = (value) => questions.read("exercise/6/ex-half", JSON.stringify({ answer: "1/2", ...value }));
  assert.deepEqual(kept({ right: true }), { text: "1/2", right: true });
  assert.deepEqual(kept({ right: false }), { text: "1/2", right: false });
  assert.deepEqual(kept({ said: "Right." }), { text: "1/2", right: true });
  assert.deepEqual(kept({ said: "Not yet. The other way round." }), { text: "1/2", right: false });
  assert.equal(kept({ right: "yes" }).right, false);
});

test("a guess is compared as it was kept and shown in the page's language", () => {
  assert.deepEqual(questions.read("guess/6/split", "never"), { text: "nie", right: true });
  assert.deepEqual(questions.read("guess/6/split", "nie"), { text: "nie", right: false });
  assert.deepEqual(questions.read("guess/6/split", "constructor"), { text: "constructor", right: false });
  assert.deepEqual(questions.read("guess/6/steps", "65"), { text: "65 steps", right: true });
  assert.equal(right("guess/6/steps", "66"), false);
});

test("of a quiz as many answers count as there are right ones, in their order", () => {
  assert.deepEqual(questions.read("quiz/6/0", "[1, 2]"), { text: "b; then: c", right: true });
  assert.deepEqual(questions.read("quiz/6/0", "[1, 0, 2]"), { text: "b; then: a; then: c", right: false });
  for (const value of ["[]", "[7]", "7", "null", "alert(1)"]) assert.equal(questions.read("quiz/6/0", value), null);
});

test("of a file only answers to the book's questions are taken", () => {
  const entries = { "quiz/6/0": "[1]", "quiz/6/1": "[1]", "guess/6/steps": 60 };
  assert.deepEqual(file(entries), { name: "no name", entries: { "quiz/6/0": "[1]" }, unknown: 2 });
  assert.equal(file({}, { name: "x".repeat(101) }).name.length, 100);
});

test("what is no file of the page is told", () => {
  const none = /it is not a file of this page/;
  for (const text of ["", "{", "null", "3", '{"book": "another"}'])
    assert.throws(() => understood(text, questions), none);
  assert.throws(() => file(null), none);
  assert.throws(() => file({}, { version: 2 }), /another version/);
});
