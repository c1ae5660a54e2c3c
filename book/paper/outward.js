// Links that leave the file lead to where the site is published, and not to the machine that prints it. `within` are the
// pages that the file has; a state of a panel is on no paper.
({ home, within }) => {
  for (const link of document.querySelectorAll("article.bd-article a[href]")) {
    const address = new URL(link.getAttribute("href"), location.href);
    if (address.origin !== location.origin) continue;
    if (within.includes(address.pathname) && !address.hash.startsWith("#panel=")) continue;
    link.setAttribute("href", `${home}${address.pathname.slice(1)}${address.search}${address.hash}`);
  }
};
