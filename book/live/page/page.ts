// A page that can run: it shows what was saved until the reader touches a control, and then starts Python.
import "./page.css";
import type { IManagerState } from "@jupyter-widgets/base-manager";
import { Cell } from "./cell.ts";
import { Clicks } from "./clicks.ts";
import { Drawn } from "./drawn.ts";
import { translated } from "./language.ts";
import { Links } from "./links.ts";
import { folder, keepOffline, load } from "./loading.ts";
import type { Page } from "./messages.ts";
import type { Panel } from "./panel.ts";
import { Playing } from "./playing.ts";
import { startInSight } from "./prestart.ts";
import { Recorded } from "./recorded.ts";
import { Runs } from "./runs.ts";
import { Screen } from "./screen.ts";
import { Status } from "./status.ts";
import type { Manager } from "./widgets.ts";

declare global {
  interface Window {
    LiveWidgets: typeof import("./widgets.ts");
    LiveState: IManagerState; // the saved state of the page's panels
  }
}

const VIEW = `script[type="application/vnd.jupyter.widget-view+json"]`;
// What a hand may hold in a panel, and keys that only pass by.
const CONTROLS =
  ":is(.slider-container, .noUi-target, .widget-readout, button, select, input, .jupyter-widget-Collapse-header)";
const ELSEWHERE = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape"];
const description = document.getElementById("live-page");
if (description) makeLive(JSON.parse(description.textContent ?? ""));

function makeLive(page: Page) {
  const status = new Status(page.bytes, { run: () => runs.all(), again: () => runs.again(), stop });
  const cells = page.cells.map((cell) => new Cell(cell, { load, run: (one) => runs.one(one) }));
  let manager: Manager;
  const runs = new Runs(cells, { page, folder, prepare: async () => (await showPanels(), manager), changed: tell });
  const { sessions } = runs;
  let keeping = false; // the book is kept in the browser, or soon will be
  let lost = false; // no Python came for the buttons that wait
  const drawn = new Map<Panel, Drawn | Recorded>(); // what shows the panels' pictures before Python does

  /** Draw the saved panels with their controls. */
  const showPanels = once(async () => {
    const state = new URL(page.state, document.baseURI).href;
    await Promise.all([load("widgets.js"), load("widgets.css"), load(state)]);
    manager = new window.LiveWidgets.Manager(window.LiveState);
    for (const view of document.querySelectorAll(VIEW)) {
      const place = document.createElement("div");
      place.className = "widget-subarea live-staged";
      place.addEventListener("pointerdown", touched);
      place.addEventListener("keydown", touched);
      place.addEventListener("keydown", typed, true);
      place.addEventListener("click", ({ target }) => pressed(place, target as Element));
      const still = view.previousElementSibling;
      const panel = await manager.show(JSON.parse(view.textContent ?? "").model_id, place, view);
      await place
        .querySelector<HTMLImageElement>("img.widget-image")
        ?.decode()
        .catch(() => {}); // its size is known
      if (panel) equip(panel);
      if (still?.matches(".panel-still")) still.remove();
      place.classList.remove("live-staged"); // all is there: one takes the other's room in one frame
    }
    const version = new URL("version", new URL(page.worker, document.baseURI));
    startInSight([...document.querySelectorAll(".widget-subarea")], version, (place) => runs.start(place, true));
  });

  /** Let a panel's pictures, player and link follow the hand. */
  function equip(panel: Panel) {
    const { place } = panel;
    const cell = page.cells.find(({ index }) => document.getElementById(`cell-${index}`)?.contains(place));
    const saved = () => manager.isSaved(place);
    const pictures = cell?.drawn && !panel.root.get("parts").pictures && new Drawn(panel, cell.drawn, saved);
    if (pictures) drawn.set(panel, pictures);
    else if (cell?.drawn) drawn.set(panel, new Recorded(panel, cell.drawn, page.bytes, saved, () => runs.asked(place)));
    if (panel.root.get("parts").areas) new Clicks(panel, manager.of, saved, () => runs.start(place));
    if (panel.player) new Playing(panel, panel.player, pictures || undefined, saved);
    links.add(new Screen(panel));
  }
  const links = new Links(showPanels, async (panel) => {
    if (!(await drawn.get(panel)?.holds())) runs.start(panel.place);
  });
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      showPanels().catch((error) =>
        status.fail(translated("The controls could not be shown: {reason}.", { reason: error.message })),
      );
    },
    { rootMargin: "600px" },
  );
  for (const still of document.querySelectorAll(".panel-still")) near.observe(still);

  /** A hand on a control starts Python, as far as that panel needs. */
  function touched(event: Event) {
    const target = event.target as Element;
    if (!target.closest(CONTROLS) || (event instanceof KeyboardEvent && ELSEWHERE.includes(event.key))) return;
    if (!target.closest(".nn-tools, .live-bar") && !recorded(target)) runs.start(target);
  }

  /** A field of ipywidgets keeps its keys to itself, so they are heard before it. */
  function typed(event: Event) {
    if ((event.target as Element).matches("input")) touched(event);
  }

  /** Whether a recording does what this button is for. */
  function recorded(target: Element) {
    return [...drawn.values()].some((each) => each instanceof Recorded && each.handles(target));
  }

  /** A button that only Python can answer waits for it; presets and a player have acted by themselves. */
  function pressed(place: Element, target: Element) {
    const button = target.closest(".jupyter-button");
    if (!button) return;
    if (lost) manager.forgetPressed(); // the hand has another wish
    lost = false;
    if (!button.closest(".nn-presets, .nn-player") && !recorded(button)) manager.press(place, button);
  }

  /** Say what the Pythons do, the panels' first; or how it ended. */
  function tell() {
    const loud = sessions.filter(({ quiet }) => !quiet);
    const busy = loud.find(({ doing }) => doing);
    const failing = loud.find(({ failure }) => failure);
    const failed = failing?.failure;
    if (busy?.doing) {
      const { text, share, loaded } = busy.doing;
      if (loaded === undefined) status.progress(text, share);
      else status.download(loaded);
    } else if (failing && failed) {
      lost ||= failed.gone;
      if (failed.gone) status.gone("failed", failed.text);
      else status.fail(failed.text, failed.place);
      // Scrolled to once; and a Python that is gone says so once, a cell's failure until it is mended.
      failing.failure = failed.gone ? undefined : { ...failed, place: null };
    } else if (loud.some(({ running }) => running)) {
      status.live(runs.whole, runs.waiting);
    }
    const idle = sessions.some(({ running }) => running) && !sessions.some(({ doing }) => doing);
    if (!idle || keeping) return;
    keeping = true;
    keepOffline(page.worker).catch(() => {}); // no room, or a private window: then the network is asked again
  }

  /** End what is at work; a panel that answers goes on. */
  function stop() {
    for (const session of sessions) if (session.doing) session.end();
    status.gone("still", translated("Stopped. What is shown stays."));
  }
}

function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
