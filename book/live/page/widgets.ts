// The real widgets of ipywidgets and Jupyter's own output areas, in a page. Loaded when a panel comes near.
import { type DOMWidgetView, WidgetModel, type WidgetView } from "@jupyter-widgets/base";
import type { IManagerState } from "@jupyter-widgets/base-manager";
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager.js";
import { WIDGET_MIMETYPE, WidgetRenderer } from "@jupyter-widgets/html-manager/lib/output_renderers.js";
import { OutputArea, OutputAreaModel } from "@jupyterlab/outputarea";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { marked } from "marked";
import { PageComm, putBuffers, type Send } from "./comm.ts";
import type { Message, State } from "./messages.ts";
import { Outputs } from "./outputs.ts";
import { Panel, type Parts } from "./panel.ts";

declare global {
  interface Window {
    MathJax?: { typesetPromise?: (elements: Element[]) => Promise<void> };
  }
}

const REFERENCE = "IPY_MODEL_";
const HAND = ["value", "index"]; // what a hand moves in a control
const PICTURE = ["value", "format", "tooltip"];
const OPENED = ["selected_index"]; // of what folds

/** What a model keeps of its talk with Python; ipywidgets calls it private. */
type Talk = { _pending_msgs: number; _msg_buffer: object | null; _buffered_state_diff: object };

/** Models as the page was saved, and as Python has them; one becomes the other without a new view. */
export class Manager extends HTMLManager {
  private readonly saved: Promise<WidgetModel[]>;
  private readonly places = new Map<Element, WidgetModel>(); // the saved panels that no Python has, and their models
  private readonly roots = new Map<Element, WidgetModel>(); // those that Python has
  private readonly pressed = new Map<Element, Element[]>(); // buttons of the saved panels, since Python was asked for
  private readonly comms = new Map<string, PageComm>();
  private readonly waiting = new Map<string, State>(); // Python's models that have no model here yet
  private readonly adopted = new Map<string, WidgetModel>(); // which page's model stands for Python's

  /** ``state``: the saved state of all widgets of the page. */
  constructor(state: IManagerState | null) {
    super();
    // html-manager's renders no Markdown and no formulas.
    this.renderMime = new RenderMimeRegistry({
      initialFactories: standardRendererFactories,
      markdownParser: { render: async (text) => marked.parse(text) },
      latexTypesetter: { typeset: (element) => void window.MathJax?.typesetPromise?.([element]) },
    });
    this.renderMime.addFactory(
      { safe: false, mimeTypes: [WIDGET_MIMETYPE], createRenderer: (options) => new WidgetRenderer(options, this) },
      0,
    );
    this.saved = state ? this.set_state(state) : Promise.resolve([]);
  }

  /** Draw a saved panel before its description; what the page may do with it, if it is one of nnlib's. */
  async show(id: string, place: HTMLElement, description: Element) {
    await this.saved;
    const model = await this.get_model(id);
    const view = await this.create_view<DOMWidgetView>(model);
    description.before(place);
    await this.display_view(view, place);
    this.places.set(place, model);
    return Panel.of(place, model, this.of);
  }

  /** The model that "IPY_MODEL_" and an id name. */
  readonly of = (reference: string) => this.get_model(bare(reference));

  /** ipywidgets' view; a slider also gets a name, for a screen reader. */
  override async create_view<View extends WidgetView>(model: WidgetModel, options?: object) {
    const view = await super.create_view<View>(model, options);
    const handle = view.el.querySelector(":scope > .slider-container .noUi-handle");
    handle?.setAttribute("aria-label", model.get("tooltip") || model.get("description"));
    return view;
  }

  /** Whether this is a saved panel that no Python has. */
  isSaved(place: Element) {
    return this.places.has(place);
  }

  /** A hand has pressed a button of a panel; a saved one answers when Python has it. */
  press(place: Element, button: Element) {
    if (this.isSaved(place)) this.pressed.set(place, [...(this.pressed.get(place) ?? []), button]);
  }

  /** A message of a comm, from Python. */
  receive({ type, content }: Message, buffers: Uint8Array<ArrayBuffer>[], send: Send) {
    const id = content.comm_id ?? "";
    const { state = {}, buffer_paths = [] } = content.data ?? {};
    const waiting = this.waiting.get(id);
    if (type === "comm_open") {
      putBuffers(state, buffer_paths, buffers);
      this.waiting.set(id, state);
      this.comms.set(id, new PageComm(id, send));
    } else if (type === "comm_close") {
      this.waiting.delete(id);
      this.comms.delete(id);
    } else if (waiting) {
      putBuffers(state, buffer_paths, buffers);
      Object.assign(waiting, state);
    } else {
      this.comms.get(id)?.received({ content, buffers: buffers.map((each) => new DataView(each.buffer)) });
    }
  }

