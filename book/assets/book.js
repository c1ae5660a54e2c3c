// Widgets ask MathJax 2 to typeset; the site has MathJax 3 (on pages with formulas, read before this).
if (window.MathJax?.startup) {
  MathJax.Hub = {
    Queue: ([, , element]) => MathJax.startup.promise.then(() => MathJax.typesetPromise([element])),
  };
}
// A quiz's answer is read aloud when it appears.
window.addEventListener("load", () => {
  for (const feedback of document.querySelectorAll(".Quiz .Feedback, .Quiz [id^='fb']")) {
    feedback.setAttribute("role", "status");
  }
});
