// A page that can run: it shows what was saved until the reader touches a control, and then starts Python.
import "./page.css";
import { Cell } from "./cell.ts";
import type { Page } from "./messages.ts";
import type { Panel } from "./panel.ts";
import { Python, Stopped } from "./python.ts";
import { Status } from "./status.ts";
import type { Manager } from "./widgets.ts";

declare global {
  interface Window {
    LiveWidgets: typeof import("./widgets.ts");
  }
}

/** Python, as long as it runs. */
type Session = { python?: Python; ready: Promise<void> };

const folder = new URL(".", (document.currentScript as HTMLScriptElement).src);
const [STATE, VIEW] = ["state", "view"].map((kind) => `script[type="application/vnd.jupyter.widget-${kind}+json"]`);
const PANEL = /^panels\.\w+\(\)$/;
// What a hand may hold in a panel, and keys that only pass by.
const CONTROLS = ".slider-container, .noUi-target, .widget-readout, button, select, input";
const ELSEWHERE = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape"];
const description = document.getElementById("live-page");
if (description) makeLive(JSON.parse(description.textContent ?? ""));

function makeLive(page: Page) {
  const status = new Status(page.bytes, { run: runAll, stop: () => end("Stopped. What is shown stays.") });
  const cells = page.cells.map((cell) => new Cell(cell, { load, run: runOne }));
  const byIndex = new Map(cells.map((cell) => [cell.index, cell]));
  let manager: Manager;
  let session: Session | null = null;
  let work = Promise.resolve(); // one thing after the other
  const asked = new Set<Cell>(); // the cells that have run or shall
  const panels: Panel[] = []; // those that are drawn with their controls

  /** Draw the saved panels with their controls. */
  const showPanels = once(async () => {
    await Promise.all([load("widgets.js"), load("widgets.css")]);
    manager = new window.LiveWidgets.Manager(JSON.parse(document.querySelector(STATE)?.textContent ?? "null"));
    for (const view of document.querySelectorAll(VIEW)) {
      const place = document.createElement("div");
      place.className = "widget-subarea";
      place.addEventListener("pointerdown", touched);
      place.addEventListener("keydown", touched);
      const panel = await manager.show(JSON.parse(view.textContent ?? "").model_id, place, view);
      if (panel) panels.push(panel);
    }
  });
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      showPanels().catch((error) => status.fail(`The controls could not be shown: ${error.message}.`));
    },
    { rootMargin: "600px" },
  );
  for (const still of document.querySelectorAll(".panel-still")) near.observe(still);

  /** A hand on a control starts Python, as far as that panel needs. */
  function touched(event: Event) {
    const target = event.target as Element;
    if (!target.closest(CONTROLS) || (event instanceof KeyboardEvent && ELSEWHERE.includes(event.key))) return;
    const cell = cells.find(({ element }) => element?.contains(target));
    if (cell && !asked.has(cell)) run(upTo(cell));
  }

  /** The cell with those that it needs. */
  function upTo(cell: Cell) {
    // A panel and an answer need the imports only, so nobody waits for the training of other cells.
    if (cell.answers || PANEL.test(cell.source)) return [...new Set([cells[0], cell])];
    return cells.slice(0, cells.indexOf(cell) + 1);
  }

  /** Run those of the cells that have not run yet. */
  function run(wanted: Cell[]) {
    const fresh = wanted.filter((cell) => !asked.has(cell));
    for (const cell of fresh) asked.add(cell);
    return inTurn(async () => {
      const doubts = new Set<string>(); // sections that say what no longer holds
      for (const [done, cell] of fresh.entries()) {
        status.progress(`Running the page: cell ${done + 1} of ${fresh.length}`, done / fresh.length);
        if (await runCell(cell)) continue;
        const check = !cell.element && cell !== cells[0];
        if (check) doubts.add(section(cell));
        if (check || (cell.answers && cell !== fresh.at(-1))) continue;
        for (const skipped of fresh.slice(done)) asked.delete(skipped);
        const others = fresh.length > 1 ? ", and those after it did not run" : "";
        const message = cell.element ? "Its message stands below it" : cell.error();
        return status.fail(`A cell failed${others}. ${message}.`, cell.element);
      }
      const said = "the text says does not fit what the cells compute now";
      if (doubts.size) status.fail(`Something that ${said}, in: ${[...doubts].join("; ")}.`);
      else status.live(asked.size === cells.length);
    });
  }

  /** The heading above a cell that is not on the page. */
  function section(cell: Cell) {
    const before = cells.slice(0, cells.indexOf(cell)).reverse();
    const seen = before.find(({ element }) => element)?.element?.closest("section");
    return seen?.querySelector("h1, h2, h3")?.firstChild?.textContent?.trim() ?? "this page";
  }

  /** Run all cells, in a Python without a memory if they have run before. */
  function runAll() {
    if (asked.size === cells.length) end();
    return run(cells);
  }

  /** Run one cell, after those before it. */
  function runOne(cell: Cell) {
    asked.delete(cell);
    return run(upTo(cell));
  }

  async function runCell(cell: Cell) {
    const python = session?.python;
    if (!python) throw new Stopped();
    cell.begin(manager);
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
  function inTurn(task: () => Promise<void>) {
    const mine = (session ??= begin());
    work = work.then(async () => {
      try {
        await mine.ready;
        if (mine === session) await task();
      } catch (error) {
        if (error instanceof Stopped || mine !== session) return;
        giveUp(error as Error);
      }
    });
    return work;
  }

  function begin() {
    const mine: Session = { ready: Promise.resolve() };
    mine.ready = (async () => {
      possible();
      status.download(0);
      await showPanels();
      if (mine !== session) throw new Stopped();
      let started = false;
      const python = new Python(new URL("worker.js", folder), {
        progress: (loaded) => status.download(loaded),
        loaded: () => status.progress("Starting Python"),
        message: (message, buffers) => {
          if (message.type.startsWith("comm_")) manager.receive(message, buffers, python.send);
          else byIndex.get(message.cell ?? -1)?.take(message);
        },
        ended: (error) => {
          if (!started) return giveUp(error);
          end();
          status.gone(
            "failed",
            `Python has ended: ${error.message}. What is shown stays. Touch a control to start it again.`,
          );
        },
      });
      mine.python = python;
      await python.start(page);
      started = true;
      keepOffline(page.worker).catch(() => {}); // no room, or a private window: then the network is asked again
    })();
    return mine;
  }

  function giveUp(error: Error) {
    end();
    status.gone("failed", `Python could not run here: ${error.message}. The page stays as it was saved.`);
  }

  /** ``text`` is what the reader is told, if anything. */
  function end(text?: string) {
    const last = session;
    session = null;
    asked.clear();
    last?.python?.end();
    manager?.detach();
    if (text) status.gone("still", text);
  }
}

/** Keep the book and its Python in the browser, so that next time they need no network. */
async function keepOffline(script: string) {
  if (!("serviceWorker" in navigator)) return; // a plain http: server; all else works
  await navigator.serviceWorker.register(new URL(script, document.baseURI));
  (await navigator.serviceWorker.ready).active?.postMessage("keep");
}

/** Say why, where a page cannot run Python. */
function possible() {
  if (location.protocol === "file:") {
    const mend = "Type “python -m http.server” in the folder of the book, and open the address that it prints";
    throw new Error(`the page was opened as a file. ${mend}`);
  }
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly, or it is switched off");
  if (typeof Worker !== "function") throw new Error("this browser has no workers, or they are switched off");
}

function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const scripts = new Map<string, Promise<unknown>>();
/** Load a style or a classic script of this folder; a page that was opened as a file may do so too. */
function load(name: string) {
  const arrived =
    scripts.get(name) ??
    new Promise((resolve, reject) => {
      const address = new URL(name, folder).href;
      const element = name.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
        : Object.assign(document.createElement("script"), { src: address });
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(element);
    });
  scripts.set(name, arrived);
  return arrived;
}
