// A widget's line between the page and Python, as Jupyter's widgets want it.
import type { ICallbacks, IClassicComm } from "@jupyter-widgets/base";
import type { Content, State } from "./messages.ts";

/** Hands a message to Python; ``done`` is called when Python has dealt with it. */
export type Send = (kind: string, content: object, buffers: Uint8Array[], done: () => void) => void;
type Received = { content: Content; buffers: DataView[] };

/** The page's end of a widget's line to Python. */
export class PageComm implements IClassicComm {
  readonly comm_id: string;
  readonly target_name = "jupyter.widget";
  received: (message: Received) => void = () => {};
  readonly transmit: Send;

  constructor(id: string, send: Send) {
    this.comm_id = id;
    this.transmit = send;
  }

  send(
    data: object | null | string | number | boolean,
    callbacks?: ICallbacks,
    _metadata?: object,
    buffers: ArrayBuffer[] | ArrayBufferView[] = [],
  ) {
    const bytes = buffers.map((each) => new Uint8Array("buffer" in each ? each.buffer : each));
    // "idle" lets the model send its next change: what a hand does meanwhile becomes one change.
    const idle = { content: { execution_state: "idle" } } as Parameters<NonNullable<ICallbacks["iopub"]>[string]>[0];
    this.transmit("comm_msg", { comm_id: this.comm_id, data }, bytes, () => callbacks?.iopub?.status?.(idle));
    return this.comm_id;
  }

  open() {
    return this.comm_id;
  }

  close() {
    this.transmit("comm_close", { comm_id: this.comm_id, data: {} }, [], () => {});
    return this.comm_id;
  }

  on_msg(callback: (message: Received) => void) {
    this.received = callback;
  }

  on_close() {}
}

/** Put binary parts where they belong. */
export function putBuffers(state: State, paths: (string | number)[][], buffers: Uint8Array<ArrayBuffer>[]) {
  paths.forEach((path, i) => {
    const last = path[path.length - 1];
    const owner = path.slice(0, -1).reduce((object, key) => object[key] as State, state);
    owner[last] = new DataView(buffers[i].buffer);
  });
}
