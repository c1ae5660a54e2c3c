// A panel of the page: its controls by name, and the picture and the sentence that follow them.
import type { WidgetModel } from "@jupyter-widgets/base";

/** What the controls of a panel are set to: a number, the value of a list's entry as text, or a text. */
export type Values = Record<string, number | string>;

/** ``parts`` of nnlib.live.Panel, where a widget is "IPY_MODEL_" and its id. */
export type Parts = {
  image: string;
  words: string;
  controls: Record<string, string>;
  options: Record<string, string[]>;
  presets: Record<string, Values>;
  play?: { control: string; play: string; step: string; speed: string };
  // Of the laboratory, by name: pictures, each an image and its sentence; what runs it; what is asked of each station.
  pictures?: Record<string, string[]>;
  buttons?: Record<string, string>;
  question?: string;
  questions?: string[];
  areas?: Record<string, Area>; // pictures to click into
  actions: Record<string, Record<string, string>>; // by control whose value it takes, with "-" before it: minus that
};
/** A part of a picture: left, top, right and bottom edge as shares of the picture, and what stands there. */
export type Area = { box: number[]; limits: number[] };
/** Which control plays, and the widgets of *Play*, *Step* and the speed. */
export type Player = { control: string; play: WidgetModel; step: WidgetModel; speed: WidgetModel };
type Models = (reference: string) => Promise<WidgetModel>;

export class Panel {
  readonly name: string;
  readonly place: HTMLElement;
  readonly root: WidgetModel;
  readonly image: WidgetModel;
  readonly words: WidgetModel;
  readonly controls: Map<string, WidgetModel>;
  readonly elements = new Map<string, HTMLElement>(); // where each control is drawn
  readonly options: Record<string, string[]>;
  readonly presets: Record<string, Values>;
  readonly actions: Parts["actions"];
  readonly first: Values; // what the controls were set to when the page was saved
  player: Player | undefined;

  private constructor(
    place: HTMLElement,
    root: WidgetModel,
    image: WidgetModel,
    words: WidgetModel,
    controls: Map<string, WidgetModel>,
  ) {
    [this.place, this.root, this.image, this.words, this.controls] = [place, root, image, words, controls];
    const { options, presets, actions } = root.get("parts") as Parts;
    this.name = root.get("name");
    this.options = options;
    this.presets = presets;
    this.actions = actions;
    this.first = this.values;
  }

  /** The panel whose saved model is ``root``; nothing where that is another widget. */
  static async of(place: HTMLElement, root: WidgetModel, model: Models) {
    const parts = root.get("parts") as Parts | undefined;
    if (!parts) return undefined;
    const names = Object.keys(parts.controls);
    const [image, words, ...controls] = await Promise.all(
      [parts.image, parts.words, ...Object.values(parts.controls)].map(model),
    );
    const panel = new Panel(place, root, image, words, new Map(names.map((name, i) => [name, controls[i]])));
    for (const [name, control] of panel.controls) panel.elements.set(name, await elementOf(control));
    if (parts.play) {
      const control = names.find((name) => parts.controls[name] === parts.play?.control) as string;
      const [play, step, speed] = await Promise.all([parts.play.play, parts.play.step, parts.play.speed].map(model));
      panel.player = { control, play, step, speed };
    }
    return panel;
  }

  get values(): Values {
    return Object.fromEntries([...this.controls].map(([name, control]) => [name, this.valueOf(name, control)]));
  }

  /** Move controls, as a hand would; those that there are not are left. */
  set(values: Values) {
    for (const [name, value] of Object.entries(values)) {
      const control = this.controls.get(name);
      const index = this.options[name]?.indexOf(String(value));
      const read = typeof this.first[name] === "string" ? String : Number;
      control?.set(index === undefined ? { value: read(value) } : { index });
      control?.save_changes();
    }
  }

  /** What the button of this text sets the controls to, if they are at ``values``; nothing for another button. */
  pressed(text: string, values: Values): Values | undefined {
    if (!(text in this.actions)) return this.presets[text];
    const moved = Object.entries(this.actions[text]).map(([name, source]) => {
      const minus = source.startsWith("-");
      return [name, minus ? 0 - Number(values[source.slice(1)]) : values[source]];
    });
    return Object.fromEntries(moved);
  }

  /** How many positions a control has. */
  positions(name: string) {
    const [low, high, step] = this.range(name);
    return Math.round((high - low) / step) + 1;
  }

  /** Move a control by so many of its steps, as far as it goes. */
  step(name: string, by: number) {
    const [low, high, step] = this.range(name);
    const key = this.options[name] ? "index" : "value";
    const control = this.controls.get(name);
    const place = Math.round(((control?.get(key) as number) - low) / step) + by;
    control?.set(key, Math.min(high, Math.max(low, Number((low + place * step).toPrecision(12)))));
    control?.save_changes();
  }

  /** Hear of every move of a control, by a hand or by a link. */
  onMove(heard: (name: string) => void) {
    for (const [name, control] of this.controls) control.on("change:value change:index", () => heard(name));
  }

  /** The lowest place of a control, the highest, and the step from one to the next. */
  range(name: string) {
    const control = this.controls.get(name);
    return this.options[name]
      ? [0, this.options[name].length - 1, 1]
      : ["min", "max", "step"].map((key) => control?.get(key) as number);
  }

  private valueOf(name: string, control: WidgetModel) {
    return this.options[name]?.[control.get("index")] ?? (control.get("value") as number);
  }
}

/** The element of a widget's first view, which may be on its way. */
export async function elementOf(model: WidgetModel): Promise<HTMLElement> {
  const [view] = await Promise.all(Object.values(model.views ?? {}));
  if (view) return view.el;
  await new Promise((resolve) => setTimeout(resolve, 10));
  return elementOf(model);
}
