// The page "My work": what this browser has kept, as a table to read, print, save and open again; and the files of a
// class, side by side.
import { translated } from "./language.ts";
import { Questions } from "./questions.ts";
import { opened, save } from "./work_files.ts";
import { chapter, classroom, make } from "./work_tables.ts";

const questions = new Questions(JSON.parse(document.getElementById("book-questions")?.textContent ?? "[]"));
const JSON_FILES = { type: "file", accept: ".json,application/json" };

const status = make("p", { role: "status", className: "told" });
const list = make("div");
const group = make("div");
const name = make("input", { type: "text", maxLength: 100, autocomplete: "name" });
const one = make("input", JSON_FILES);
const many = make("input", { ...JSON_FILES, multiple: true });

one.addEventListener("change", async () => {
  const { files, told } = await opened(one, questions);
  const [first] = files;
  if (first) {
    questions.keep(first.entries);
    name.value = first.name;
    told.push(translated("The answers of {name} are in this browser now.", { name: first.name }));
  }
  tell(told);
  fill();
});
many.addEventListener("change", async () => {
  const { files, told } = await opened(many, questions);
  tell(told);
  group.replaceChildren(...(files.length ? classroom(questions, files) : []));
});
document.getElementById("work-place")?.append(
  tools(
    make("label", {}, translated("Your name"), " ", name),
    button(translated("Save as a file"), () => save(name.value.trim(), questions.kept())),
    button(translated("Print"), () => window.print()),
  ),
  tools(make("label", {}, translated("Open a file that you saved"), " ", one)),
  status,
  list,
  tools(button(translated("Forget all of it"), forget)),
  make("h2", {}, translated("For a teacher")),
  make(
    "p",
    {},
    translated("Open the files of a class, as many as you like. They are read in this browser and sent nowhere."),
  ),
  tools(make("label", {}, translated("Open the files of a class"), " ", many)),
  group,
);
fill();

function fill() {
  const entries = questions.kept();
  const parts = questions.parts.flatMap((part) => chapter(part, questions, entries));
  const none = make("p", {}, translated("Nothing yet. Make a guess or answer a quiz in a chapter."));
  list.replaceChildren(...(parts.length ? parts : [none]));
}

function forget() {
  if (!window.confirm(translated("Forget all your answers in this browser?"))) return;
  questions.forget();
  fill();
}

function tell(lines: string[]) {
  status.replaceChildren(...lines.flatMap((line) => [line, make("br")]));
}

function tools(...children: Node[]) {
  return make("p", { className: "work-tools" }, ...children);
}

function button(text: string, action: () => void) {
  const made = make("button", { type: "button" }, text);
  made.addEventListener("click", action);
  return made;
}
