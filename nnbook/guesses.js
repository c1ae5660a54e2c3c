// Guesses are kept in the reader's browser, by chapter and question, and shown beside what was measured. `texts` is what
// it says, in the language of the Python that shows it (nnbook/predictions.py): JupyterLab has no other catalogue.
(texts) => {
  if (window.breakingSymmetryPredictions) return window.breakingSymmetryPredictions();
  const lost = new Map(); // what a browser that keeps nothing keeps as long as the page is open
  const key = (chapter, question) => `breaking-symmetry/guess/${chapter}/${question}`;

  function kept(name) {
    try {
      return localStorage.getItem(name) ?? "";
    } catch {
      return lost.get(name) ?? "";
    }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      lost.set(name, value);
    }
  }

  /** Each field of a form with the name under which its guess is kept. */
  const fields = (form) =>
    [...form.querySelectorAll("[data-question]")].map((field) => [
      field,
      key(form.dataset.chapter, field.dataset.question),
    ]);

  function fillForm(form) {
    for (const [field, name] of fields(form)) {
      const guess = kept(name);
      for (const input of field.querySelectorAll("input")) {
        if (input.type === "radio") input.checked = input.value === guess;
        else input.value = guess;
      }
    }
  }

  function fillGuesses(list) {
    for (const [row, name] of fields(list)) {
      const { answer, within, unit, choices = "{}" } = row.dataset; // of a choice, how it reads in another language
      const guess = kept(name);
      const right = unit === undefined ? guess === answer : Math.abs(guess - answer) <= within;
      const text = [JSON.parse(choices)[guess] ?? guess, unit].filter(Boolean).join(" ");
      const said = right ? texts.measured : texts.other;
      const place = row.querySelector(".guess");
      if (!place) continue; // the page is still being read
      place.textContent = guess ? said.replace("{guess}", () => text) : texts.none;
      row.classList.toggle("as-measured", Boolean(guess) && right);
    }
  }

  function addNote(form) {
    const forget = document.createElement("button");
    forget.type = "button";
    forget.textContent = texts.forget;
    forget.addEventListener("click", () => {
      for (const [, name] of fields(form)) keep(name, "");
      fill();
    });
    form.querySelector(".note").replaceChildren(`${texts.kept} `, forget);
  }

  function fill() {
    document.querySelectorAll(".predictions").forEach(fillForm);
    document.querySelectorAll(".guesses").forEach(fillGuesses);
  }

  /** Fill what is new on the page: the rest of it, or what a cell has shown. */
  function look() {
    const fresh = [...document.querySelectorAll(".predictions:not([data-filled]), .guesses:not([data-filled])")];
    for (const element of fresh) {
      element.dataset.filled = "";
      if (element.matches(".predictions")) addNote(element);
    }
    if (fresh.length) fill();
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.closest(".predictions");
    if (!form) return;
    keep(key(form.dataset.chapter, target.closest("[data-question]").dataset.question), target.value);
    document.querySelectorAll(".guesses").forEach(fillGuesses);
  });
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", fill);
  window.breakingSymmetryPredictions = look;
  look();
};
