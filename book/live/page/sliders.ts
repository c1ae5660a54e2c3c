// What a control gets beside what ipywidgets gives it: buttons for one step, a number to type, names that are heard.
import type { Panel } from "./panel.ts";
import { button } from "./status.ts";

const MANY = 50; // positions, from which on a hand misses one

/** Complete one control of a panel. */
export function dress(panel: Panel, name: string) {
  const [control, element] = [panel.controls.get(name), panel.elements.get(name)];
  if (!control || !element) return;
  const label = control.get("tooltip") || control.get("description");
  const handle = element.querySelector(".noUi-handle");
  const readout = element.querySelector<HTMLElement>(".widget-readout");
  (handle ?? element.querySelector("select"))?.setAttribute("aria-label", label);
  if (label !== control.get("description")) element.querySelector("input")?.setAttribute("aria-description", label);
  if (!handle || !readout) return;
  if (panel.positions(name) > MANY) {
    readout.before(stepper("−", `${label}, one step down`, () => panel.step(name, -1)));
    readout.after(stepper("+", `${label}, one step up`, () => panel.step(name, 1)));
    if (panel.options[name]) typed(panel, name, readout);
    readout.classList.add("nn-typed");
  }
  if (!panel.options[name] || panel.positions(name) > MANY) field(readout, `${label}, a number`);
}

/** A number that can be typed is a field, for a keyboard and a screen reader too. */
function field(readout: HTMLElement, label: string) {
  const heard = { role: "textbox", "aria-label": label, inputmode: "decimal", tabindex: "0" };
  for (const [key, value] of Object.entries(heard)) readout.setAttribute(key, value);
}

/** The header of a list that opens is a button, for a keyboard and a screen reader too. */
export function openByKey(header: HTMLElement) {
  header.tabIndex = 0;
  header.setAttribute("role", "button");
  const say = () =>
    header.setAttribute("aria-expanded", String(Boolean(header.closest(".jupyter-widget-Collapse-open"))));
  header.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    header.click();
  });
  header.addEventListener("click", () => setTimeout(say));
  say();
}

function stepper(sign: string, label: string, step: () => void) {
  const made = button(sign, step);
  made.classList.add("nn-step");
  made.setAttribute("aria-label", label);
  return made;
}

/** A slider over a list has a readout that cannot be typed into; now it takes the entry that is nearest. */
function typed(panel: Panel, name: string, readout: HTMLElement) {
  const shown = () => panel.controls.get(name)?.get("_options_labels")[panel.controls.get(name)?.get("index")];
  const take = () => {
    const number = Number(readout.innerText.trim().replace("−", "-") || NaN);
    const far = panel.options[name].map((option) => Math.abs(Number(option) - number));
    if (Number.isFinite(number)) panel.set({ [name]: panel.options[name][far.indexOf(Math.min(...far))] });
    readout.innerText = shown();
  };
  readout.contentEditable = "true";
  readout.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter") return;
    event.preventDefault();
    take();
  });
  readout.addEventListener("blur", take);
}
