// The real widgets of ipywidgets and Jupyter's own output areas, in a page. Loaded when a panel comes near.
import type { DOMWidgetView, WidgetModel, WidgetView } from "@jupyter-widgets/base";
import type { IManagerState } from "@jupyter-widgets/base-manager";
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager.js";
import { WIDGET_MIMETYPE, WidgetRenderer } from "@jupyter-widgets/html-manager/lib/output_renderers.js";
import { OutputArea, OutputAreaModel } from "@jupyterlab/outputarea";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import { marked } from "marked";
import { join, press } from "./adopting.ts";
import type { Send } from "./comm.ts";
import type { Message } from "./messages.ts";
import { Outputs } from "./outputs.ts";
import { Panel } from "./panel.ts";
import { bare, Theirs } from "./theirs.ts";

declare global {
  interface Window {
    MathJax?: { typesetPromise?: (elements: Element[]) => Promise<void> };
  }
}

/** Models as the page was saved, and as Python has them; one becomes the other without a new view. */
export class Manager extends HTMLManager {
  private readonly saved: Promise<WidgetModel[]>;
  private readonly places = new Map<Element, WidgetModel>(); // the saved panels that no Python has, and their models
  private readonly roots = new Map<Element, WidgetModel>(); // those that Python has
  private readonly pressed = new Map<Element, Element[]>(); // buttons of the saved panels, since Python was asked for
  private readonly theirs = new Theirs();
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

  /** No button waits any more. */
  forgetPressed() {
    this.pressed.clear();
  }

  /** A message of a comm, from Python. */
  receive(message: Message, buffers: Uint8Array<ArrayBuffer>[], send: Send) {
    this.theirs.receive(message, buffers, send);
  }

  /**
   * Let the saved model at a place of the page stand for Python's of this id, and all that hangs on it; false if they
   * are not alike.
   */
  async adopt(id: string, place: Element) {
    const root = this.places.get(place);
    const matched = root && this.theirs.match(id, root);
    if (!root || !matched) return false;
    this.places.delete(place);
    this.roots.set(place, root);
    const pairs = new Map(matched);
    for (const [theirs, ours] of pairs) {
      this.adopted.set(theirs, ours);
      this.register_model(theirs, Promise.resolve(ours));
    }
    await join(id, pairs, this.theirs);
    await press(this.pressed.get(place) ?? [], pairs, this.theirs);
    this.pressed.delete(place);
    return true;
  }

  /** Make models of all that Python has and the page has not. */
  async create() {
    for (const { id, state, comm } of this.theirs.take()) {
      const { _model_name, _model_module, _model_module_version } = state as Record<string, string>;
      const model = {
        model_name: _model_name,
        model_module: _model_module,
        model_module_version: _model_module_version,
        model_id: id,
        comm,
      };
      await this.new_model(model, state);
    }
  }

  /** The Python that took ``send`` is gone: what is shown stays, and answers no more. */
  detach(send: Send) {
    const gone = [...this.theirs.comms].filter(([, comm]) => comm.transmit === send).map(([id]) => id);
    for (const id of gone) {
      const model = this.adopted.get(id);
      if (model) {
        model.comm_live = false;
        delete model.comm;
      }
      this.adopted.delete(id);
      this.theirs.forget(id);
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
