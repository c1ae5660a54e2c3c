// The questions of the book, and what a reader has answered, by the name under which the browser keeps it.
import { translated } from "./language.ts";

const PREFIX = "breaking-symmetry/";
const KINDS = ["guess", "quiz", "exercise"] as const;

export type Kind = (typeof KINDS)[number];
/** ``answers`` of a quiz: each with whether it is right. A guess is one of ``choices``, which are in the page's
 * language by what is kept, or a number of ``unit``. */
type Asked = {
  id?: string;
  question: string;
  answer?: string | number;
  within?: number;
  unit?: string;
  choices?: Record<string, string>;
  answers?: [string, boolean][];
};
/** A chapter: its number, its title, and its page. */
export type Part = { chapter: number; title: string; page: string } & Record<Kind, Asked[]>;
export type Question = Asked & { kind: Kind; part: Part };
/** An answer in words, and whether it is right. */
export type Answer = { text: string; right: boolean };
export type Entries = Record<string, string>;

export class Questions {
  readonly parts: Part[];
  readonly all: Map<string, Question>;

  constructor(parts: Part[]) {
    this.parts = parts;
    const named = (part: Part, kind: Kind) =>
      part[kind].map((asked, number): [string, Question] => [
        `${kind}/${part.chapter}/${asked.id ?? number}`,
        { ...asked, kind, part },
      ]);
    this.all = new Map(parts.flatMap((part) => KINDS.flatMap((kind) => named(part, kind))));
  }

  /** A reader's answer to the question of this name; null for what is none. */
  read(name: string, value: string): Answer | null {
    const asked = this.all.get(name) as Question;
    if (asked.kind === "guess") return guessed(asked, value);
    try {
      const found = JSON.parse(value);
      if (asked.kind === "quiz") return chosen(asked.answers ?? [], found);
      // Files that were saved before there were translations have what was said.
      return { text: String(found.answer), right: found.right === true || found.said === "Right." };
    } catch {
      return null;
    }
  }

  /** What this browser has, by question. */
  kept() {
    const entries: Entries = {};
    try {
      for (const name of this.all.keys()) {
        const value = localStorage.getItem(PREFIX + name);
        if (value !== null) entries[name] = value;
      }
    } catch {
      // a browser that keeps nothing
    }
    return entries;
  }

  keep(entries: Entries) {
    for (const [name, value] of Object.entries(entries)) localStorage.setItem(PREFIX + name, value);
  }

  forget() {
    for (const name of this.all.keys()) localStorage.removeItem(PREFIX + name);
  }
}

function guessed({ answer, within = 0, unit, choices = {} }: Question, value: string) {
  const right = unit === undefined ? value === answer : Math.abs(Number(value) - Number(answer)) <= within;
  const shown = Object.hasOwn(choices, value) ? choices[value] : value; // a file may have any text
  return { text: [shown, unit].filter(Boolean).join(" "), right };
}

/** ``places``: of the answers that were chosen, in their order; as many as there are right ones count. */
function chosen(answers: [string, boolean][], places: number[]) {
  const mine = places.map((place) => answers[place]);
  const first = mine.slice(0, answers.filter(([, right]) => right).length);
  const text = mine
    .map(([said]) => said)
    .reduce((before, next) => translated("{before}; then: {next}", { before, next }));
  return { text, right: first.every(([, right]) => right) };
}
