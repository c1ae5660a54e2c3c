// What readers answer is kept in their browser: guesses by nnbook/guesses.js, and here the answers to quizzes and to
// exercises. The page "My work" shows it (book/live/page/my_work.ts).
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

  // An exercise has been checked in the page's Python (nnbook/exercises.py, cell.ts).
  document.addEventListener("checked", ({ detail: { label, right, source } }) => {
    const answer = source.replace(/^#.*\n/, "").replace(/\n*check\([^]*$/, "");
    keep(`exercise/${chapter}/${label}`, { answer: answer.slice(0, LONGEST), right });
  });
})();
