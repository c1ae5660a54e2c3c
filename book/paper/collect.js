// The text of a page for a book of many pages: its article, with ids and links that are unique in the whole, and the
// styles that its formulas and quizzes brought. `pages` are the addresses of the book's pages, by their names there.
(pages) => {
  const prefix = (address) => pages[address.pathname];
  const own = prefix(location);
  const article = document.querySelector("article.bd-article");
  const originals = [...article.querySelectorAll("img")];
  const copy = article.cloneNode(true);
  [...copy.querySelectorAll("img")].forEach((image, i) => {
    image.src = originals[i].src;
    image.removeAttribute("loading");
  });
  copy.querySelectorAll("script, style, .live-line, .toctree-wrapper, .headerlink").forEach((node) => node.remove());
  for (const link of copy.querySelectorAll("a[href]")) {
    const address = new URL(link.getAttribute("href"), location.href);
    const name = address.origin === location.origin ? prefix(address) : undefined;
    if (name) link.setAttribute("href", `#${name}${address.hash.replace("#", "--")}`);
  }
  for (const node of copy.querySelectorAll("[id]")) node.id = `${own}--${node.id}`;
  for (const name of ["for", "aria-labelledby", "aria-describedby"]) {
    for (const node of copy.querySelectorAll(`[${name}]`)) {
      node.setAttribute(
        name,
        node
          .getAttribute(name)
          .split(" ")
          .map((id) => `${own}--${id}`)
          .join(" "),
      );
    }
  }
  copy.id = own;
  const headings = [...copy.querySelectorAll("h1, section > section > h2")].map((heading) => ({
    level: Number(heading.tagName[1]),
    text: heading.textContent.trim(),
    id: heading.closest("section").id,
  }));
  const sheets = [...document.styleSheets].filter((sheet) => sheet.ownerNode.tagName === "STYLE");
  const rules = sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  return { html: copy.outerHTML, headings, rules };
};
