// What Python says of its models: their lines to the page, and what they are, until a model of the page has taken that.
import { WidgetModel } from "@jupyter-widgets/base";
import { PageComm, putBuffers, type Send } from "./comm.ts";
import type { Message, State } from "./messages.ts";

const REFERENCE = "IPY_MODEL_";

export class Theirs {
  readonly comms = new Map<string, PageComm>();
  readonly waiting = new Map<string, State>(); // of models that have no model here yet

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
      this.forget(id);
    } else if (waiting) {
      putBuffers(state, buffer_paths, buffers);
      Object.assign(waiting, state);
    } else {
      this.comms.get(id)?.received({ content, buffers: buffers.map((each) => new DataView(each.buffer)) });
    }
  }

  /** Tell Python's model of this id. */
  tell(id: string, data: object) {
    this.comms.get(id)?.send(data);
  }

  forget(id: string) {
    this.waiting.delete(id);
    this.comms.delete(id);
  }

  /** All that have no model here, with their lines; from now on they do not wait. */
  take() {
    const states = [...this.waiting];
    this.waiting.clear();
    return states.map(([id, state]) => ({ id, state, comm: this.comms.get(id) }));
  }

  /** Pair Python's model of this id, and all that hangs on it, with the page's, in step; nothing if they are not alike. */
  match(id: string, model: WidgetModel, pairs: [string, WidgetModel][] = []): [string, WidgetModel][] | undefined {
    const state = this.waiting.get(id);
    if (!state || state._model_name !== model.get("_model_name")) return undefined;
    pairs.push([id, model]);
    for (const [key, value] of Object.entries(state)) {
      const theirs = [value]
        .flat()
        .filter((each) => typeof each === "string" && each.startsWith(REFERENCE)) as string[];
      const ours = [model.get(key)].flat().filter((each) => each instanceof WidgetModel);
      if (theirs.length !== ours.length) return undefined;
      if (!theirs.every((each, i) => this.match(bare(each), ours[i], pairs))) return undefined;
    }
    return pairs;
  }
}

/** Whether a value names other models. */
export function refers(value: unknown) {
  return Boolean(JSON.stringify(value ?? null)?.includes(REFERENCE));
}

/** The id in "IPY_MODEL_" and an id. */
export function bare(reference: string) {
  return reference.slice(REFERENCE.length);
}
