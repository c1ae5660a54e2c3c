window.addEventListener("load", () => {
  // Widgets ask MathJax 2 to typeset; the site has MathJax 3 (on pages with formulas).
  if (window.MathJax?.startup) {
    MathJax.Hub = {
      Queue: ([, , element]) => MathJax.startup.promise.then(() => MathJax.typesetPromise([element])),
    };
  }
  // A quiz's answer is read aloud when it appears.
  for (const feedback of document.querySelectorAll(".Quiz .Feedback, .Quiz [id^='fb']")) {
    feedback.setAttribute("role", "status");
  }
});
