// Bundles the scripts of a live page. node build.mjs OUT
import { build } from "esbuild";

const none = new URL("none.cjs", import.meta.url).pathname;
const shared = { bundle: true, minify: true, outdir: process.argv[2], logLevel: "warning", target: "es2022" };
const here = (name) => new URL(name, import.meta.url).pathname;

// Classic scripts: a page that was opened as a file may load them too.
await build({ ...shared, entryPoints: ["page.ts", "my_work.ts"].map(here), format: "iife" });
for (const [name, globalName] of [
  ["widgets", "LiveWidgets"],
  ["editor", "LiveEditor"],
]) {
  await build({
    ...shared,
    entryPoints: [here(`${name}.ts`)],
    format: "iife",
    globalName,
    // Models of ipywidgets 7, which this book does not have.
    alias: {
      "@jupyter-widgets/base7": none,
      "@jupyter-widgets/controls7/css/widgets-base.css": none,
      "@jupyter-widgets/controls7/css/labvariables.css": none,
      "@jupyter-widgets/controls7": none,
    },
    loader: { ".svg": "dataurl", ".woff": "empty", ".woff2": "empty", ".ttf": "empty", ".eot": "empty" },
  });
}
await build({ ...shared, entryPoints: [here("worker.ts"), here("service_worker.ts")], format: "esm" });
