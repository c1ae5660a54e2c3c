// Controls that count only where another one has certain values (nnlib/show/counting.py): a page switches them off too.
import type { Panel, Values } from "./panel.ts";

/** By control, the other one and its values. */
export type Counts = Record<string, [string, (number | string)[]]>;

/** Keep the panel's controls switched on where they count, and off elsewhere. */
export function count(panel: Panel) {
  const { counts } = panel.root.get("parts") as { counts?: Counts };
  if (!counts) return;
  const settle = () => {
    for (const [name, off] of Object.entries(switchedOff(counts, panel.values)))
      panel.controls.get(name)?.set("disabled", off);
  };
  panel.onMove((name) => Object.values(counts).some(([other]) => other === name) && settle());
}

/** By control, whether it is off while the panel has these values. */
export function switchedOff(counts: Counts, values: Values): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(counts).map(([name, [other, counting]]) => [name, !counting.includes(values[other])]),
  );
}
