// The file in which readers save what they have answered, and their teacher reads it. A file is data: only what this book
// has asked is taken from it.
import { counted, translated } from "./language.ts";
import type { Entries, Questions } from "./questions.ts";

const LARGEST = 1_000_000; // bytes of a file, which has some thousand
const LONGEST = 100; // characters of a name

/** What a reader's file has: who, what they have answered, and how many answers are to nothing that the book asks. */
export type Work = { name: string; entries: Entries; unknown: number };

/** The file of one reader, or an Error that says in words why it is none. */
export function understood(text: string, questions: Questions): Work {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error(translated("it is not a file of this page"));
  }
  if (file?.book !== "breaking-symmetry" || typeof file.entries !== "object" || file.entries === null)
    throw new Error(translated("it is not a file of this page"));
  if (file.version !== 1) throw new Error(translated("it is of another version of the book"));
  const entries = Object.entries(file.entries as Record<string, unknown>);
  const known = entries.filter(
    (entry): entry is [string, string] =>
      questions.all.has(entry[0]) && typeof entry[1] === "string" && questions.read(entry[0], entry[1]) !== null,
  );
  return {
    name: String(file.name ?? "").slice(0, LONGEST) || translated("no name"),
    entries: Object.fromEntries(known),
    unknown: entries.length - known.length,
  };
}

/** The files that were chosen, and what their reader is told of them. */
export async function opened(input: HTMLInputElement, questions: Questions) {
  const [files, told]: [Work[], string[]] = [[], []];
  for (const file of input.files ?? []) {
    try {
      if (file.size > LARGEST) throw new Error(translated("it is too large for a file of this page"));
      const found = understood(await file.text(), questions);
      if (found.unknown)
        told.push(
          counted(
            "{file}: {n} answer to a question that this book does not have.",
            "{file}: {n} answers to questions that this book does not have.",
            found.unknown,
            { file: file.name },
          ),
        );
      files.push(found);
    } catch (error) {
      told.push(translated("{file} was left out: {reason}.", { file: file.name, reason: (error as Error).message }));
    }
  }
  input.value = "";
  return { files, told };
}

/** Let the browser save a reader's file. */
export function save(name: string, entries: Entries) {
  const file = { book: "breaking-symmetry", version: 1, name, saved: new Date().toISOString().slice(0, 10), entries };
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
  const stem = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "my";
  const link = Object.assign(document.createElement("a"), {
    href: address,
    download: `${stem}-breaking-symmetry.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
