// The first page's runs, recorded when the book was built (book/recorded.py): they play before Python is there.
import "./recorded.css";
import type { WidgetModel } from "@jupyter-widgets/base";
import { elementOf, type Panel, type Values } from "./panel.ts";
import { standsAt } from "./place.ts";
import { make } from "./status.ts";
import { type Picture, Sweep } from "./sweep.ts";

const PACE = 140; // milliseconds from one moment to the next
const HELD = 30; // milliseconds in which Python's first pictures and sentences have come
const BUTTONS = ["Play", "Pause", "Step", "Rewind"]; // what a recording can do

/** One of the pictures: what shows it, what the page shows at first, and what stays until Python has drawn more. */
type Screen = { image: WidgetModel; words: WidgetModel; first: Picture; frame: HTMLElement; shown?: Picture };

export class Recorded {
  private readonly panel: Panel;
  private readonly stem: string;
  private readonly free: () => boolean; // whether no Python has the panel, and no hand has asked for it
  private readonly asked: () => boolean; // whether a hand has
  private readonly runs = new Map<number, Promise<Sweep | undefined>>();
  private readonly screens = new Map<string, Screen>();
  private readonly ready: Promise<void>;
  private readonly line = make("p", "live-recorded");
  private question?: WidgetModel; // what is asked of a station
  private readonly track = Object.assign(document.createElement("input"), { type: "range", min: "0", value: "0" });
  private readonly text = make("span");
  private epochs: number[] = []; // of the run that is shown
  private shown = 0; // the run that is shown, 0 for the page as it opens
  private moment = 0;
  private playing = 0;
  private left = false; // Python has taken over
  private going = false; // and goes on with the run that was shown
  private own = false; // whether a change of a picture is made here

  constructor(panel: Panel, stem: string, saved: () => boolean, asked: () => boolean) {
    [this.panel, this.stem, this.asked] = [panel, stem, asked];
    this.free = () => saved() && !asked();
    this.track.setAttribute("aria-label", "epoch of the recorded run");
    this.track.addEventListener("input", () => {
      this.pause();
      void this.go(Number(this.track.value));
    });
    this.line.append("Recorded: epoch ", this.text, this.track);
    this.line.classList.add("live-waiting");
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
    return Boolean(station) || (BUTTONS.includes(pressed.textContent ?? "") && this.run() !== undefined);
  }

  /** Whether the values as they are now were recorded. */
  async holds() {
    return this.run() !== undefined;
  }

  private async place() {
    const { panel } = this;
    const model = (each: string) => panel.root.widget_manager.get_model(each.replace("IPY_MODEL_", ""));
    const pictures = panel.root.get("parts").pictures as Record<string, string[]>;
    for (const [name, references] of Object.entries(pictures)) {
      const [image, words] = await Promise.all(references.map(model));
      const first = { format: image.get("format"), data: image.get("value"), sentence: image.get("tooltip") };
      const screen = { image, words, first, frame: await elementOf(image) };
      this.screens.set(name, screen);
      image.on("change:value", () => this.own || this.leave(screen));
    }
    this.question = await model(panel.root.get("parts").question);
    for (const each of panel.place.querySelectorAll<HTMLElement>("button"))
      each.addEventListener("click", () => this.handles(each) && this.press(each.textContent ?? ""));
    panel.place.querySelector(".nn-lab-run")?.after(this.line);
    for (const event of ["pointerenter", "focusin"])
      panel.place.addEventListener(event, () => void this.load(this.shown));
  }

  private press(name: string) {
    const preset = this.panel.presets[name];
    this.pause();
    if (preset) {
      this.panel.set(preset);
      void this.follow(true);
    } else if (name === "Play") this.play();
    else if (name === "Step") void this.go(this.moment + 1);
    else if (name === "Rewind") void this.go(0);
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
    this.own = true;
    for (const [name, screen] of this.screens) {
      const picture = sweep.of(`${name} ${epoch}`);
      if (picture) show(screen, picture);
      screen.shown = picture;
    }
    this.own = false;
    this.line.hidden = false;
    this.line.classList.remove("live-waiting");
    this.track.max = String(this.epochs.length - 1);
    this.track.value = String(this.moment);
    this.text.textContent = String(epoch);
    await Promise.all(
      [...this.screens.values()].map(({ frame }) => (frame as HTMLImageElement).decode().catch(() => {})),
    );
    return this.moment < this.epochs.length - 1;
  }

  /** Python has drawn one of the pictures. */
  private leave(screen: Screen) {
    if (!this.left) this.handOver();
    const { shown } = screen;
    screen.shown = undefined;
    const same = this.panel.values.look === 0; // else what was shown is another start
    if (shown && this.going && same) setTimeout(() => this.hold(screen, shown), HELD);
    else screen.frame.style.removeProperty("background");
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

  /** Python's first picture is of the start; what was shown stays until it is where the recording was. */
  private hold(screen: Screen, shown: Picture) {
    this.own = true;
    show(screen, shown);
    this.own = false;
  }
}

/** Put a picture over the first one. */
function show({ image, words, first, frame }: Screen, { format, data, sentence }: Picture) {
  if (!frame.style.backgroundImage) {
    const address = URL.createObjectURL(new Blob([first.data], { type: `image/${first.format}` }));
    frame.style.background = `url(${address}) 0 0 / 100% 100%`;
  }
  image.set({ format, value: data, tooltip: sentence });
  words.set("value", make("p", "", sentence).innerHTML);
}
