// What stands behind # in the address of a page: a panel by its name, and what its controls are set to.
import { translated } from "./language.ts";
import type { Panel, Values } from "./panel.ts";

/** ``only``: the panel alone; ``full``: it fills the window; ``hide``: controls that are not shown. */
export type Link = { panel: string; values: Map<string, string>; hide: string[]; only: boolean; full: boolean };

/** A value that a control can have, and what the reader is told if it is not the one that was asked for. */
type Found = { value?: number | string; told?: string };

/** What an address asks for; nothing where the part behind # is not about a panel. */
export function read(hash: string): Link | undefined {
  if (!hash.startsWith("#panel=")) return undefined;
  const values = new Map(new URLSearchParams(hash.slice(1)));
  const take = (name: string) => {
    const text = values.get(name);
    values.delete(name);
    return text;
  };
  const [panel = "", hide = "", only, full] = ["panel", "hide", "only", "full"].map(take);
  return { panel, values, hide: hide.split(",").filter(Boolean), only: only !== undefined, full: full !== undefined };
}

/** The part of the address for a panel as it is: only what differs from its first values. */
export function write(panel: Panel, { hide, only, full }: Pick<Link, "hide" | "only" | "full">) {
  const moved = Object.entries(panel.values).filter(([name, value]) => short(value) !== short(panel.first[name]));
  const parts = moved.map(([name, value]) => `${name}=${encodeURIComponent(short(value))}`);
  if (hide.length) parts.push(`hide=${hide.map(encodeURIComponent).join()}`);
  if (only) parts.push("only");
  if (full) parts.push("full");
  return `#${[`panel=${encodeURIComponent(panel.name)}`, ...parts].join("&")}`;
}

/** Set the controls as a link wants them; what was wrong with it, in words. */
export function follow(panel: Panel, { values, hide }: Link) {
  const [wanted, told]: [Values, string[]] = [{ ...panel.first }, []];
  for (const [name, text] of values) {
    const found = find(panel, name, text);
    if (found.told) told.push(found.told);
    if (found.value !== undefined) wanted[name] = found.value;
  }
  for (const name of hide.filter((name) => !panel.controls.has(name))) told.push(unknown(panel, name));
  panel.set(Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== panel.values[name])));
  return told;
}

function find(panel: Panel, name: string, text: string): Found {
  const control = panel.controls.get(name);
  if (!control) return { told: unknown(panel, name) };
  const number = text.trim() ? Number(text) : NaN;
  const options = panel.controls.has(name) ? panel.options[name] : undefined;
  if (options) {
    const value = options.includes(text) ? text : options.find((option) => near(Number(option), number));
    return value === undefined ? { told: translated("“{name}” cannot be “{text}”.", { name, text }) } : { value };
  }
  if (typeof panel.first[name] === "string") return { value: text };
  if (!Number.isFinite(number))
    return { told: translated("“{name}” cannot be “{text}”: it is a number.", { name, text }) };
  const [low, high, step] = ["min", "max", "step"].map((key) => control.get(key) as number);
  const inside = Math.min(high, Math.max(low, number));
  const value = near(inside, panel.first[name] as number) ? inside : low + step * Math.round((inside - low) / step);
  const told = near(value, number)
    ? undefined
    : translated("“{name}” cannot be {text}: {value} is shown.", { name, text, value: short(value) });
  return { value: Number(short(value)), told };
}

function unknown(panel: Panel, name: string) {
  const names = [...panel.controls.keys()].join(", ");
  return translated("The panel has no control “{name}”. It has: {names}.", { name, names });
}

/** A number without the dust of its binary digits. */
function short(value: number | string) {
  return typeof value === "string" ? value : String(Number(value.toPrecision(12)));
}

function near(a: number, b: number) {
  return Math.abs(a - b) <= 1e-9 * Math.max(1e-6, Math.abs(a));
}
