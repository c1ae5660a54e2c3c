// The page's side of its Python: one worker, and what is asked of it.
import type { Send } from "./comm.ts";
import { translated } from "./language.ts";
import type { FromWorker, Message, Page, Request } from "./messages.ts";

type Listener = {
  progress: (loaded: number) => void;
  loaded: () => void;
  message: (message: Message, buffers: Uint8Array<ArrayBuffer>[]) => void;
  ended: (error: Error) => void; // of itself, not by end()
};
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** Somebody pressed Stop. */
export class Stopped extends Error {}

export class Python {
  private readonly listener: Listener;
  private readonly worker: Worker;
  private readonly asked = new Map<number, Waiting>();
  private number = 0;
  private over: Error | undefined; // why it runs no more

  /** ``script``: the worker's. */
  constructor(script: URL, listener: Listener) {
    this.listener = listener;
    // A worker has the policy of its page only from such an address.
    const start = new Blob([`import ${JSON.stringify(script.href)};`], { type: "text/javascript" });
    this.worker = new Worker(URL.createObjectURL(start), { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message || translated("its worker did not start"));
  }

  /** Download and start Python. */
  async start({ python, packages, nnlib, integrity, language }: Page) {
    const absolute = (path: string) => new URL(path, document.baseURI).href;
    const files = { python: absolute(python), packages, nnlib: absolute(nnlib), integrity };
    await this.ask({ type: "start", ...files, language });
  }

  /** Run a cell; whether it went to its end. */
  async run(cell: number, source: string) {
    return Boolean(await this.ask({ type: "run", cell, source }));
  }

  send: Send = (kind, content, buffers, done) => {
    this.ask({ type: "comm", kind, content, buffers }).then(done, () => {});
  };

  /** Stop it at once, whatever it does; ``error`` is what those are told who wait, or ask later. */
  end(error: Error = new Stopped()) {
    this.over = error;
    this.worker.terminate();
    for (const { reject } of this.asked.values()) reject(error);
    this.asked.clear();
  }

  private ask(request: Request) {
    const id = ++this.number;
    return new Promise<unknown>((resolve, reject) => {
      if (this.over) return reject(this.over);
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ ...request, id });
    });
  }

  private hear(message: FromWorker) {
    if (message.type === "progress") this.listener.progress(message.loaded);
    else if (message.type === "loaded") this.listener.loaded();
    else if (message.type === "message") this.listener.message(message.message, message.buffers);
    else if (message.type === "failed") this.fail(message.reason);
    else if (message.type === "damaged") {
      const files = message.files.join(", ");
      this.fail(translated("these files did not come whole from the server: {files}", { files }));
    } else {
      this.asked.get(message.id)?.resolve(message.value);
      this.asked.delete(message.id);
    }
  }

  /** It has ended of itself. The last line of a traceback says why. */
  private fail(reason: string) {
    const error = new Error(reason.trim().split("\n").pop());
    this.end(error);
    this.listener.ended(error);
  }
}

/** Throw an Error that says why, where a page cannot run Python. */
export function checkPossible() {
  if (location.protocol === "file:")
    throw new Error(
      translated(
        "the page was opened as a file. Type “python -m http.server” in the folder of the book, and open the address that it prints",
      ),
    );
  if (typeof WebAssembly !== "object")
    throw new Error(translated("this browser has no WebAssembly, or it is switched off"));
  if (typeof Worker !== "function")
    throw new Error(translated("this browser has no workers, or they are switched off"));
}
