// A panel on the screen: it can fill the window or the whole screen, stand alone in a frame, and be led by keys.
import "./screen.css";
import { count } from "./counting.ts";
import { describe } from "./heard.ts";
import type { Panel } from "./panel.ts";
import { keepSharp } from "./sharp.ts";
import { dress, openByKey } from "./sliders.ts";
import { Tools } from "./tools.ts";

const STEPPED = ".noUi-handle, select";
const HEADER = ".jupyter-widget-Collapse-header";
const TYPING = "input, [contenteditable=true]";
const MOST = 0.7; // of the window, for a picture that stays in sight above its controls

export class Screen {
  readonly panel: Panel;
  readonly place: HTMLElement;
  hidden: string[] = []; // the controls that are not shown
  only = false; // whether the panel stands without its page
  private readonly tools: Tools;
  private readonly heard: (() => void)[] = [];

  constructor(panel: Panel) {
    this.panel = panel;
    this.place = panel.place;
    this.place.classList.add("nn-place");
    for (const name of panel.controls.keys()) dress(panel, name);
    for (const header of this.place.querySelectorAll<HTMLElement>(HEADER)) openByKey(header);
    this.tools = new Tools(this);
    keepSharp(panel);
    count(panel);
    describe(panel);
    const tell = () => {
      if (panel.root.comm_live && panel.root.get("working")) this.place.setAttribute("aria-busy", "true");
      else this.place.removeAttribute("aria-busy");
    };
    panel.root.on("change:working comm_live_update", tell);
    keepHeight(this.place.querySelector<HTMLElement>(".nn-words"));
    keepInSight(this.place.querySelector<HTMLElement>(".nn-view"));
    this.place.addEventListener("keydown", (event) => this.key(event), { capture: true });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && !this.only) this.leave();
    });
  }

  get filled() {
    return this.place.classList.contains("nn-filled");
  }

  /** Hear when what a link holds has changed, but for the values. */
  onChange(heard: () => void) {
    this.heard.push(heard);
  }

  /** Fill the window; ``whole``: the screen too, which a browser allows after a press only. */
  fill(whole = false) {
    document.querySelector(".nn-filled")?.classList.remove("nn-filled");
    document.documentElement.classList.add("nn-filling");
    this.place.classList.add("nn-filled");
    const bar = document.querySelector(".live-bar"); // in the whole screen nothing else would be seen
    if (bar) this.place.append(bar);
    if (whole) this.place.requestFullscreen?.().catch(() => {}); // then it is the window
    if (!this.only) this.place.querySelector<HTMLElement>(STEPPED)?.focus({ preventScroll: true });
    this.changed();
  }

  leave() {
    if (!this.filled) return;
    document.documentElement.classList.remove("nn-filling");
    this.place.classList.remove("nn-filled");
    const bar = this.place.querySelector(".live-bar");
    if (bar) document.body.append(bar);
    const left = document.fullscreenElement ? document.exitFullscreen() : Promise.resolve();
    void left.then(() => this.back());
    this.changed();
  }

  /** Where the keyboard was, or the panel, is in sight again. */
  private back() {
    const hand = document.activeElement;
    (hand && this.place.contains(hand) ? hand : this.place).scrollIntoView({ block: "nearest" });
  }

  /** As a link wants it: without its page, without some controls. */
  arrange(only: boolean, hidden: string[]) {
    this.only = only;
    this.place.classList.toggle("nn-only", only);
    this.hidden = hidden.filter((name) => this.panel.controls.has(name));
    for (const [name, element] of this.panel.elements) element.classList.toggle("nn-hidden", hidden.includes(name));
    this.changed();
  }

  private changed() {
    this.tools.update();
    for (const heard of this.heard) heard();
  }

  /** Up and Down choose a control, Left and Right move it, digits choose presets, Escape leaves. */
  private key(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    if (!this.filled || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !this.only) this.leave();
    else if (target.closest(TYPING)) return;
    else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      this.choose(target, event.key === "ArrowUp" ? -1 : 1);
    else if (/^Arrow/.test(event.key) && target.matches("select"))
      this.turn(target, event.key === "ArrowLeft" ? -1 : 1);
    else if (/^\d$/.test(event.key))
      this.place.querySelectorAll<HTMLElement>(".nn-presets button")[+event.key - this.firstKey]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation(); // a slider would move, too
  }

  /** The digit of the first preset: stations are counted from 1, and 0 is *Reset* elsewhere. */
  get firstKey() {
    return this.place.querySelector(".nn-lab-tour") ? 1 : 0;
  }

  private choose(target: HTMLElement, by: number) {
    const controls = [...this.place.querySelectorAll<HTMLElement>(STEPPED)].filter((control) => control.offsetParent);
    const next = controls[(controls.indexOf(target) + by + controls.length) % controls.length];
    next?.focus({ focusVisible: true } as FocusOptions);
    next?.scrollIntoView({ block: "nearest" });
  }

  private turn(list: HTMLElement, by: number) {
    for (const [name, element] of this.panel.elements) if (element.contains(list)) this.panel.step(name, by);
  }
}

/** A sentence keeps the room of the longest one so far, so that nothing below it moves. */
function keepHeight(words: HTMLElement | null) {
  if (!words) return;
  let [width, height] = [0, 0];
  const seen = new ResizeObserver(() => {
    const box = words.getBoundingClientRect();
    if (Math.abs(box.width - width) > 1) {
      [width, height] = [box.width, 0];
      words.style.minHeight = "";
    } else if (box.height > height) {
      height = box.height;
      words.style.minHeight = `${height}px`;
    }
  });
  seen.observe(words);
}

/** A picture stays in sight while its controls are moved, if it leaves them room; and no control comes to lie under it. */
function keepInSight(view: HTMLElement | null) {
  if (!view) return;
  const settle = () => {
    const height = view.offsetHeight;
    const bar = Number.parseFloat(document.documentElement.style.getPropertyValue("--bar")) || 0; // while Python starts
    const tall = height > MOST * innerHeight - bar;
    view.classList.toggle("nn-tall", tall);
    view.parentElement?.style.setProperty("--view", `${tall ? 0 : height}px`);
  };
  new ResizeObserver(settle).observe(view);
  window.addEventListener("resize", settle);
}
