// A code cell of the page: what it shows, and its source, which the reader may change.
import type { Editor } from "./editor.ts";
import { translated } from "./language.ts";
import type { Content, Message, Source } from "./messages.ts";
import type { Outputs } from "./outputs.ts";
import { button, make } from "./status.ts";
import type { Manager } from "./widgets.ts";

declare global {
  interface Window {
    LiveEditor: typeof import("./editor.ts");
  }
}

const VIEW = "application/vnd.jupyter.widget-view+json";
const SCRIPT = "application/javascript";
const ANSWER = /^check\(/m;

type Actions = { load: (script: string) => Promise<unknown>; run: (cell: Cell) => void };

export class Cell {
  readonly index: number;
  readonly element: HTMLElement | null; // a reader does not see the checks of a section
  readonly answers: boolean; // an exercise, and says whether it is right
  source: string;
  private readonly original: string;
  private readonly quiet: boolean; // only errors are shown, and what moves while it runs
  private readonly page: Actions;
  private readonly descriptions: (string | null)[]; // of its pictures
  private output: Element | null; // what the page shows below the code
  private manager!: Manager; // since the first run
  private messages: Message[] = []; // what the last run has said
  private fresh: HTMLElement | undefined; // where the present run shows it
  private area: Outputs | undefined; // in there
  private added = Promise.resolve(); // one message after the other
  private view: Editor | undefined;

  constructor({ index, source, quiet }: Source, page: Actions) {
    this.index = index;
    this.page = page;
    this.source = this.original = source;
    this.quiet = quiet;
    this.answers = ANSWER.test(source);
    this.element = document.getElementById(`cell-${index}`);
    this.output = this.element?.querySelector(".cell_output") ?? null;
    this.descriptions = [...(this.output?.querySelectorAll("img:not(.panel-still)") ?? [])].map((image) =>
      image.getAttribute("alt"),
    );
    this.addEditor();
  }

  /** Whether the reader has changed it. */
  get edited() {
    return this.source !== this.original;
  }

  /** Get ready for the messages of a run. */
  begin(manager: Manager) {
    this.manager = manager;
    this.messages = [];
    this.element?.setAttribute("aria-busy", "true");
    this.fresh?.remove();
    this.makeRoom();
    this.fresh?.classList.toggle("live-staged", Boolean(this.output)); // the old one stays until the new one is whole
  }

  private makeRoom() {
    this.fresh = make("div", "cell_output docutils container live-output");
    if (this.answers) this.fresh.setAttribute("role", "status");
    this.element?.append(this.fresh);
    this.area = this.element ? this.manager.area(this.fresh) : undefined;
    this.added = Promise.resolve();
  }

  take(message: Message) {
    if (message.type === "checked") return this.tell(message.content);
    this.messages.push(message);
    if (!this.element || this.panels().length) return;
    if (!this.area?.isConnected()) this.makeRoom(); // a callback speaks after its cell has ended
    this.add(message);
  }

  /** Let the page know what an exercise has said to its answer. */
  private tell({ label, right }: Content) {
    const detail = { label, right, source: this.source };
    this.element?.dispatchEvent(new CustomEvent("checked", { bubbles: true, detail }));
  }

  private add(message: Message) {
    this.added = this.added.then(async () => {
      if (message.content.data?.[VIEW]) await this.manager.create();
      await this.area?.add(message);
    });
  }

  /** The saved panels of this cell, if they are still there and no Python has them. */
  private panels() {
    return [...(this.output?.querySelectorAll(".widget-subarea") ?? [])].filter((place) => this.manager.isSaved(place));
  }

  /** Show what a run has brought; ``well`` says whether the cell went to its end. */
  async finish(well: boolean) {
    this.element?.removeAttribute("aria-busy");
    if (!this.element) return;
    const { messages } = this;
    const places = this.panels();
    if (places.length) {
      if (await this.adopt(places, messages)) return this.fresh?.remove();
      for (const message of messages) this.add(message);
    }
    await this.added;
    // A quiz brings scripts of its own; the page has it already, and it needs no Python.
    if (messages.some(({ content }) => content.data?.[SCRIPT])) return this.fresh?.remove();
    if (!messages.length || (this.quiet && well)) {
      this.fresh?.remove();
      if (this.output?.classList.contains("live-output")) this.drop();
      return;
    }
    if (this.fresh) await complete(this.fresh);
    this.fresh?.querySelectorAll(".jp-RenderedImage img").forEach((image, i) => {
      image.setAttribute("alt", this.descriptions[i] ?? translated("Figure"));
    });
    this.drop();
    this.fresh?.classList.remove("live-staged");
    this.output = this.fresh ?? null;
    this.fresh = undefined;
  }

  /** The error with which the last run ended, in a line. */
  error() {
    const { ename, evalue } = this.messages.find(({ type }) => type === "error")?.content ?? {};
    return [ename, evalue].filter(Boolean).join(": ");
  }

  /** Leave what is shown as it is. */
  discard() {
    this.element?.removeAttribute("aria-busy");
    this.fresh?.remove();
  }

  private drop() {
    this.output?.remove();
    this.output = null;
  }

  /** Let the saved panels answer to Python, where it shows the same ones. */
  private async adopt(places: Element[], messages: Message[]) {
    const views = messages.map(({ content }) => (content.data?.[VIEW] as { model_id: string } | undefined)?.model_id);
    if (views.length !== places.length || !views.every((view) => view !== undefined)) return false;
    for (const [i, place] of places.entries()) if (!(await this.manager.adopt(views[i], place))) return false;
    return true;
  }

  private addEditor() {
    const input = this.element?.querySelector(".cell_input");
    if (!input) return;
    const bar = make("div", "live-cell");
    const [run, reset] = [
      button(translated("Run"), () => this.page.run(this)),
      button(translated("Reset"), () => this.view?.reset(this.original)),
    ];
    const keys = make("span", "live-keys", translated("Shift+Enter runs the cell, Tab leaves it."));
    keys.id = `keys-${this.index}`;
    const change = button(this.answers ? translated("Write your answer") : translated("Edit"), async () => {
      await this.page.load("editor.js");
      this.view = new window.LiveEditor.Editor(input, this.source, {
        changed: (text) => {
          this.source = text;
        },
        run: () => this.page.run(this),
        keys: keys.id,
      });
      change.remove();
      bar.append(keys, run, reset);
    });
    if (!this.answers) change.setAttribute("aria-label", translated("Edit this cell"));
    bar.append(change);
    input.append(bar);
  }
}

/** Wait until the pictures inside are there, but not for ever. */
async function complete(element: Element) {
  await new Promise((resolve) => setTimeout(resolve));
  const pictures = [...element.querySelectorAll("img")].map((image) => image.decode().catch(() => {}));
  await Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, 1000))]);
}
