// A Python of the page from its start to its end, and the cells that run in it, one after the other. A page has two: one
// for its panels, which answer there while a cell runs for a minute, and one for all other cells, started when one runs.
import type { Cell } from "./cell.ts";
import { translated } from "./language.ts";
import type { Page } from "./messages.ts";
import { checkPossible, Python, Stopped } from "./python.ts";
import type { Manager } from "./widgets.ts";

/** What is told of a Python: that it works, and how far it is, or why it does not. */
type Doing = { text: string; share?: number; loaded?: number };
type Failure = { text: string; gone: boolean; place?: Element | null };

/** The page's part: its description, its scripts' folder, and what must be there before Python starts. */
export type Host = {
  page: Page;
  folder: URL;
  prepare: () => Promise<Manager>;
  changed: () => void;
  checked: (cell: Cell) => string | undefined; // the section of which an unseen cell checks what the text says
};
type Life = { python?: Python; ready: Promise<void>; loaded: () => void };

// One download after the other: the second Python finds the files of the first in the browser's cache.
let download = Promise.resolve();

export class Session {
  readonly asked = new Set<Cell>(); // the cells that have run or shall
  lost: Cell[] = []; // those that were asked of a Python that did not come, or has ended
  doing: Doing | undefined;
  failure: Failure | undefined;
  quiet = false; // nobody has asked for what it does, so nobody is told
  private readonly host: Host;
  private readonly imports: Cell | undefined;
  private manager: Manager | undefined;
  private life: Life | null = null;
  private work = Promise.resolve();
  private waiting = 0;

  /** ``imports``: a cell that runs unseen before any other, if another Python shows what it says. */
  constructor(host: Host, imports?: Cell) {
    this.host = host;
    this.imports = imports;
  }

  get running() {
    return this.life !== null;
  }

  /** Run those of the cells that have not run yet; ``quiet``: before anybody asked for them. */
  run(wanted: Cell[], quiet = false) {
    const all = this.imports ? [this.imports, ...wanted] : wanted;
    const fresh = all.filter((cell) => !this.asked.has(cell));
    for (const cell of fresh) this.asked.add(cell);
    this.lost = [];
    this.quiet = quiet && (this.quiet || this.waiting === 0);
    return this.inTurn(async () => {
      this.failure = undefined;
      const doubts = new Set<string>(); // sections that say what no longer holds
      for (const [done, cell] of fresh.entries()) {
        const text = translated("Running the page: cell {cell} of {all}", { cell: done + 1, all: fresh.length });
        this.tell(text, { share: done / fresh.length });
        if (await this.runCell(cell)) continue;
        const section = this.host.checked(cell);
        if (section) doubts.add(section);
        if (section || (cell.answers && cell !== fresh.at(-1))) continue;
        for (const skipped of fresh.slice(done)) this.asked.delete(skipped);
        const failed =
          fresh.length > 1
            ? translated("A cell failed, and those after it did not run.")
            : translated("A cell failed.");
        const message = cell.element ? translated("Its message stands below it.") : `${cell.error()}.`;
        this.failure = { text: `${failed} ${message}`, gone: false, place: cell.element };
        return;
      }
      if (!doubts.size) return;
      const sections = [...doubts].join("; ");
      const text = translated("Something that the text says does not fit what the cells compute now, in: {sections}.", {
        sections,
      });
      this.failure = { text, gone: false };
    });
  }

  /** Stop it at once; what is shown stays. */
  end() {
    const last = this.life;
    this.life = null;
    this.doing = this.failure = undefined;
    this.asked.clear();
    last?.loaded();
    last?.python?.end();
    if (last?.python) this.manager?.detach(last.python.send);
  }

  private async runCell(cell: Cell) {
    const python = this.life?.python;
    if (!python || !this.manager) throw new Stopped();
    if (cell === this.imports) return python.run(cell.index, cell.source);
    cell.begin(this.manager);
    try {
      const well = await python.run(cell.index, cell.source);
      await cell.finish(well);
      return well;
    } catch (error) {
      cell.discard(); // Python is gone, and what it was about to show
      throw error;
    }
  }

  /** Do what needs Python, which is started first if need be. */
  private inTurn(task: () => Promise<void>) {
    const mine = (this.life ??= this.begin());
    this.waiting += 1;
    this.work = this.work.then(async () => {
      try {
        await mine.ready;
        if (mine === this.life) await task();
      } catch (error) {
        if (!(error instanceof Stopped) && mine === this.life) this.giveUp(error as Error);
      }
      this.waiting -= 1;
      if (this.waiting || mine !== this.life) return;
      this.doing = undefined;
      this.host.changed();
    });
    return this.work;
  }

  private begin() {
    const before = download;
    const mine: Life = { ready: Promise.resolve(), loaded: () => {} };
    download = new Promise((resolve) => (mine.loaded = resolve));
    mine.ready = (async () => {
      checkPossible();
      this.tell(translated("Loading Python"), { loaded: 0 });
      this.manager = await this.host.prepare();
      await before;
      if (mine !== this.life) throw new Stopped();
      await this.start(mine, this.manager);
    })();
    return mine;
  }

  private async start(mine: Life, manager: Manager) {
    let started = false;
    const python = new Python(new URL("worker.js", this.host.folder), {
      progress: (loaded) => this.tell(translated("Loading Python"), { loaded }),
      loaded: () => {
        mine.loaded();
        this.tell(translated("Starting Python"));
      },
      message: (message, buffers) => {
        if (message.type.startsWith("comm_")) manager.receive(message, buffers, python.send);
        else if (message.cell !== this.imports?.index) this.cell(message.cell)?.take(message);
      },
      ended: (error) => {
        if (mine !== this.life) return;
        if (!started) return this.giveUp(error);
        this.leave(
          translated("Python has ended: {reason}. What is shown stays. Touch a control to start it again.", {
            reason: error.message,
          }),
        );
      },
    });
    mine.python = python;
    await python.start(this.host.page);
    started = true;
  }

  private cell(index: number | null) {
    return [...this.asked].find((cell) => cell.index === index);
  }

  private giveUp(error: Error) {
    this.leave(
      translated("Python could not run here: {reason}. The page stays as it was saved.", { reason: error.message }),
    );
  }

  private leave(text: string) {
    this.lost = [...this.asked].filter((cell) => cell !== this.imports);
    this.end();
    if (!this.quiet) this.failure = { text, gone: true };
    this.host.changed();
  }

  private tell(text: string, how: Partial<Doing> = {}) {
    this.doing = { text, ...how };
    this.host.changed();
  }
}
