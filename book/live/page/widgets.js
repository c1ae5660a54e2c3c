// The real widgets of ipywidgets and Jupyter's own output areas, in a page. Loaded when a panel comes near.
import { WidgetModel } from "@jupyter-widgets/base";
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager.js";
import { WIDGET_MIMETYPE, WidgetRenderer } from "@jupyter-widgets/html-manager/lib/output_renderers.js";
import { OutputArea, OutputAreaModel } from "@jupyterlab/outputarea";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { marked } from "marked";
import { PageComm, putBuffers } from "./comm.js";
import { Outputs } from "./outputs.js";

/** @typedef {import("./messages").Message} Message */
/** @typedef {import("./comm.js").Send} Send */

const REFERENCE = "IPY_MODEL_";

/** Models as the page was saved, and as Python has them; one becomes the other without a new view. */
export class Manager extends HTMLManager {
  /** @param {any} state the saved state of all widgets of the page */
  constructor(state) {
    super();
    // html-manager's renders no Markdown and no formulas.
    this.renderMime = new RenderMimeRegistry({
      initialFactories: standardRendererFactories,
      markdownParser: { render: async (/** @type {string} */ text) => marked.parse(text) },
      latexTypesetter: {
        typeset: (/** @type {HTMLElement} */ element) =>
          /** @type {any} */ (window).MathJax?.typesetPromise?.([element]),
      },
    });
    this.renderMime.addFactory(
      { safe: false, mimeTypes: [WIDGET_MIMETYPE], createRenderer: (options) => new WidgetRenderer(options, this) },
      0,
    );
    this.saved = state ? this.set_state(state) : Promise.resolve([]);
    /** The saved panels that no Python has: where they are, and their models. @type {Map<Element, any>} */
    this.places = new Map();
    /** @type {Map<string, PageComm>} */
    this.comms = new Map();
    /** Python's models that have no model here yet: id -> state. @type {Map<string, any>} */
    this.waiting = new Map();
    /** The saved panels that Python has. @type {Map<Element, any>} */
    this.roots = new Map();
    /** Which page's model stands for Python's. @type {Map<string, any>} */
    this.adopted = new Map();
  }

  /** Draw a saved panel before its description. @param {string} id @param {HTMLElement} place @param {Element} description */
  async show(id, place, description) {
    for (const model of await this.saved) hold(model);
    const model = await this.get_model(id);
    const view = await this.create_view(model);
    const still = description.previousElementSibling;
    description.before(place);
    await this.display_view(view, place);
    if (still?.matches(".panel-still")) still.remove();
    this.places.set(place, model);
  }

  /** ipywidgets' view; a slider also gets a name, for a screen reader. @override @param {any} model @param {any} [options] */
  async create_view(model, options) {
    const view = await super.create_view(model, options);
    const handle = view.el.querySelector(":scope > .slider-container .noUi-handle");
    handle?.setAttribute("aria-label", model.get("description"));
    return view;
  }

  /** Whether this is a saved panel that no Python has. @param {Element} place */
  isSaved(place) {
    return this.places.has(place);
  }

  /** A message of a comm, from Python. @param {Message} message @param {Uint8Array[]} buffers @param {Send} send */
  receive({ type, content }, buffers, send) {
    const id = content.comm_id;
    const comm = this.comms.get(id);
    const { state, buffer_paths = [] } = content.data ?? {};
    if (type === "comm_open") {
      putBuffers(state, buffer_paths, buffers);
      this.waiting.set(id, state);
      this.comms.set(id, new PageComm(id, send));
    } else if (type === "comm_close") {
      this.waiting.delete(id);
      this.comms.delete(id);
    } else if (this.waiting.has(id)) {
      putBuffers(state, buffer_paths, buffers);
      Object.assign(this.waiting.get(id), state);
    } else {
      comm?.received({ content, buffers: buffers.map((each) => new DataView(each.buffer)) });
    }
  }

