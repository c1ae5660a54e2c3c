// The page "My work": what this browser has kept, as a table to read, print, save and open again; and the files of a
// class, side by side. A file is data: what it holds is shown as text, and only what this book has asked.
(() => {
  const PREFIX = "breaking-symmetry/";
  const BOOK = JSON.parse(document.getElementById("book-questions").textContent);
  const KINDS = { guess: "Guess", quiz: "Quiz", exercise: "Exercise" };
  const LARGEST = 1_000_000; // bytes of a file, which has some thousand
  const place = document.getElementById("work-place");

  /** Every question of the book, by the name under which its answer is kept. */
  const questions = new Map(
    BOOK.flatMap((part) =>
      Object.keys(KINDS).flatMap((kind) =>
        part[kind].map((asked, number) => [`${kind}/${part.chapter}/${asked.id ?? number}`, { ...asked, kind, part }]),
      ),
    ),
  );

  function make(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  /** What this browser has, by question. */
  function kept() {
    const entries = {};
    try {
      for (const name of questions.keys()) {
        const value = localStorage.getItem(PREFIX + name);
        if (value !== null) entries[name] = value;
      }
    } catch {
      // a browser that keeps nothing
    }
    return entries;
  }

  /** An answer in words, and whether it is right; null for what is none. */
  function read(name, value) {
    const asked = questions.get(name);
    if (asked.kind === "guess") {
      const right =
        asked.unit === undefined ? value === asked.answer : Math.abs(value - asked.answer) <= (asked.within ?? 0);
      return { text: [value, asked.unit].filter(Boolean).join(" "), right };
    }
    try {
      const found = JSON.parse(value);
      if (asked.kind === "exercise") return { text: String(found.answer), right: found.said === "Right." };
      const answers = found.map((number) => asked.answers[number]);
      const wanted = asked.answers.filter(([, right]) => right).length;
      const first = answers.slice(0, wanted);
      return { text: answers.map(([text]) => text).join("; then: "), right: first.every(([, right]) => right) };
    } catch {
      return null;
    }
  }

  function verdict(answer, kind) {
    if (answer.right) return "right";
    return kind === "quiz" ? "not at first" : kind === "guess" ? "not as measured" : "not yet";
  }

  function table(headings, rows) {
    const cells = (tag, texts) =>
      make("tr", {}, ...texts.map((text) => make(tag, tag === "th" ? { scope: "col" } : {}, text)));
    return make(
      "table",
      { className: "table" },
      make("thead", {}, cells("th", headings)),
      make("tbody", {}, ...rows.map((row) => cells("td", row))),
    );
  }

  function chapter(part, entries) {
    const rows = [];
    for (const [name, asked] of questions) {
      if (asked.part !== part || !(name in entries)) continue;
      const answer = read(name, entries[name]);
      if (answer) rows.push([KINDS[asked.kind], asked.question, answer.text, verdict(answer, asked.kind)]);
    }
    if (!rows.length) return [];
    const link = make("a", { href: part.page }, `${part.chapter} ${part.title}`);
    return [make("h2", {}, link), table(["", "Question", "Answer", ""], rows)];
  }

  /** The file of one reader, or an Error that says in words why it is none. */
  function understood(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      throw new Error("it is not a file of this page");
    }
    if (file?.book !== "breaking-symmetry" || typeof file.entries !== "object" || file.entries === null)
      throw new Error("it is not a file of this page");
    if (file.version !== 1) throw new Error("it is of another version of the book");
    const entries = Object.entries(file.entries);
    const known = entries.filter(
      ([name, value]) => questions.has(name) && typeof value === "string" && read(name, value),
    );
    return {
      name: String(file.name ?? "").slice(0, 100) || "no name",
      entries: Object.fromEntries(known),
      unknown: entries.length - known.length,
    };
  }

  async function opened(input) {
    const files = [];
    const told = [];
    for (const file of input.files) {
      try {
        if (file.size > LARGEST) throw new Error("it is too large for a file of this page");
        const found = understood(await file.text());
        if (found.unknown)
          told.push(`${file.name}: ${found.unknown} answers to questions that this book does not have.`);
        files.push(found);
      } catch (error) {
        told.push(`${file.name} was left out: ${error.message}.`);
      }
    }
    input.value = "";
    return { files, told };
  }

  function save(name) {
    const file = {
      book: "breaking-symmetry",
      version: 1,
      name,
      saved: new Date().toISOString().slice(0, 10),
      entries: kept(),
    };
    const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    const stem = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "my";
    make("a", { href: address, download: `${stem}-breaking-symmetry.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  /** Of a class: each question with how many were right, and each reader with their sums. */
  function classroom(files) {
    const asked = [...questions].filter(([name]) => files.some((file) => name in file.entries));
    const counted = asked.map(([name, { kind, question, part }]) => {
      const answers = files
        .filter((file) => name in file.entries)
        .map((file) => [file.name, read(name, file.entries[name])]);
      const wrong = answers.filter(([, answer]) => !answer.right).map(([who, answer]) => `${who}: ${answer.text}`);
      return [
        `${part.chapter}`,
        KINDS[kind],
        question,
        `${answers.length - wrong.length} of ${answers.length}`,
        wrong.join("\n"),
      ];
    });
    const readers = files.map((file) => {
      const answers = Object.entries(file.entries).map(([name, value]) => read(name, value));
      return [file.name, `${answers.length}`, `${answers.filter((answer) => answer.right).length}`];
    });
    return [
      make("h3", {}, `${files.length} readers`),
      table(["Name", "Answers", "Right at first"], readers),
      make("h3", {}, "By question"),
      table(["Chapter", "", "Question", "Right at first", "Other answers"], counted),
    ];
  }

  const status = make("p", { role: "status", className: "told" });
  const list = make("div");
  const group = make("div");
  const tell = (lines) => status.replaceChildren(...lines.flatMap((line) => [line, make("br")]));

  function fill() {
    const entries = kept();
    const parts = BOOK.flatMap((part) => chapter(part, entries));
    list.replaceChildren(
      ...(parts.length ? parts : [make("p", {}, "Nothing yet. Make a guess or answer a quiz in a chapter.")]),
    );
  }

  const name = make("input", { type: "text", maxLength: 100, autocomplete: "name" });
  const open = make("input", { type: "file", accept: ".json,application/json" });
  const many = make("input", { type: "file", accept: ".json,application/json", multiple: true });
  const button = (text, action) => {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", action);
    return made;
  };
  open.addEventListener("change", async () => {
    const { files, told } = await opened(open);
    for (const [key, value] of Object.entries(files[0]?.entries ?? {})) localStorage.setItem(PREFIX + key, value);
    if (files[0]) {
      name.value = files[0].name;
      told.push(`The answers of ${files[0].name} are in this browser now.`);
    }
    tell(told);
    fill();
  });
  many.addEventListener("change", async () => {
    const { files, told } = await opened(many);
    tell(told);
    group.replaceChildren(...(files.length ? classroom(files) : []));
  });
  place.append(
    make(
      "p",
      { className: "work-tools" },
      make("label", {}, "Your name ", name),
      button("Save as a file", () => save(name.value.trim())),
      button("Print", () => window.print()),
    ),
    make("p", { className: "work-tools" }, make("label", {}, "Open a file that you saved ", open)),
    status,
    list,
    make(
      "p",
      { className: "work-tools" },
      button("Forget all of it", () => {
        if (!window.confirm("Forget all your answers in this browser?")) return;
        for (const key of questions.keys()) localStorage.removeItem(PREFIX + key);
        fill();
      }),
    ),
    make("h2", {}, "For a teacher"),
    make("p", {}, "Open the files of a class, as many as you like. They are read in this browser and sent nowhere."),
    make("p", { className: "work-tools" }, make("label", {}, "Open the files of a class ", many)),
    group,
  );
  fill();
})();
