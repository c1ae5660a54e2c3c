// The first page's runs, recorded when the book was built (book/recorded.py): they play before Python is there.
import "./recorded.css";
import type { WidgetModel } from "@jupyter-widgets/base";
import { translated } from "./language.ts";
import { elementOf, type Panel, type Parts, type Values } from "./panel.ts";
import { standsAt } from "./place.ts";
import { RecordedPictures } from "./recorded_pictures.ts";
import { make } from "./status.ts";
import { Sweep } from "./sweep.ts";

const PACE = 140; // milliseconds from one moment to the next
const BUTTONS = ["Play", "Pause", "Step", "Rewind"]; // what a recording can do, by the names in the panel's parts

export class Recorded {
  private readonly panel: Panel;
  private readonly stem: string;
  private readonly free: () => boolean; // whether no Python has the panel, and no hand has asked for it
  private readonly asked: () => boolean; // whether a hand has
  private readonly runs = new Map<number, Promise<Sweep | undefined>>();
  private readonly pictures = new RecordedPictures(() => this.drawn());
  private readonly buttons = new Map<Element, string>();
  private readonly ready: Promise<void>;
  private readonly line = make("p", "live-recorded live-waiting");
  private question?: WidgetModel; // what is asked of a station
  private readonly track = Object.assign(document.createElement("input"), { type: "range", min: "0", value: "0" });
  private readonly text = make("span");
  private epochs: number[] = []; // of the run that is shown
  private shown = 0; // the run that is shown, 0 for the page as it opens
  private moment = 0;
  private playing = 0;
  private left = false; // Python has taken over
  private going = false; // and goes on with the run that was shown

  constructor(panel: Panel, stem: string, saved: () => boolean, asked: () => boolean) {
    [this.panel, this.stem, this.asked] = [panel, stem, asked];
    this.free = () => saved() && !asked();
    this.track.setAttribute("aria-label", translated("epoch of the recorded run"));
    this.track.addEventListener("input", () => {
      this.pause();
      void this.go(Number(this.track.value));
    });
    this.line.append(this.text, this.track);
    this.ready = this.place();
    panel.onMove(() => void this.follow());
    document.addEventListener("visibilitychange", () => document.hidden && this.rest());
  }

  /** Whether this button needs no Python now. */
  handles(target: Element) {
    const pressed = target.closest("button");
    if (!this.free() || !this.panel.place.contains(target)) return false;
    if (target === this.track) return true;
    if (!pressed) return false;
    const station = pressed.closest(".nn-presets") && pressed.textContent! in this.panel.presets;
    return Boolean(station) || (this.buttons.has(pressed) && this.run() !== undefined);
  }

  /** Whether the values as they are now were recorded. */
  async holds() {
    return this.run() !== undefined;
  }

  private async place() {
    const { panel } = this;
    const model = (each: string) => panel.root.widget_manager.get_model(each.replace("IPY_MODEL_", ""));
    const { buttons = {}, question = "" } = panel.root.get("parts") as Parts;
    for (const name of BUTTONS) this.buttons.set(await elementOf(await model(buttons[name])), name);
    await this.pictures.place(panel, model);
    this.question = await model(question);
    for (const each of panel.place.querySelectorAll<HTMLElement>("button"))
      each.addEventListener("click", () => this.handles(each) && this.press(each));
    panel.place.querySelector(".nn-lab-run")?.after(this.line);
    for (const event of ["pointerenter", "focusin"])
      panel.place.addEventListener(event, () => void this.load(this.shown));
  }

  private press(button: Element) {
    const name = this.buttons.get(button);
    this.pause();
    if (name === "Play") this.play();
    else if (name === "Step") void this.go(this.moment + 1);
    else if (name === "Rewind") void this.go(0);
    else if (name === undefined) {
      this.panel.set(this.panel.presets[button.textContent ?? ""] ?? {});
      void this.follow(true);
    }
  }

  /** The number of the recording of the values as they are, but for those of ``but``. */
  private run(but: Values = {}) {
    const { panel } = this;
    const presets = Object.values(panel.presets).map((preset) => ({ ...panel.first, ...preset }));
    const found = [panel.first, ...presets].findIndex((values) => standsAt(panel, { ...values, ...but }));
    return found < 0 ? undefined : found;
  }

  private load(run: number) {
    const sweep = this.runs.get(run) ?? Sweep.load(`${this.stem}${run}.bin`).catch(() => undefined);
    this.runs.set(run, sweep);
    return sweep;
  }

  /** Show the start of what the controls are set to. */
  private async follow(again = false) {
    await Promise.resolve(); // a station moves several controls at once
    const run = this.free() ? this.run() : undefined;
    if (run === undefined) return this.pause();
    if (run === this.shown && !again) return;
    this.shown = run;
    this.question?.set("value", run ? this.panel.root.get("parts").questions[run - 1] : "");
    await this.go(0);
  }

  private play() {
    const next = async () => {
      const more = await this.go(this.moment + 1);
      if (this.playing && more) this.playing = window.setTimeout(next, PACE);
      else this.pause();
    };
    if (this.epochs.length && this.moment === this.epochs.length - 1) this.moment = -1;
    this.playing = window.setTimeout(next);
  }

  /** A page that nobody sees does not play. */
  private rest() {
    this.pause();
    if (this.left && this.panel.root.comm_live) this.panel.root.send({ playing: false }, {});
  }

  private pause() {
    clearTimeout(this.playing);
    this.playing = 0;
  }

  /** Show a moment of the run; whether there is a later one. */
  private async go(moment: number) {
    await this.ready;
    const run = this.shown;
    const sweep = await this.load(run);
    if (!sweep || !this.free() || run !== this.shown) return false;
    this.epochs = [...new Set(sweep.names.map((name) => Number(name.split(" ")[1])))];
    this.moment = Math.min(moment, this.epochs.length - 1);
    const epoch = this.epochs[this.moment];
    const seen = this.pictures.show((name) => sweep.of(`${name} ${epoch}`));
    this.line.hidden = false;
    this.line.classList.remove("live-waiting");
    this.track.max = String(this.epochs.length - 1);
    this.track.value = String(this.moment);
    this.text.textContent = translated("Recorded: epoch {epoch}", { epoch });
    await seen;
    return this.moment < this.epochs.length - 1;
  }

  /** Python has drawn a picture; whether the recorded one stays, for Python's first one is of the start. */
  private drawn() {
    if (!this.left) this.handOver();
    return this.going && this.panel.values.look === 0; // else what was shown is another start
  }

  /** If Python came unasked, or to look at another start, it goes on where the recording is. */
  private handOver() {
    this.left = true;
    this.line.hidden = true;
    const { look } = this.panel.values;
    const wanted = look === 0 && this.asked();
    this.going = this.moment > 0 && !wanted && this.run({ look }) === this.shown;
    if (this.going) this.panel.root.send({ epoch: this.epochs[this.moment], playing: this.playing !== 0 }, {});
    this.pause();
  }
}
