// Compiles Python files with the very Python that will read them: Pyodide's own, here in Node.
// node precompile.mjs CORE SITE [STDLIB HELPFUL]: CORE is Pyodide's folder; SITE and STDLIB are changed in place. With a
// STDLIB it is a page's Python and made small: without the places on a line, and without assertions and docstrings but
// for the packages in HELPFUL (with commas between).
import { loadPyodide } from "pyodide";

// Node would print a line of a megabyte before an error.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});
const [core, site, stdlib, helpful] = process.argv.slice(2);
const python = await loadPyodide({ indexURL: core, env: stdlib ? { PYTHONNODEBUGRANGES: "1" } : {} });
const mount = (folder, at) => {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, at);
};
// The place that packages have in the browser: matplotlib's list of fonts names it.
const packages = python.runPython("import site; site.getsitepackages()[0]");
mount(site, packages);
if (stdlib) mount(stdlib, "/stdlib");
python.globals.set("places", python.toPy(stdlib ? [packages, "/stdlib"] : [packages]));
python.globals.set("helpful", helpful?.split(",") ?? []);
python.globals.set("small", Boolean(stdlib));
python.runPython(`
import py_compile
from pathlib import Path

UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH  # files change only with the distribution
for place in places:
    for source in Path(place).rglob("*.py"):
        top = source.relative_to(place).parts[0]
        if top in ("nnlib", "nnbook"):  # a traceback shows their lines
            py_compile.compile(source, doraise=True, invalidation_mode=UNCHECKED, quiet=1)
        else:
            target, optimize = source.with_suffix(".pyc"), 2 if small and top not in helpful else -1
            py_compile.compile(source, target, str(source), True, optimize, UNCHECKED)
            source.unlink()

if Path(places[0], "matplotlib").exists():
    import matplotlib.font_manager  # looks at every font and keeps the list
    import matplotlib.pyplot  # and nothing is missing
`);
