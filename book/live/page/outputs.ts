// What a cell shows, message by message, in Jupyter's own output area.
import type { WidgetModel } from "@jupyter-widgets/base";
import type { IOutput } from "@jupyterlab/nbformat";
import type { OutputAreaModel } from "@jupyterlab/outputarea";
import type { Content, Message } from "./messages.ts";

export class Outputs {
  private readonly model: OutputAreaModel;
  private readonly manager: { get_model: (id: string) => Promise<WidgetModel> };
  private readonly place: HTMLElement;
  private readonly places = new Map<string, number>(); // of displays that may be updated

  constructor(model: OutputAreaModel, manager: Outputs["manager"], place: HTMLElement) {
    this.model = model;
    this.manager = manager;
    this.place = place;
  }

  isConnected() {
    return this.place.isConnected;
  }

  async add({ type, content, captured }: Message) {
    if (captured) {
      const output = (await this.manager.get_model(captured)) as WidgetModel & { outputs: OutputAreaModel };
      show(output.outputs, type, content);
      return;
    }
    const name = content.transient?.display_id;
    if (type === "update_display_data") {
      const place = name && this.places.get(name);
      if (typeof place === "number") this.model.set(place, { output_type: "display_data", ...content } as IOutput);
      return;
    }
    if (name) this.places.set(name, this.model.length);
    show(this.model, type, content);
  }
}

function show(model: OutputAreaModel, type: string, content: Content) {
  if (type === "clear_output") model.clear(content.wait);
  else model.add({ output_type: type, ...content } as IOutput);
}
