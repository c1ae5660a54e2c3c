// A panel of the page: its controls by name, and the picture and the sentence that follow them.
import type { WidgetModel } from "@jupyter-widgets/base";

/** What the controls of a panel are set to: a number, or the value of a list's entry as text. */
export type Values = Record<string, number | string>;

/** ``parts`` of nnlib.live.Panel, where a widget is "IPY_MODEL_" and its id. */
type Parts = {
  image: string;
  words: string;
  controls: Record<string, string>;
  options: Record<string, string[]>;
  presets: Record<string, Values>;
};
type Models = (reference: string) => Promise<WidgetModel>;

export class Panel {
  readonly name: string;
  readonly place: HTMLElement;
  readonly root: WidgetModel;
  readonly image: WidgetModel;
  readonly words: WidgetModel;
  readonly controls: Map<string, WidgetModel>;
  readonly options: Record<string, string[]>;
  readonly presets: Record<string, Values>;
  readonly first: Values; // what the controls were set to when the page was saved

  private constructor(
    place: HTMLElement,
    root: WidgetModel,
    image: WidgetModel,
    words: WidgetModel,
    controls: Map<string, WidgetModel>,
  ) {
    [this.place, this.root, this.image, this.words, this.controls] = [place, root, image, words, controls];
    const { options, presets } = root.get("parts") as Parts;
    this.name = root.get("name");
    this.options = options;
    this.presets = presets;
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
    return new Panel(place, root, image, words, new Map(names.map((name, i) => [name, controls[i]])));
  }

  get values(): Values {
    return Object.fromEntries([...this.controls].map(([name, control]) => [name, this.valueOf(name, control)]));
  }

  /** Move controls, as a hand would; those that there are not are left. */
  set(values: Values) {
    for (const [name, value] of Object.entries(values)) {
      const control = this.controls.get(name);
      const index = this.options[name]?.indexOf(String(value));
      control?.set(index === undefined ? { value: Number(value) } : { index });
      control?.save_changes();
    }
  }

  /** Hear of every move of a control, by a hand or by a link. */
  onMove(heard: (name: string) => void) {
    for (const [name, control] of this.controls) control.on("change:value change:index", () => heard(name));
  }

  private valueOf(name: string, control: WidgetModel) {
    return this.options[name]?.[control.get("index")] ?? (control.get("value") as number);
  }
}
