// A page that can run: it shows what was saved until the reader touches a control, and then starts Python.
import "./page.css";
import { Cell } from "./cell.js";
import { Python, Stopped } from "./python.js";
import { Status } from "./status.js";

/** @typedef {import("./messages").Message} Message */
/** @typedef {import("./messages").Page} Page */

const folder = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const [STATE, VIEW] = ["state", "view"].map((kind) => `script[type="application/vnd.jupyter.widget-${kind}+json"]`);
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

  /** A hand on a control starts Python. @param {Event} event */
  function touched(event) {
    const elsewhere = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape"];
    if (!session && !(event instanceof KeyboardEvent && elsewhere.includes(event.key))) runAll();
  }

  function runAll() {
    return inTurn(async () => {
      for (const [done, cell] of cells.entries()) {
        status.progress(`Running the page: cell ${done + 1} of ${cells.length}`, done / cells.length);
        if (!(await runCell(cell))) {
          return status.fail(`Cell ${done + 1} failed, and those after it did not run. Its message stands below it.`, cell.element);
        }
      }
      status.live();
    });
  }

  /** Run one cell, after all others if they have not run. @param {Cell} cell */
  function runOne(cell) {
    if (!session) return runAll();
    return inTurn(async () => {
      if (await runCell(cell)) status.live();
      else status.fail("This cell failed. Its message stands below it.", cell.element);
    });
  }

  /** @param {Cell} cell */
  async function runCell(cell) {
    cell.begin(manager);
    let well = false;
    try {
      well = await /** @type {Python} */ (session?.python).run(cell.index, cell.source);
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
        status.fail(`Python could not run here: ${/** @type {Error} */ (error).message}. The page stays as it was saved.`);
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
    })();
    return mine;
  }

  /** @param {string} [text] what the reader is told, if anything */
  function end(text) {
    const last = session;
    session = null;
    last?.python?.end();
    manager?.detach();
    if (text) status.still(text);
  }
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