  /**
   * Let the saved model at a place of the page stand for Python's of this id, and all that hangs on it; false if they
   * are not alike.
   */
  async adopt(id: string, place: Element) {
    const pairs: [string, WidgetModel][] = [];
    const root = this.places.get(place);
    if (!root || !this.match(id, root, pairs)) return false;
    this.places.delete(place);
    this.roots.set(place, root);
    const states = new Map(pairs.map(([theirs]) => [theirs, this.waiting.get(theirs) as State]));
    for (const [theirs, ours] of pairs) {
      this.waiting.delete(theirs);
      this.adopted.set(theirs, ours);
      this.register_model(theirs, Promise.resolve(ours));
      const comm = this.comms.get(theirs) as PageComm;
      comm.on_msg((message) =>
        ours._handle_comm_msg(message as unknown as Parameters<typeof ours._handle_comm_msg>[0]),
      );
      ours.comm = comm;
      Object.assign(ours as unknown as Talk, { _pending_msgs: 0, _msg_buffer: null, _buffered_state_diff: {} });
      ours.comm_live = true;
    }
    // The panel stays as the reader's hand has left it until Python has drawn that.
    const parts = states.get(id)?.parts as Parts | undefined;
    const moved = Object.entries(parts?.controls ?? {}).flatMap(([name, reference]) => {
      const [theirs, ours] = [states.get(bare(reference)), this.adopted.get(bare(reference))];
      const changed = theirs && ours && HAND.filter((key) => key in theirs && ours.get(key) !== theirs[key]);
      return changed?.length ? [[name, Object.fromEntries(changed.map((key) => [key, ours?.get(key)]))]] : [];
    });
    if (moved.length) this.comms.get(id)?.send({ method: "custom", content: { moved: Object.fromEntries(moved) } });
    const undrawn = (id: string) => moved.length > 0 || isEmpty(states.get(id)?.value);
    const drawn = parts ? [parts.image, parts.words].map(bare).filter(undrawn) : [];
    for (const [theirs, ours] of pairs) {
      const state = states.get(theirs) as State;
      const kept = "disabled" in state ? HAND : drawn.includes(theirs) ? PICTURE : OPENED;
      const fresh = Object.entries(state).filter(
        ([key, value]) => !kept.includes(key) && !JSON.stringify(value ?? null)?.includes(REFERENCE),
      );
      const { _deserialize_state: deserialize } = ours.constructor as typeof WidgetModel;
      type Raw = Parameters<typeof deserialize>[0];
      ours.set_state(await deserialize.call(ours.constructor, Object.fromEntries(fresh) as Raw, this));
      const told = kept === PICTURE ? [] : kept.filter((key) => key in state && ours.get(key) !== state[key]);
      for (const key of told) this.comms.get(theirs)?.send({ method: "update", state: { [key]: ours.get(key) } });
    }
    for (const button of this.pressed.get(place) ?? [])
      for (const [theirs, ours] of pairs) {
        const views = await Promise.all(Object.values(ours.views ?? {}));
        if (!views.some(({ el }) => el === button)) continue;
        this.comms.get(theirs)?.send({ method: "custom", content: { event: "click" } });
      }
    this.pressed.delete(place);
    return true;
  }

  /** Pair Python's models with the page's, in step. */
  private match(id: string, model: WidgetModel, pairs: [string, WidgetModel][]): boolean {
    const state = this.waiting.get(id);
    if (!state || state._model_name !== model.get("_model_name")) return false;
    pairs.push([id, model]);
    for (const [key, value] of Object.entries(state)) {
      const theirs = [value]
        .flat()
        .filter((each) => typeof each === "string" && each.startsWith(REFERENCE)) as string[];
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
      const { _model_name, _model_module, _model_module_version } = state as Record<string, string>;
      const model = {
        model_name: _model_name,
        model_module: _model_module,
        model_module_version: _model_module_version,
        model_id: id,
        comm: this.comms.get(id),
      };
      await this.new_model(model, state);
    }
  }

  /** The Python that took ``send`` is gone: what is shown stays, and answers no more. */
  detach(send: Send) {
    const gone = [...this.comms].filter(([, comm]) => comm.transmit === send).map(([id]) => id);
    for (const id of gone) {
      const model = this.adopted.get(id);
      if (model) {
        model.comm_live = false;
        delete model.comm;
      }
      for (const part of [this.adopted, this.comms, this.waiting]) part.delete(id);
    }
    for (const [place, root] of this.roots) {
      if (root.comm_live) continue;
      this.roots.delete(place);
      this.places.set(place, root);
    }
  }

  /** An output area that shows messages as Jupyter does; inside ``place``. */
  area(place: HTMLElement) {
    const model = new OutputAreaModel({ trusted: true });
    Widget.attach(new OutputArea({ model, rendermime: this.renderMime }), place);
    return new Outputs(model, this, place);
  }
}

/** Whether a picture or a sentence is still to come: Python draws its first one in slices, too. */
function isEmpty(value: unknown) {
  return value instanceof DataView ? value.byteLength === 0 : !value;
}

function bare(reference: string) {
  return reference.slice(REFERENCE.length);
}
