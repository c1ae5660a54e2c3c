// The page's side of its Python, with a worker that only listens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Python, Stopped } from "../../book/live/page/python.ts";

globalThis.document = { baseURI: "http://localhost/book/" };

function listening() {
  const worker = { sent: [], ended: false };
  globalThis.Worker = class {
    constructor() {
      worker.self = this;
    }
    postMessage(message) {
      worker.sent.push(message);
    }
    terminate() {
      worker.ended = true;
    }
  };
  const heard = [];
  const listener = Object.fromEntries(
    ["progress", "loaded", "message", "ended"].map((name) => [name, (...said) => heard.push([name, ...said])]),
  );
  const python = new Python(new URL("http://localhost/worker.js"), listener);
  return {
    python,
    worker,
    heard,
    say: (data) => worker.self.onmessage({ data }),
    break: (error) => worker.self.onerror(error),
  };
}

test("each question gets its own answer, in whatever order they come", async () => {
  const { python, worker, say } = listening();
  const [first, second] = [python.run(3, "1"), python.run(5, "2")];
  const [one, two] = worker.sent.map(({ id }) => id);
  assert.deepEqual(
    worker.sent.map(({ type, cell, source }) => [type, cell, source]),
    [
      ["run", 3, "1"],
      ["run", 5, "2"],
    ],
  );
  say({ type: "done", id: two, value: false });
  say({ type: "done", id: one, value: true });
  assert.deepEqual(await Promise.all([first, second]), [true, false]);
});

test("a widget may send again when its message was taken", async () => {
  const { python, worker, say } = listening();
  let idle = 0;
  python.send("comm_msg", { comm_id: "a" }, [], () => (idle += 1));
  await Promise.resolve();
  assert.equal(idle, 0);
  say({ type: "done", id: worker.sent[0].id });
  await new Promise(setImmediate);
  assert.equal(idle, 1);
});

test("what is downloaded and said reaches the listener", () => {
  const { heard, say } = listening();
  say({ type: "progress", loaded: 7 });
  say({ type: "loaded" });
  say({ type: "message", message: { type: "stream" }, buffers: [] });
  assert.deepEqual(heard, [["progress", 7], ["loaded"], ["message", { type: "stream" }, []]]);
});

test("a failure ends the worker and tells all who wait, and only them", async () => {
  const { python, worker, say } = listening();
  const [start, run] = [python.start({}, ""), python.run(1, "")];
  const told = Promise.allSettled([start, run]);
  say({ type: "failed", reason: "no such wheel" });
  assert.deepEqual(
    (await told).map(({ reason }) => reason.message),
    ["no such wheel", "no such wheel"],
  );
  assert.ok(worker.ended);
});

test("Stop is told from a failure", async () => {
  const { python, worker, heard } = listening();
  const run = python.run(1, "while True: pass");
  python.end();
  await assert.rejects(run, Stopped);
  assert.ok(worker.ended);
  assert.deepEqual(heard, []);
});

for (const [how, end] of [
  ["fails at a widget's message", ({ say }) => say({ type: "failed", reason: "Traceback:\n  1 / 0\nSystemExit\n" })],
  ["breaks outside of any message", (all) => all.break({ message: "Uncaught PythonError: Traceback:\nSystemExit" })],
]) {
  test(`when Python ${how}, the page is told why, and nobody waits for it`, async () => {
    const all = listening();
    all.python.send("comm_msg", { comm_id: "a" }, [], () => assert.fail("it was not taken"));
    end(all);
    assert.ok(all.worker.ended);
    assert.deepEqual(
      all.heard.map(([name, error]) => [name, error.message]),
      [["ended", "SystemExit"]],
    );
    await assert.rejects(all.python.run(1, "1"), { message: "SystemExit" });
  });
}
