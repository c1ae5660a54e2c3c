// A link holds what a panel shows: the address follows the panels, and the panels follow the address.
import { follow, type Link, read, write } from "./address.ts";
import { translated } from "./language.ts";
import type { Panel } from "./panel.ts";
import type { Screen } from "./screen.ts";
import { make } from "./status.ts";

const PAUSE = 400; // milliseconds between two changes of the address; a browser takes a hundred in half a minute

export class Links {
  private readonly screens: Screen[] = [];
  private readonly wake: (panel: Panel) => void;
  private link = read(location.hash);
  private waiting?: number;
  private note?: HTMLElement;

  /** ``show`` makes the page's panels; ``wake`` starts Python for one. */
  constructor(show: () => Promise<void>, wake: (panel: Panel) => void) {
    this.wake = wake;
    const open = async () => {
      await null; // page.ts is being read
      await show();
      this.open();
    };
    const tried = () => void open().catch(() => {}); // page.ts says why there are no panels
    if (this.link) tried();
    window.addEventListener("hashchange", ({ newURL }) => {
      this.link = read(new URL(newURL).hash); // the address itself may hold an earlier move by now
      if (this.link)
        void open()
          .then(() => this.focus())
          .catch(() => {});
    });
  }

  /** Take a new panel; its moves are written into the address. */
  add(screen: Screen) {
    this.screens.push(screen);
    screen.onChange(() => this.later(screen));
    for (const name of screen.panel.controls.keys())
      screen.panel.controls.get(name)?.on("change:value change:index", () => this.later(screen));
  }

  /** The whole address of a panel as it is; ``only``: for a frame. */
  static of({ panel, hidden, filled, only }: Screen, alone = only) {
    const hash = write(panel, { hide: hidden, only: alone, full: filled && !alone });
    return new URL(hash, location.href).href;
  }

  private later(screen: Screen) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (location.hash && !location.hash.startsWith("#panel=")) return; // a place that the reader chose
      history.replaceState(history.state, "", Links.of(screen));
    }, PAUSE);
  }

  private open() {
    const link = this.link as Link;
    const screen = this.screens.find(({ panel }) => panel.name === link.panel);
    this.note?.remove();
    if (!screen) {
      const names = this.screens.map(({ panel }) => panel.name).join(", ");
      return this.say(
        translated("This page has no panel “{name}”. It has: {names}.", { name: link.panel, names }),
        document.querySelector(".bd-article h1"),
      );
    }
    const told = follow(screen.panel, link);
    if (told.length)
      this.say([translated("Not all of the link could be used."), ...told].join(" "), null, screen.place);
    screen.arrange(link.only, link.hide);
    if (link.full || link.only) screen.fill();
    else screen.leave();
    screen.place.scrollIntoView({ block: "start" });
    if (link.values.size) this.wake(screen.panel);
  }

  /** A link of the page itself leads to the button that plays what it has set, where there is one. */
  private focus() {
    const screen = this.screens.find(({ panel }) => panel.name === this.link?.panel);
    screen?.place.querySelector<HTMLElement>(".nn-lab-run button")?.focus({ preventScroll: true });
  }

  /** Tell the reader, after or at the top of something; as text, whatever the address holds. */
  private say(text: string, after: Element | null, inside?: Element) {
    this.note = make("p", "nn-note", text);
    this.note.setAttribute("role", "alert");
    if (inside) inside.prepend(this.note);
    else after?.after(this.note);
    this.note.scrollIntoView({ block: "center" });
  }
}
