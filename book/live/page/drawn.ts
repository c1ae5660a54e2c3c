// What a panel shows before Python has it: pictures that were drawn when the book was built (book/drawn.py).
import "./drawn.css";
import { translated } from "./language.ts";
import { elementOf, type Panel, type Values } from "./panel.ts";
import { alike, at, labelOf, placeOf, standsAt, written } from "./place.ts";
import { make } from "./status.ts";
import { type Picture, Sweep } from "./sweep.ts";

/** What is shown, and of which value, if not of the one under the hand. */
type Shown = Picture & { instead?: string };

const PATIENCE = 500; // milliseconds in which a file may come before the reader is told

export class Drawn {
  private readonly panel: Panel;
  private readonly free: () => boolean; // whether no Python has the panel
  private readonly stem: string;
  private readonly sweeps = new Map<string, Promise<Sweep | undefined>>();
  private readonly first: Picture;
  private readonly line = make("p", "live-drawn");
  private frame: HTMLElement | undefined; // the picture's element
  private shown: Values | undefined; // what the picture is of, where that is known
  private busy = false;
  private moved = false; // while a picture was on its way
  private own = false; // whether a change of the picture is made here

  /** ``stem``: the address of the panel's files, without the control. */
  constructor(panel: Panel, stem: string, free: () => boolean) {
    [this.panel, this.stem, this.free] = [panel, stem, free];
    const [data, sentence] = [panel.image.get("value") as DataView<ArrayBuffer>, panel.image.get("tooltip") as string];
    this.first = { format: panel.image.get("format"), data, sentence };
    this.shown = panel.first;
    this.line.setAttribute("role", "status");
    panel.onMove(() => void this.follow());
    panel.image.on("change:value", () => this.own || this.leave());
    panel.words.on("change:value", () => this.own || this.say(""));
    new MutationObserver(() => void this.follow()).observe(document.documentElement, {
      attributeFilter: ["data-live"],
    });
    void this.place();
  }

  /** Set up what hangs on the panel's elements. */
  private async place() {
    const { panel } = this;
    (await elementOf(panel.words)).after(this.line);
    this.frame = await elementOf(panel.image);
    for (const [name, control] of panel.controls) near(await elementOf(control), () => this.load(name));
    near(panel.place, () => this.loadAll());
    for (const button of panel.place.querySelectorAll<HTMLElement>(".nn-presets button")) {
      const text = button.textContent ?? ""; // a saved page does not keep their order
      if (!panel.pressed(text, panel.first)) continue;
      near(button, () => this.load("presets"));
      button.addEventListener("click", () => this.free() && panel.set(panel.pressed(text, panel.values) as Values));
    }
    if (!matchMedia("(hover: none)").matches) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void this.loadAll();
    });
    seen.observe(panel.place);
  }

  /** Whether the values as they are now were drawn. */
  async holds() {
    const found = await this.find().catch(() => undefined);
    return found !== undefined && found.instead === undefined;
  }

  /** The next place of a control of which there is a picture, as the other controls stand now. */
  async ahead(name: string) {
    const { panel } = this;
    const moved = [...panel.controls.keys()].some((each) => each !== name && !at(panel, each, panel.first[each]));
    return moved ? undefined : (await this.load(name))?.after(placeOf(panel, name));
  }

  private load(name: string) {
    const sweep = this.sweeps.get(name) ?? Sweep.load(`${this.stem}${name}.bin`).catch(() => undefined);
    this.sweeps.set(name, sweep);
    return sweep;
  }

  /** One after the other, so that the one under the hand, which was asked for first, need not share the line. */
  private async loadAll() {
    for (const name of [...this.panel.controls.keys(), "presets"]) await this.load(name);
  }

  /** Show what there is for the values as they are now; of many moves in a short time, the last. */
  private async follow() {
    this.moved = true;
    if (this.busy) return;
    this.busy = true;
    while (this.moved) {
      await Promise.resolve(); // a preset moves several controls at once
      this.moved = false;
      if (!this.free() || (this.shown && standsAt(this.panel, this.shown))) continue;
      const late = setTimeout(() => this.free() && this.say(this.waiting()), PATIENCE);
      const { values } = this.panel;
      const found = await this.find().catch(() => undefined);
      clearTimeout(late);
      if (!this.free()) continue;
      if (found) await this.show(found, values);
      else this.say(this.waiting());
    }
    this.busy = false;
  }

  /** The picture of the values as they are, or of the nearest that were drawn; nothing where no picture is near. */
  private async find(): Promise<Shown | undefined> {
    const { panel } = this;
    const away = [...panel.controls.keys()].filter((name) => !at(panel, name, panel.first[name]));
    if (!away.length) return this.first;
    const preset = [...Object.keys(panel.presets), ...Object.keys(panel.actions)].find((each) =>
      standsAt(panel, { ...panel.first, ...panel.pressed(each, panel.first) }),
    );
    const [name, place] = [away[0], placeOf(panel, away[0])];
    if (preset !== undefined) {
      const picture = (await this.load("presets"))?.of(preset);
      if (picture) return checked(picture);
    }
    if (away.length > 1) return undefined;
    const found = (await this.load(name))?.near(place);
    return found && { ...(await checked(found.picture)), instead: this.instead(name, found.place, place) };
  }

  private instead(name: string, drawn: number, wanted: number) {
    if (alike(drawn, wanted)) return undefined;
    const [there, here] = [drawn, wanted].map((place) => written(this.panel, name, place));
    const fields = { control: labelOf(this.panel, name), there, here };
    return over()
      ? translated("Drawn beforehand for {control} = {there}, not {here}: Python does not run.", fields)
      : translated("Drawn beforehand for {control} = {there}; Python will draw {here}.", fields);
  }

  private waiting() {
    return over()
      ? translated("This picture is of earlier values: Python does not run.")
      : translated("This picture is of earlier values. Python is starting, and the picture will follow.");
  }

  /** Put a picture over the first one. */
  private async show({ format, data, sentence, instead }: Shown, values: Values) {
    const { panel, frame } = this;
    if (frame && !frame.style.backgroundImage) {
      const address = URL.createObjectURL(new Blob([this.first.data], { type: `image/${this.first.format}` }));
      frame.style.background = `url(${address}) 0 0 / contain no-repeat`; // as panel.css fits the picture itself
    }
    this.own = true;
    panel.image.set({ format, value: data, tooltip: sentence });
    const text = make("p", "", sentence);
    text.setAttribute("role", "status");
    panel.words.set("value", text.outerHTML);
    this.own = false;
    this.shown = instead === undefined ? values : undefined;
    this.say(instead ?? "");
    if (frame instanceof HTMLImageElement) await frame.decode().catch(() => {}); // another picture has come
  }

  /** Python has drawn. */
  private leave() {
    this.frame?.style.removeProperty("background");
    this.shown = this.panel.values;
    this.say("");
  }

  private say(text: string) {
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}

function near(place: HTMLElement | undefined, come: () => void) {
  for (const event of ["pointerenter", "focusin"]) place?.addEventListener(event, come);
}

/** The picture, if a browser can show it. */
async function checked(picture: Picture) {
  const bitmap = await createImageBitmap(new Blob([picture.data], { type: `image/${picture.format}` }));
  bitmap.close();
  return picture;
}

/** Whether Python was stopped, or could not be started. */
export function over() {
  return ["failed", "still"].includes(document.documentElement.dataset.live ?? "");
}
