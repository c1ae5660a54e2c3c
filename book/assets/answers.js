// What readers answer is kept in their browser: guesses by nnbook/guesses.js, and here the answers to quizzes, and what
// was said to the answer of an exercise. `my_work.js` shows it.
(() => {
  const chapter = Number(/\/(\d\d)_\w+\.html$/.exec(location.pathname)?.[1]);
  if (!chapter) return;
  const LONGEST = 500;

  function keep(name, value) {
    try {
      localStorage.setItem(`breaking-symmetry/${name}`, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing
    }
  }

  const chosen = new Map(); // the answers to each question of a quiz, by their places, in the order of the clicks
  document.addEventListener("change", ({ target }) => {
    const label = target.closest?.(".MCButton");
    const question = label?.closest(".Quiz");
    if (!question) return;
    const place = [...document.querySelectorAll(".Quiz")].indexOf(question);
    const answers = [...(chosen.get(place) ?? []), [...question.querySelectorAll(".MCButton")].indexOf(label)];
    chosen.set(place, answers);
    keep(`quiz/${chapter}/${place}`, answers);
  });

  const seen = new WeakMap();
  function look() {
    for (const output of document.querySelectorAll(".live-output")) {
      const said = output.textContent.trim();
      if (seen.get(output) === said || !/^(Right\.|Not yet\.)/.test(said)) continue;
      seen.set(output, said);
      const lines = [...output.closest(".cell").querySelectorAll(".cm-line")].map((line) => line.textContent);
      const source = lines.join("\n");
      const label = /check\(\s*["'](ex-[\w-]+)["']/.exec(source)?.[1];
      const answer = source.replace(/^#.*\n/, "").replace(/\n*check\([^]*$/, "");
      if (label)
        keep(`exercise/${chapter}/${label}`, { answer: answer.slice(0, LONGEST), said: said.slice(0, LONGEST) });
    }
  }
  let soon;
  new MutationObserver(() => {
    clearTimeout(soon);
    soon = setTimeout(look, 200);
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
})();
