// A page that can run: it shows what was saved until the reader touches a control, and then starts Python.
import "./page.css";
import { Cell } from "./cell.js";
import { Python, Stopped } from "./python.js";
import { Status } from "./status.js";

/** @typedef {import("./messages").Message} Message */
/** @typedef {import("./messages").Page} Page */

const folder = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const [STATE, VIEW] = ["state", "view"].map((kind) => `script[type="application/vnd.jupyter.widget-${kind}+json"]`);
// What a hand may hold in a panel, and keys that only pass by.
const CONTROLS = ".slider-container, .noUi-target, .widget-readout, button, select, input";
const ELSEWHERE = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape"];
const description = document.getElementById("live-page");
if (description) makeLive(JSON.parse(/** @type {string} */ (description.textContent)));

/** @param {Page} page */
function makeLive(page) {
  const status = new Status(page.bytes, { run: runAll, stop: () => end("Stopped. What is shown stays.") });
  const cells = page.cells.map((cell) => new Cell(cell, { load, run: runOne }));
  const byIndex = new Map(cells.map((cell) => [cell.index, cell]));
  /** @type {any} the widgets' Manager */
  let manager;
  /** Python, as long as it runs. @type {{ python?: Python, ready: Promise<void> } | null} */
  let session = null;
  /** @type {Promise<void>} one thing after the other */
  let work = Promise.resolve();
  /** How many cells have run, and how many shall. */
  let [ran, asked] = [0, 0];

  /** Draw the saved panels with their controls. */
  const showPanels = once(async () => {
    await Promise.all([load("widgets.js"), load("widgets.css")]);
    const { Manager } = /** @type {any} */ (window).LiveWidgets;
    manager = new Manager(JSON.parse(document.querySelector(STATE)?.textContent ?? "null"));
    for (const view of document.querySelectorAll(VIEW)) {
      const place = document.createElement("div");
      place.className = "widget-subarea";
      place.addEventListener("pointerdown", touched);
      place.addEventListener("keydown", touched);
      await manager.show(JSON.parse(view.textContent ?? "").model_id, place, view);
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

  /** A hand on a control starts Python, as far as that panel needs. @param {Event} event */
  function touched(event) {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest(CONTROLS) || (event instanceof KeyboardEvent && ELSEWHERE.includes(event.key))) return;
    const cell = cells.find(({ element }) => element?.contains(target));
    if (cell && cells.indexOf(cell) >= asked) runThrough(cell);
  }

  /** Run the cells that have not run yet, in order, up to this one. @param {Cell} last */
  function runThrough(last) {
    asked = Math.max(asked, cells.indexOf(last) + 1);
    return inTurn(async () => {
      for (const cell of cells.slice(ran, cells.indexOf(last) + 1)) {
        status.progress(`Running the page: cell ${ran + 1} of ${cells.length}`, ran / cells.length);
        if (!(await runCell(cell))) {
          asked = ran;
          return status.fail(
            `Cell ${ran + 1} failed, and those after it did not run. Its message stands below it.`,
            cell.element,
          );
        }
        ran += 1;
      }
      status.live(ran === cells.length);
    });
  }

  /** Run all cells, in a Python without a memory if they have run before. */
  function runAll() {
    if (ran === cells.length) end();
    return runThrough(cells[cells.length - 1]);
  }

  /** Run one cell, after those before it. @param {Cell} cell */
  function runOne(cell) {
    if (cells.indexOf(cell) >= asked) return runThrough(cell);
    return inTurn(async () => {
      status.progress("Running the cell");
      if (await runCell(cell)) status.live(ran === cells.length);
      else status.fail("This cell failed. Its message stands below it.", cell.element);
    });
  }

  /** @param {Cell} cell */
  async function runCell(cell) {
    const python = session?.python;
    if (!python) throw new Stopped();
    cell.begin(manager);
    let well = false;
    try {
      well = await python.run(cell.index, cell.source);
      return well;
    } finally {
      await cell.finish(well);
    }
  }

  /** @param {() => Promise<void>} task what needs Python, which is started first if need be */
  function inTurn(task) {
    const mine = (session ??= begin());
    work = work.then(async () => {
      try {
        await mine.ready;
        if (mine === session) await task();
      } catch (error) {
        if (error instanceof Stopped || mine !== session) return;
        end();
        status.fail(
          `Python could not run here: ${/** @type {Error} */ (error).message}. The page stays as it was saved.`,
        );
      }
    });
    return work;
  }

  function begin() {
    /** @type {{ python?: Python, ready: Promise<void> }} */
    const mine = { ready: Promise.resolve() };
    mine.ready = (async () => {
      possible();
      status.download(0);
      await showPanels();
      if (mine !== session) throw new Stopped();
      const python = new Python(new URL("worker.js", folder), {
        progress: (loaded) => status.download(loaded),
        loaded: () => status.progress("Starting Python"),
        message: (message, buffers) => {
          if (message.type.startsWith("comm_")) manager.receive(message, buffers, python.send.bind(python));
          else byIndex.get(message.cell ?? -1)?.take(message);
        },
      });
      mine.python = python;
      await python.start(page);
      keepOffline(page.worker);
    })();
    return mine;
  }

  /** @param {string} [text] what the reader is told, if anything */
  function end(text) {
    const last = session;
    session = null;
    ran = asked = 0;
    last?.python?.end();
    manager?.detach();
    if (text) status.still(text);
  }
}

/** Keep the book and its Python in the browser, so that next time they need no network. @param {string} script */
async function keepOffline(script) {
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

/** @template T @param {() => Promise<T>} make @returns {() => Promise<T>} */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}

const scripts = new Map();
/** Load a style or a classic script of this folder; a page that was opened as a file may do so too. @param {string} name */
function load(name) {
  if (!scripts.has(name)) {
    const arrived = new Promise((resolve, reject) => {
      const address = new URL(name, folder).href;
      const element = name.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
        : Object.assign(document.createElement("script"), { src: address });
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(element);
    });
    scripts.set(name, arrived);
  }
  return scripts.get(name);
}
