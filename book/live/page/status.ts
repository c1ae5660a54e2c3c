// What the page says of itself: on the button under its title, and in a bar at the bottom of the window while Python starts.
import { translated } from "./language.ts";

const MEGABYTE = 1e6;

type State = "starting" | "live" | "failed" | "still";

export class Status {
  private readonly bytes: number;
  private readonly start: HTMLButtonElement;
  private readonly bar = make("div", "live-bar");
  private readonly text = make("p");
  private readonly meter = document.createElement("progress");
  private readonly halt: HTMLButtonElement;
  private readonly again: HTMLButtonElement;
  private readonly close: HTMLButtonElement;

  /** ``bytes``: the size of all that is downloaded; ``again`` runs what was wanted when Python did not come. */
  constructor(bytes: number, actions: { run: () => void; again: () => void; stop: () => void }) {
    this.bytes = bytes;
    this.start = document.querySelector(".live-line button") as HTMLButtonElement;
    this.start.addEventListener("click", actions.run);

    this.bar.hidden = true;
    this.text.setAttribute("role", "status");
    this.meter.setAttribute("aria-label", translated("Starting Python"));
    this.halt = button(translated("Stop"), actions.stop);
    this.again = button(translated("Try again"), actions.again);
    this.close = button(translated("Close"), () => this.hide());
    this.bar.append(this.text, this.meter, this.halt, this.again, this.close);
    document.body.append(this.bar);
    const { style } = document.documentElement; // where the keyboard goes, it is not under the bar
    new ResizeObserver(() => {
      style.setProperty("--bar", `${this.bar.offsetHeight}px`);
      window.dispatchEvent(new Event("resize")); // the panels have less room, or more
    }).observe(this.bar);
  }

  /** ``share`` is of 1; without it, nobody knows how long. */
  progress(text: string, share?: number) {
    this.say("starting", text);
    if (share === undefined) this.meter.removeAttribute("value");
    else this.meter.value = share;
  }

  /** ``loaded`` is in bytes. */
  download(loaded: number) {
    const [now, all] = [loaded, this.bytes].map((bytes) => (bytes / MEGABYTE).toFixed(1));
    this.progress(translated("Loading Python: {now} of {all} MB", { now, all }), loaded / this.bytes);
  }

  /** ``whole``: all cells have run; ``waiting``: there are panels that have not. */
  live(whole: boolean, waiting: boolean) {
    const panel = waiting
      ? translated("This panel is live. The others start when you touch them.")
      : translated("This panel is live.");
    this.say("live", whole ? translated("This page is live: every control answers.") : panel);
    this.start.textContent = whole ? translated("Run this page again") : translated("Run the rest of this page");
    setTimeout(() => this.bar.dataset.state === "live" && this.hide(), 5000);
  }

  /** Say why, and show the place to look at. */
  fail(text: string, place?: Element | null) {
    this.say("failed", text);
    place?.scrollIntoView({ block: "nearest" });
  }

  /** Python is gone: by the reader's wish ("still") or not. */
  gone(state: "still" | "failed", text: string) {
    this.say(state, text);
    this.start.textContent = translated("Run this page");
  }

  private say(state: State, text: string) {
    document.documentElement.dataset.live = this.bar.dataset.state = state;
    if (this.text.textContent !== text) this.text.textContent = text;
    this.text.setAttribute("role", state === "failed" ? "alert" : "status");
    this.meter.hidden = this.halt.hidden = state !== "starting";
    this.again.hidden = state !== "failed";
    this.close.hidden = state === "starting";
    this.bar.hidden = false;
  }

  private hide() {
    this.bar.hidden = true;
  }
}

export function make(tag: string, style = "", text = "") {
  const element = document.createElement(tag);
  element.className = style;
  element.textContent = text;
  return element;
}

export function button(text: string, action: () => void) {
  const element = make("button", "live-button", text) as HTMLButtonElement;
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}
