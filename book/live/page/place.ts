// Where a control of a panel stands: a slider at its value, a list at the number of an entry.
import type { Panel, Values } from "./panel.ts";

export function placeOf(panel: Panel, name: string) {
  return Number(panel.controls.get(name)?.get(name in panel.options ? "index" : "value"));
}

/** What a control is called. */
export function labelOf(panel: Panel, name: string): string {
  return panel.controls.get(name)?.get("description");
}

/** A place in words, such as "−0.6". */
export function written(panel: Panel, name: string, place: number) {
  const labels: string[] | undefined = panel.controls.get(name)?.get("_options_labels");
  return labels ? labels[place] : String(Number(place.toPrecision(6))).replace("-", "−");
}

/** Whether the panel stands at these values; controls that are not among them do not count. */
export function standsAt(panel: Panel, values: Values) {
  return Object.entries(values).every(([name, value]) => at(panel, name, value));
}

/** Whether a control has this value, or the nearest of its steps, which is what a slider makes of a value. */
export function at(panel: Panel, name: string, value: number | string) {
  const now = panel.values[name];
  if (now === undefined || typeof now === "string" || typeof value === "string") return now === value;
  const [low, step] = ["min", "step"].map((key) => Number(panel.controls.get(name)?.get(key)));
  return alike(now, value) || alike(now, low + step * Math.round((value - low) / step));
}

export function alike(one: number, other: number) {
  return Math.abs(one - other) < 1e-7;
}
