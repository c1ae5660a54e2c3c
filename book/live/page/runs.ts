// Which cells run when a hand asks for one, and in which of the page's two Pythons (session.ts).
import type { Cell } from "./cell.ts";
import { translated } from "./language.ts";
import { type Host, Session } from "./session.ts";

const PANEL = /^panels\.\w+\(\)$/;

export class Runs {
  readonly sessions: Session[];
  private readonly cells: Cell[];
  private readonly panels: Session;
  private readonly others: Session;
  private readonly changed: () => void;

  constructor(cells: Cell[], page: Omit<Host, "checked">) {
    const host = { ...page, checked: (cell: Cell) => this.checked(cell) };
    [this.panels, this.others] = [new Session(host, cells[0]), new Session(host)];
    this.sessions = [this.panels, this.others];
    [this.cells, this.changed] = [cells, page.changed];
  }

  /** Whether a hand has asked for the Python of this panel. */
  asked(place: Element) {
    const cell = this.cellOf(place);
    return cell !== undefined && this.sessions.some((session) => !session.quiet && session.asked.has(cell));
  }

  /** Run the cell of a panel; ``quiet``: before a hand has touched it. */
  start(place: Element, quiet = false) {
    const cell = this.cellOf(place);
    if (!cell) return;
    const has = this.sessions.find(({ asked }) => asked.has(cell));
    if (has?.quiet && !quiet) {
      has.quiet = false;
      this.changed();
    }
    if (has || (quiet && !this.isPanel(cell))) return;
    if (this.isPanel(cell)) void this.panels.run([cell], quiet);
    else void this.others.run(this.upTo(cell));
  }

  /** Run all cells, in Pythons without a memory if they have run before. */
  all() {
    const { cells, sessions } = this;
    if (this.whole) for (const session of sessions) session.end();
    const wanted = cells.filter((cell) => !sessions.some(({ asked }) => asked.has(cell)));
    void this.others.run(cells.filter((cell) => !this.isPanel(cell) && (cell === cells[0] || wanted.includes(cell))));
    const panelCells = wanted.filter((cell) => this.isPanel(cell));
    if (panelCells.length) void this.panels.run(panelCells);
  }

  /** Run one cell, after those before it. */
  one(cell: Cell) {
    for (const { asked } of this.sessions) asked.delete(cell);
    if (this.isPanel(cell)) void this.panels.run([cell]);
    else void this.others.run(this.upTo(cell));
  }

  /** Run what was wanted of a Python that did not come; all, where none was. */
  again() {
    const lost = this.sessions.filter((session) => session.lost.length);
    for (const session of lost) void session.run(session.lost);
    if (!lost.length) this.all();
  }

  /** Whether a panel has not run, and shall not. */
  get waiting() {
    return this.cells.some((cell) => this.isPanel(cell) && !this.sessions.some(({ asked }) => asked.has(cell)));
  }

  /** Whether every cell has run or shall. */
  get whole() {
    return this.cells.every((cell) => this.sessions.some(({ asked }) => asked.has(cell)));
  }

  private cellOf(place: Element) {
    return this.cells.find(({ element }) => element?.contains(place));
  }

  /** A panel is one line that needs the imports only, as they came: nobody waits there for the training of other cells. */
  private isPanel(cell: Cell) {
    return PANEL.test(cell.source.trim()) && !this.cells[0].edited;
  }

  /** The cells that may have made what this one needs. */
  private upTo(cell: Cell) {
    const { cells } = this;
    if (cell.answers) return [cells[0], cell]; // it needs the imports only
    return cells.slice(0, cells.indexOf(cell) + 1).filter((each) => each === cell || !this.isPanel(each));
  }

  /** Of a cell that is not on the page, because it checks what the text says: the heading above it. */
  private checked(cell: Cell) {
    const { cells } = this;
    if (cell.element || cell === cells[0]) return undefined;
    const before = cells.slice(0, cells.indexOf(cell)).reverse();
    const seen = before.find(({ element }) => element)?.element?.closest("section");
    const heading = seen?.querySelector("h1, h2, h3")?.textContent;
    return heading?.replace(/#\s*$/, "").trim() ?? translated("this page");
  }
}
