// A widget's line between the page and Python, as Jupyter's widgets want it.

/** @typedef {(kind: string, content: object, buffers: Uint8Array[], done: () => void) => void} Send */

/** The page's end of a widget's line to Python. */
export class PageComm {
  /** @param {string} id @param {Send} send */
  constructor(id, send) {
    this.comm_id = id;
    this.target_name = "jupyter.widget";
    this.transmit = send;
    /** @type {(message: any) => void} */
    this.received = () => {};
  }
  /** @param {any} data @param {any} callbacks @param {any} _metadata @param {any[]} buffers */
  send(data, callbacks, _metadata, buffers = []) {
    const bytes = buffers.map((each) => new Uint8Array(each.buffer ?? each));
    // "idle" lets the model send its next change: what a hand does meanwhile becomes one change.
    this.transmit("comm_msg", { comm_id: this.comm_id, data }, bytes, () =>
      callbacks?.iopub?.status?.({ content: { execution_state: "idle" } }),
    );
    return this.comm_id;
  }
  open() {
    return this.comm_id;
  }
  close() {
    this.transmit("comm_close", { comm_id: this.comm_id, data: {} }, [], () => {});
    return this.comm_id;
  }
  /** @param {(message: any) => void} callback */
  on_msg(callback) {
    this.received = callback;
  }
  on_close() {}
}

/** Put binary parts where they belong. @param {any} state @param {(string | number)[][]} paths @param {Uint8Array[]} buffers */
export function putBuffers(state, paths, buffers) {
  paths.forEach((path, i) => {
    const last = path[path.length - 1];
    const owner = path.slice(0, -1).reduce((object, key) => object[key], state);
    owner[last] = new DataView(buffers[i].buffer);
  });
}
