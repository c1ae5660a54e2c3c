// Python, away from the page, so that the page can be read and scrolled while it computes.
import type { PyodideInterface } from "pyodide";
import type { FromWorker, Start, ToWorker } from "./messages.ts";

/** The part of nnbook.browser.kernel's shell that is used here. */
type Kernel = {
  run: (cell: number, source: string) => Promise<boolean>;
  take: (kind: string, content: string, buffers: Uint8Array[]) => void;
};

const send = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

// The page's policy binds this worker, but would not bind one that a cell starts from a script of the site.
Reflect.deleteProperty(self, "Worker");

let kernel: Kernel;
let queue = Promise.resolve();

/** Count what comes over the wire, for the progress bar, until the function that is returned is called. */
function countDownloads() {
  const fetchPlainly = self.fetch;
  let loaded = 0;
  self.fetch = async (address, options) => {
    const response = await fetchPlainly(address, options);
    // A copy is counted: a browser keeps compiled WebAssembly only with the very response that it fetched.
    count(response.clone()).catch(() => {}); // told where the response itself is read
    return response;
  };
  const count = async ({ body }: Response) => {
    const reader = body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      loaded += part.value.length;
      if (self.fetch !== fetchPlainly) send({ type: "progress", loaded });
    }
  };
  return () => {
    self.fetch = fetchPlainly;
  };
}

/** Start Python with the book's packages. */
async function start({ python, packages, nnlib, integrity, language }: Start) {
  const stopCounting = countDownloads();
  const wheel = fetch(nnlib, { integrity }).then((response) => response.arrayBuffer());
  wheel.catch(() => {}); // awaited below, where a failure is told
  const { loadPyodide } = await import(`${python}pyodide.mjs`).catch(() => {
    throw Object.assign(new Error("missing"), { files: ["pyodide.mjs"] });
  });
  const pyodide: PyodideInterface = await loadPyodide({
    indexURL: python,
    packages,
    // Widgets send no echo: there is one page, and an old echo would pull a slider back under the hand.
    env: { HOME: "/home", JUPYTER_WIDGETS_ECHO: "0", NNBOOK_LANGUAGE: language },
  });
  const missing = packages.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw Object.assign(new Error("damaged"), { files: missing });
  send({ type: "loaded" });
  const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(await wheel, "wheel", { extractDir });
  stopCounting();
  kernel = pyodide.pyimport("nnbook.browser.kernel").start((text: string, buffers: Uint8Array<ArrayBuffer>[]) =>
    send(
      { type: "message", message: JSON.parse(text), buffers },
      buffers.map((each) => each.buffer),
    ),
  );
}

async function answer(request: ToWorker) {
  if (request.type === "start") return start(request);
  if (request.type === "run") return kernel.run(request.cell, request.source);
  kernel.take(request.kind, JSON.stringify(request.content), request.buffers);
}

// What ends Python between two requests, in a callback that waited for its turn. Other errors there end nothing.
self.addEventListener("unhandledrejection", ({ reason }) => {
  const ends = reason?.pyodide_fatal_error || ["SystemExit", "KeyboardInterrupt"].includes(reason?.type);
  if (ends) send({ type: "failed", reason: String(reason.message) });
});

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  queue = queue
    .then(() => answer(data))
    .then((value) => send({ type: "done", id: data.id, value }))
    .catch((error) =>
      send(
        error.files
          ? { type: "damaged", files: error.files }
          : { type: "failed", reason: String(error.message ?? error) },
      ),
    );
};
