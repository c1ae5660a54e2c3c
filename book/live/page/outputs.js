// What a cell shows, message by message, in Jupyter's own output area.
/** @typedef {import("@jupyterlab/outputarea").OutputAreaModel} OutputAreaModel */
/** @typedef {import("./messages").Message} Message */

export class Outputs {
  /** @param {OutputAreaModel} model @param {any} manager @param {HTMLElement} place */
  constructor(model, manager, place) {
    this.model = model;
    this.place = place;
    this.manager = manager;
    /** @type {Map<string, number>} */
    this.places = new Map();
  }

  isConnected() {
    return this.place.isConnected;
  }

  /** @param {Message} message */
  async add({ type, content, captured }) {
    if (captured) {
      const output = await this.manager.get_model(captured);
      show(/** @type {any} */ (output).outputs, type, content);
      return;
    }
    const name = content.transient?.display_id;
    if (type === "update_display_data") {
      const place = this.places.get(name);
      if (place !== undefined) this.model.set(place, { output_type: "display_data", ...content });
      return;
    }
    if (name) this.places.set(name, this.model.length);
    show(this.model, type, content);
  }
}

/** @param {OutputAreaModel} model @param {string} type @param {any} content */
function show(model, type, content) {
  if (type === "clear_output") model.clear(content.wait);
  else model.add({ output_type: type, ...content });
}
