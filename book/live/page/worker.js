// Python, away from the page, so that the page can be read and scrolled while it computes.
import kernelSource from "../../../nnbook/browser/kernel.py";
import mystNbSource from "../../../nnbook/browser/myst_nb.py";

/** @typedef {import("./messages").ToWorker} ToWorker */

const send = (/** @type {any} */ message, /** @type {Transferable[]} */ buffers = []) =>
  self.postMessage(message, { transfer: buffers });

/** @type {any} */
let kernel;
/** @type {Promise<any>} */
let queue = Promise.resolve();

/** Count what comes over the wire, for the progress bar. */
function countDownloads() {
  const fetchPlainly = self.fetch;
  let loaded = 0;
  self.fetch = async (address, options) => {
    const response = await fetchPlainly(address, options);
    if (!response.body) return response;
    const counter = new TransformStream({
      transform(chunk, passed) {
        loaded += chunk.length;
        send({ type: "progress", loaded });
        passed.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}

/**
 * Start Python with the book's packages.
 * @param {{ python: string, packages: string[], nnlib: string, integrity: string }} places
 */
async function start({ python, packages, nnlib, integrity }) {
  countDownloads();
  const wheel = fetch(nnlib, { integrity }).then((response) => response.arrayBuffer());
  wheel.catch(() => {}); // awaited below, where a failure is told
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const pyodide = await loadPyodide({
    indexURL: python,
    packages,
    // Widgets send no echo: there is one page, and an old echo would pull a slider back under the hand.
    env: { HOME: "/home", JUPYTER_WIDGETS_ECHO: "0" },
  });
  const missing = packages.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw new Error(`these files are damaged or missing on the server: ${missing.join(", ")}`);
  send({ type: "loaded" });
  for (const [name, source] of Object.entries({ kernel: kernelSource, myst_nb: mystNbSource })) {
    pyodide.FS.writeFile(`/lib/python3.12/site-packages/${name}.py`, source);
  }
  const module = pyodide.pyimport("kernel");
  module.unpack(new Uint8Array(await wheel));
  kernel = module.start((/** @type {string} */ text, /** @type {Uint8Array[]} */ buffers) => {
    send(
      { type: "message", message: JSON.parse(text), buffers },
      buffers.map((each) => each.buffer),
    );
  });
}

/** @param {ToWorker} request */
async function answer(request) {
  if (request.type === "start") return start(request);
  if (request.type === "run") return kernel.run(request.cell, request.source);
  kernel.take(request.kind, JSON.stringify(request.content), request.buffers);
}

self.onmessage = ({ data }) => {
  queue = queue
    .then(() => answer(data))
    .then((value) => send({ type: "done", id: data.id, value }))
    .catch((error) => send({ type: "failed", reason: String(error.message ?? error) }));
};
