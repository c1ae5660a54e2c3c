// node run.mjs PYTHON REPOSITORY TOOLS PYTEST-ARGUMENTS...: pytest in the Pyodide of the folder PYTHON; see run.py.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...places] = process.argv.slice(2, 5);
// Node would print a line of a megabyte before an error.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: `${folder}/`,
  packages: Object.keys(JSON.parse(readFileSync(`${folder}/pyodide-lock.json`, "utf8")).packages),
  env: { HOME: "/home", MPLBACKEND: "agg", JUPYTER_WIDGETS_ECHO: "0", PYTHONDONTWRITEBYTECODE: "1" },
});
for (const [i, at] of ["/repository", "/tools"].entries()) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: places[i] }, at);
}
python.globals.set("arguments", python.toPy(process.argv.slice(5)));
process.exitCode = await python.runPythonAsync(`
import os, sys

os.chdir("/repository")
sys.path[:0] = ["/repository", "/repository/tests/browser"]
sys.path.append("/tools")  # what the page has comes first
import pytest

int(pytest.main(["-p", "page_python", "--capture=sys", "-W", "ignore", "-p", "no:cacheprovider", *arguments]))
`);
