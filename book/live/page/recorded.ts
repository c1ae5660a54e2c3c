// The first page's runs, recorded when the book was built (book/recorded.py): they play before Python is there.
import "./recorded.css";
import type { WidgetModel } from "@jupyter-widgets/base";
import { over } from "./drawn.ts";
import { elementOf, type Panel, type Parts, type Values } from "./panel.ts";
import { standsAt } from "./place.ts";
import { RecordedLine } from "./recorded_line.ts";
import { RecordedPictures } from "./recorded_pictures.ts";
import { Sweep } from "./sweep.ts";

const PACE = 140; // milliseconds from one moment to the next
const BUTTONS = ["Play", "Pause", "Step", "Rewind"]; // what a recording can do, by the names in the panel's parts
const ON = ["Play", "Step"]; // what goes on in Python at its end

export class Recorded {
  private readonly panel: Panel;
  private readonly stem: string;
  private readonly free: () => boolean; // whether no Python has the panel, and no hand has asked for it
  private readonly runs = new Map<number, Promise<Sweep | undefined>>();
  private readonly pictures = new RecordedPictures(() => this.drawn());
  private readonly buttons = new Map<Element, string>();
  private readonly ready: Promise<void>;
  private readonly line: RecordedLine;
  private question?: WidgetModel; // what is asked of a station
  private epochs: number[] = []; // of the run that is shown
  private shown = 0; // the run that is shown, 0 for the page as it opens
  private asking = 0; // the station of which something is asked
  private moment = 0;
  private playing = 0;
  private left = false; // Python has taken over
  private anew = false; // a hand wants another run
  private beyond = false; // a hand wants what comes after the recorded end
  private catching = false; // Python goes to where the recording is, which stays to be seen

  constructor(panel: Panel, stem: string, bytes: number, saved: () => boolean, asked: () => boolean) {
    [this.panel, this.stem] = [panel, stem];
    this.free = () => saved() && !asked();
    this.line = new RecordedLine(bytes, (moment) => {
      this.pause();
      void this.go(moment);
    });
    this.ready = this.place();
    panel.root.on("change:working", () => this.caught());
    panel.onMove(() => void this.follow());
    document.addEventListener("visibilitychange", () => document.hidden && this.rest());
    new MutationObserver(() => this.tell()).observe(document.documentElement, { attributeFilter: ["data-live"] });
  }

  /** Whether this button needs no Python now. */
  handles(target: Element) {
    const pressed = target.closest("button");
    if (!this.free() || !this.panel.place.contains(target)) return false;
    if (target === this.line.track) return true;
    if (!pressed) return false;
    const station = pressed.closest(".nn-presets") && pressed.textContent! in this.panel.presets;
    return Boolean(station) || (this.buttons.has(pressed) && this.run() !== undefined && !this.isBeyond(pressed));
  }

  /** Whether this button asks for what comes after the recorded end. */
  private isBeyond(button: Element) {
    const last = this.moment > 0 && this.moment === this.epochs.length - 1;
    return last && ON.includes(this.buttons.get(button) ?? "") && this.run() === this.shown;
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
      each.addEventListener("click", () => {
        if (this.handles(each)) this.press(each);
        else if (!this.left) this.wait(each);
      });
    this.line.placeAfter(panel.place.querySelector(".nn-lab-run"));
    for (const event of ["pointerenter", "focusin"])
      panel.place.addEventListener(event, () => void this.load(this.shown));
  }

  /** A button that waits for Python. */
  private wait(button: Element) {
    const name = this.buttons.get(button) ?? "";
    this.beyond = this.isBeyond(button);
    if (this.beyond) this.tell();
    else if (button.closest(".nn-lab-run") && ![...ON, "Pause"].includes(name)) this.anew = true;
  }

  /** Say what the pictures wait for, or that they wait in vain. */
  private tell() {
    if (this.left) {
      if (this.catching && over()) this.caught(); // the Python that was on its way has ended
      return;
    }
    const run = this.run();
    if (run === undefined || (run !== this.shown && !this.free())) this.line.wait(over());
    else if (this.beyond) this.line.catchUp(this.epochs[this.moment], over());
    else this.line.show(this.moment, this.epochs);
  }

  private press(button: Element) {
    const name = this.buttons.get(button);
    this.anew = this.beyond = false;
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
    const found = this.recorded.findIndex((values) => standsAt(this.panel, { ...values, ...but }));
    return found < 0 ? undefined : found;
  }

  /** What the controls are set to in each recording. */
  private get recorded() {
    const { first, presets } = this.panel;
    return [first, ...Object.values(presets).map((preset) => ({ ...first, ...preset }))];
  }

  private load(run: number) {
    const sweep = this.runs.get(run) ?? Sweep.load(`${this.stem}${run}.bin`).catch(() => undefined);
    this.runs.set(run, sweep);
    return sweep;
  }

  /** Show the start of what the controls are set to. */
  private async follow(again = false) {
    await Promise.resolve(); // a station moves several controls at once
    const run = this.run();
    if (!this.left && run !== undefined) this.ask(run);
    else if (!this.left && this.panel.values.data !== this.recorded[this.asking].data) this.ask(0);
    this.tell();
    if (run === undefined || !this.free()) return this.pause();
    if (run === this.shown && !again) return;
    this.shown = run;
    await this.go(0);
  }

  /** Ask what a station asks, until another one is chosen or the data are others; 0: nothing. */
  private ask(station: number) {
    this.asking = station;
    this.question?.set("value", station ? this.panel.root.get("parts").questions[station - 1] : "");
  }

  private play() {
    const next = async () => {
      const more = await this.go(this.moment + 1);
      if (this.playing && more) this.playing = window.setTimeout(next, PACE);
      else this.pause();
    };
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
    this.line.show(this.moment, this.epochs);
    await seen;
    return this.moment < this.epochs.length - 1;
  }

  /** Python has drawn a picture; whether the recorded one stays, for Python's first ones are of the start. */
  private drawn() {
    if (!this.left) this.handOver();
    return this.catching;
  }

  /** Python goes on where the recording is, if that is of what the controls are set to and no other is wanted. */
  private handOver() {
    this.left = true;
    if (this.asking) this.panel.root.send({ asked: this.asking }, {});
    const { look } = this.panel.values;
    this.catching = this.moment > 0 && !this.anew && this.run({ look }) === this.shown;
    const epoch = this.epochs[this.moment];
    if (this.catching) this.panel.root.send({ epoch, playing: this.playing !== 0 }, {});
    this.line.catchUp(epoch);
    this.line.leave(this.catching);
    this.pause();
  }

  /** Python may be where the recording is: what it draws from now on is seen. */
  private caught() {
    if (this.panel.root.get("working") && !over()) return;
    this.catching = false;
    this.line.leave(false);
  }
}
