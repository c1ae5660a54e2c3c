// The tables of the page "My work": a reader's answers by chapter, and those of a class side by side. Whatever a file holds
// is shown as text.
import { counted, translated } from "./language.ts";
import type { Answer, Entries, Kind, Part, Questions } from "./questions.ts";
import type { Work } from "./work_files.ts";

const KINDS: Record<Kind, string> = {
  guess: translated("Guess"),
  quiz: translated("Quiz"),
  exercise: translated("Exercise"),
};
const WRONG: Record<Kind, string> = {
  guess: translated("not as measured"),
  quiz: translated("not at first"),
  exercise: translated("not yet"),
};

/** An element with these properties. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
) {
  const node = document.createElement(tag);
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

/** A chapter's heading and what was answered there; nothing where nothing was. */
export function chapter(part: Part, questions: Questions, entries: Entries) {
  const rows = [...questions.all].flatMap(([name, asked]) => {
    const answer = asked.part === part && name in entries ? questions.read(name, entries[name]) : null;
    const verdict = answer?.right ? translated("right") : WRONG[asked.kind];
    return answer ? [[KINDS[asked.kind], asked.question, answer.text, verdict]] : [];
  });
  if (!rows.length) return [];
  const link = make("a", { href: part.page }, `${part.chapter} ${part.title}`);
  return [make("h2", {}, link), table(["", translated("Question"), translated("Answer"), ""], rows)];
}

/** Of a class: each reader with their sums, and each question with how many were right. */
export function classroom(questions: Questions, files: Work[]) {
  const asked = [...questions.all].filter(([name]) => files.some((file) => name in file.entries));
  const byQuestion = asked.map(([name, { kind, question, part }]) => {
    const some = files.filter((file) => name in file.entries);
    const answers = some.map((file) => ({
      name: file.name,
      answer: questions.read(name, file.entries[name]) as Answer,
    }));
    const wrong = answers.filter(({ answer }) => !answer.right);
    const right = translated("{right} of {all}", { right: answers.length - wrong.length, all: answers.length });
    const others = wrong.map(({ name, answer }) => translated("{name}: {answer}", { name, answer: answer.text }));
    return [`${part.chapter}`, KINDS[kind], question, right, others.join("\n")];
  });
  const byReader = files.map((file) => {
    const answers = Object.entries(file.entries).map(([name, value]) => questions.read(name, value) as Answer);
    return [file.name, `${answers.length}`, `${answers.filter((answer) => answer.right).length}`];
  });
  const first = translated("Right at first");
  return [
    make("h3", {}, counted("{n} reader", "{n} readers", files.length)),
    table([translated("Name"), translated("Answers"), first], byReader),
    make("h3", {}, translated("By question")),
    table([translated("Chapter"), "", translated("Question"), first, translated("Other answers")], byQuestion),
  ];
}

function table(headings: string[], rows: string[][]) {
  const heads = headings.map((text) => make("th", { scope: "col" }, text));
  const body = rows.map((row) => make("tr", {}, ...row.map((text) => make("td", {}, text))));
  const head = make("thead", {}, make("tr", {}, ...heads));
  return make("table", { className: "table" }, head, make("tbody", {}, ...body));
}