  /**
   * Let the saved model on the page stand for Python's, and all that hangs on it; false if they are not alike.
   * @param {string} id Python's @param {Element} place the page's
   */
  async adopt(id, place) {
    /** @type {[string, any][]} */
    const pairs = [];
    const root = this.places.get(place);
    if (!this.match(id, root, pairs)) return false;
    this.places.delete(place);
    this.roots.set(place, root);
    for (const [theirs, ours] of pairs) {
      const state = this.waiting.get(theirs);
      this.waiting.delete(theirs);
      this.adopted.set(theirs, ours);
      this.register_model(theirs, Promise.resolve(ours));
      const comm = /** @type {PageComm} */ (this.comms.get(theirs));
      comm.on_msg(ours._handle_comm_msg.bind(ours));
      ours.comm = comm;
      ours._pending_msgs = 0;
      ours._msg_buffer = null;
      ours._buffered_state_diff = {};
      ours.comm_live = true;
      // A control keeps where the reader's hand has put it; all else is as Python says.
      const kept = "disabled" in state ? ["value", "index"].filter((key) => key in state) : [];
      const fresh = Object.entries(state).filter(
        ([key, value]) => !kept.includes(key) && !JSON.stringify(value ?? null)?.includes(REFERENCE),
      );
      ours.set_state(await ours.constructor._deserialize_state(Object.fromEntries(fresh), this));
      const moved = kept.filter((key) => JSON.stringify(ours.get(key)) !== JSON.stringify(state[key]));
      if (moved.length) {
        comm.send(
          { method: "update", state: Object.fromEntries(moved.map((key) => [key, ours.get(key)])) },
          {},
          {},
          [],
        );
      }
      release(ours);
    }
    return true;
  }

  /** Pair Python's models with the page's, in step. @param {string} id @param {any} model @param {[string, any][]} pairs */
  match(id, model, pairs) {
    const state = this.waiting.get(id);
    if (!state || state._model_name !== model?.get("_model_name")) return false;
    pairs.push([id, model]);
    for (const [key, value] of Object.entries(state)) {
      const theirs = [value].flat().filter((each) => typeof each === "string" && each.startsWith(REFERENCE));
      const ours = [model.get(key)].flat().filter((each) => each instanceof WidgetModel);
      if (theirs.length !== ours.length) return false;
      if (!theirs.every((each, i) => this.match(each.slice(REFERENCE.length), ours[i], pairs))) return false;
    }
    return true;
  }

  /** Make models of all that Python has and the page has not. */
  async create() {
    const states = [...this.waiting];
    this.waiting.clear();
    for (const [id, state] of states) {
      const comm = this.comms.get(id);
      await this.new_model(
        {
          model_name: state._model_name,
          model_module: state._model_module,
          model_module_version: state._model_module_version,
          model_id: id,
          comm: /** @type {any} */ (comm),
        },
        state,
      );
    }
  }

  /** Python is gone: what is shown stays, and answers no more. */
  detach() {
    for (const model of this.adopted.values()) {
      model.comm_live = false;
      delete model.comm;
      hold(model);
    }
    for (const [place, root] of this.roots) this.places.set(place, root);
    this.roots.clear();
    this.adopted.clear();
    this.comms.clear();
    this.waiting.clear();
  }

  /** An output area that shows messages as Jupyter does; inside ``place``. @param {HTMLElement} place */
  area(place) {
    const model = new OutputAreaModel({ trusted: true });
    Widget.attach(new OutputArea({ model, rendermime: this.renderMime }), place);
    return new Outputs(model, this, place);
  }
}

/** Keep a button's clicks until there is a Python to hear them. @param {any} model */
function hold(model) {
  if (Object.hasOwn(model, "send")) return;
  model.held = [];
  model.send = (/** @type {any} */ ...message) => model.held.push(message);
}

/** @param {any} model */
function release(model) {
  delete model.send;
  for (const message of model.held?.splice(0) ?? []) model.send(...message);
}
