/* global Search -- Sphinx's, on the page of the search */
// Widgets ask MathJax 2 to typeset; the site has MathJax 3 (on pages with formulas, read before this), or no more than
// what was set for it.
if (window.MathJax?.startup) {
  MathJax.Hub = {
    Queue: ([, , element]) => MathJax.startup.promise.then(() => MathJax.typesetPromise([element])),
  };
} else {
  window.MathJax = undefined;
}
// A quiz's answer is read aloud when it appears.
window.addEventListener("load", () => {
  for (const feedback of document.querySelectorAll(".Quiz .Feedback")) {
    feedback.setAttribute("role", "status");
  }
});
// A result of the search is told in plain text, where a formula would stand as its source. What a page would do when it
// is loaded, this page's policy refuses, and says so.
const UNREAD =
  ".term-text, .panel-print, .live-line, .path-next, .bd-header-article, #jb-print-docs-body, details summary";
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  const plain = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html.replace(/\son[a-z]+="[^"]*"/g, ""), "text/html");
    for (const formula of page.querySelectorAll(".math")) {
      const text = formula.textContent.replace(/^\s*\\[([]|\\[)\]]\s*$/g, "");
      formula.textContent = /[\\{}^]/.test(text) ? "…" : text.replaceAll("_", "");
    }
    for (const unread of page.querySelectorAll(UNREAD)) unread.remove();
    return plain(page.documentElement.outerHTML, anchor);
  };
});
// The theme's mark in the contents on the right moves when a heading comes into sight. On the way up a heading goes, and
// the section before it is read.
let still;
window.addEventListener("scroll", () => {
  clearTimeout(still);
  still = setTimeout(markSection, 100);
});
function markSection() {
  const links = [...document.querySelectorAll("#pst-page-toc-nav a[href^='#']")];
  const passed = (link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1)))?.getBoundingClientRect().top < 0.3 * innerHeight;
  const marked = links.find((link) => link.classList.contains("active"));
  const atEnd = innerHeight + scrollY > document.documentElement.scrollHeight - 2; // a section there cannot come up
  if (!marked || passed(marked) || atEnd) return;
  const now = links.filter(passed).pop();
  for (const link of links) {
    link.classList.toggle("active", link === now);
    if (link === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const entry of document.querySelectorAll("#pst-page-toc-nav .toc-entry"))
    entry.classList.toggle("active", entry.contains(now ?? null));
}
// With "?solutions" in its address a page opens its solutions and proofs, to be read or printed with them.
window.addEventListener("load", () => {
  if (!new URLSearchParams(location.search).has("solutions")) return;
  document.documentElement.classList.add("with-solutions");
  for (const folded of document.querySelectorAll("article details.sd-dropdown")) folded.open = true;
  for (const button of document.querySelectorAll(".solution.toggle-hidden .toggle-button")) button.click();
});
// What scrolls in itself, where the window is narrow or the letters large, scrolls by keys too. Code does by the theme's
// care, but for what is folded when the page is loaded.
function scrollByKeys() {
  for (const box of document.querySelectorAll(".bd-article :is(pre, table, div.math, mjx-container[display])")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  }
}
window.addEventListener("load", () => {
  new ResizeObserver(scrollByKeys).observe(document.querySelector(".bd-article") ?? document.body);
});
