// The page's side of its Python: one worker, and what is asked of it.

/** @typedef {import("./messages").FromWorker} FromWorker */
/** @typedef {import("./messages").Message} Message */
/** @typedef {import("./messages").Page} Page */
/** @typedef {{ progress: (loaded: number) => void, loaded: () => void, message: (message: Message, buffers: Uint8Array[]) => void }} Listener */

/** Somebody pressed Stop. */
export class Stopped extends Error {}

export class Python {
  /** @param {URL} script the worker's @param {Listener} listener */
  constructor(script, listener) {
    this.listener = listener;
    this.number = 0;
    /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
    this.asked = new Map();
    this.worker = new Worker(script, { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.end(new Error(event.message || "its worker did not start"));
  }

  /** @param {any} request @returns {Promise<any>} */
  ask(request) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ ...request, id });
    });
  }

  /** Download and start Python. @param {Page} page */
  start({ python, packages, nnlib, integrity }) {
    const absolute = (/** @type {string} */ path) => new URL(path, document.baseURI).href;
    return this.ask({ type: "start", python: absolute(python), packages, nnlib: absolute(nnlib), integrity });
  }

  /** Run a cell; whether it went to its end. @param {number} cell @param {string} source @returns {Promise<boolean>} */
  run(cell, source) {
    return this.ask({ type: "run", cell, source });
  }

  /** @type {import("./comm.js").Send} */
  send(kind, content, buffers, done) {
    this.ask({ type: "comm", kind, content, buffers }).then(done, () => {});
  }

  /** Stop it at once, whatever it does. @param {Error} error what those who wait are told */
  end(error = new Stopped()) {
    this.worker.terminate();
    for (const { reject } of this.asked.values()) reject(error);
    this.asked.clear();
  }

  /** @param {FromWorker} message */
  hear(message) {
    if (message.type === "progress") this.listener.progress(message.loaded);
    else if (message.type === "loaded") this.listener.loaded();
    else if (message.type === "message") this.listener.message(message.message, message.buffers);
    else if (message.type === "failed") this.end(new Error(message.reason));
    else {
      this.asked.get(message.id)?.resolve(message.value);
      this.asked.delete(message.id);
    }
  }
}
