// A click into a picture of the laboratory. In the strip it takes that start into the large pictures. In the plane it sets
// one of the reader's own points, where the data are those. The fields below the pictures do the same by keys.
import "./clicks.css";
import type { WidgetModel } from "@jupyter-widgets/base";
import { translated } from "./language.ts";
import { type Area, elementOf, type Panel, type Parts } from "./panel.ts";
import { button, make } from "./status.ts";

const OWN = "your points"; // as nnbook/laboratory/data.py calls them
const COLOURS = { p: [translated("purple"), "#3b1f6b"], o: [translated("orange"), "#8a3b00"] };
const POINT = /([po])(-?[\d.]+)_(-?[\d.]+)/g; // as nnbook/laboratory/data.py reads it
const [FAR, ROWS, ACROSS] = [6, 6, 8]; // how far out a point may lie; the strip's rows, and starts in a row
const SVG = "http://www.w3.org/2000/svg";

type Colour = keyof typeof COLOURS;
type Model = (reference: string) => Promise<WidgetModel>;

export class Clicks {
  private readonly panel: Panel;
  private readonly saved: () => boolean; // whether no Python has the panel
  private readonly wake: () => void; // starts Python for it
  private readonly tools = make("div", "live-points");
  private readonly sketch = document.createElementNS(SVG, "svg"); // of the points, until Python draws them
  private colour: Colour = "p";

  constructor(panel: Panel, model: Model, saved: () => boolean, wake: () => void) {
    [this.panel, this.saved, this.wake] = [panel, saved, wake];
    void this.place(model);
  }

  private async place(model: Model) {
    const { areas = {}, pictures = {} } = this.panel.root.get("parts") as Parts;
    const [plane, others] = await Promise.all(["plane", "others"].map((name) => model(pictures[name][0])));
    const [plain, strip] = await Promise.all([plane, others].map(elementOf));
    strip.addEventListener("click", (event) => this.choose(...at(event, strip, areas.others)));
    plain.addEventListener("click", (event) => this.add(...at(event, plain, areas.plane)));
    strip.style.cursor = "pointer";
    const [left, top, right] = areas.plane.box.map((share) => `${100 * share}%`);
    Object.assign(this.sketch.style, { left, marginTop: top, width: `calc(${right} - ${left})` });
    this.sketch.setAttribute("viewBox", [-FAR, -FAR, 2 * FAR, 2 * FAR].join(" "));
    this.sketch.setAttribute("class", "live-sketch");
    plain.before(this.sketch);
    plain.parentElement?.classList.add("live-clicked");
    this.addTools(plain);
    this.panel.onMove(() => this.show(plain));
    plane.on("change:value", () => this.show(plain));
    this.show(plain);
  }

  /** What a click sets, and how it is taken back. */
  private addTools(plain: HTMLElement) {
    this.tools.setAttribute("role", "group");
    this.tools.setAttribute("aria-label", translated("your points"));
    const choices = Object.entries(COLOURS).map(([colour, [name]]) => {
      const choice = button(name, () => {
        this.colour = colour as Colour;
        for (const each of choices) each.setAttribute("aria-pressed", String(each === choice));
      });
      choice.setAttribute("aria-pressed", String(colour === this.colour));
      return choice;
    });
    const back = button(translated("Take one back"), () => this.set(this.points.slice(0, -1)));
    this.tools.append(
      translated("A click sets"),
      ...choices,
      back,
      button(translated("Take all back"), () => this.set([])),
    );
    plain.parentElement?.append(this.tools);
  }

  private get own() {
    return this.panel.values.data === OWN;
  }

  private get points() {
    return [...String(this.panel.values.points).matchAll(POINT)].map(([written]) => written);
  }

  private set(points: string[]) {
    this.panel.set({ points: points.join("") });
    this.wake();
  }

  private add(x1: number, x2: number) {
    const [first, second] = [x1, x2].map((x) => String(Number(x.toFixed(1)) + 0));
    if (this.own && Math.abs(x1) <= FAR && Math.abs(x2) <= FAR)
      this.set([...this.points, `${this.colour}${first}_${second}`]);
  }

  /** Look at a start of the strip; a click on the one that is looked at goes back to the first. */
  private choose(x: number, y: number) {
    if (x < 0 || x >= ACROSS || y <= 0 || y > ROWS) return;
    const start = 1 + ACROSS * Math.floor(ROWS - y) + Math.floor(x);
    this.panel.set({ look: this.panel.values.look === start ? 0 : start });
    this.wake();
  }

  private show(plain: HTMLElement) {
    this.tools.hidden = !this.own;
    plain.style.cursor = this.own ? "crosshair" : "";
    this.sketch.toggleAttribute("hidden", !this.own || !this.saved());
    const dots = [...this.points.join("").matchAll(POINT)].map(([, colour, x1, x2]) => {
      const dot = document.createElementNS(SVG, "circle");
      const looks = { cx: x1, cy: -Number(x2), r: 0.15, fill: COLOURS[colour as Colour][1] };
      for (const [name, value] of Object.entries(looks)) dot.setAttribute(name, String(value));
      return dot;
    });
    this.sketch.replaceChildren(...dots);
  }
}

/** What stands in a picture where the reader has clicked. */
function at(event: MouseEvent, picture: HTMLElement, { box, limits }: Area): [number, number] {
  const place = picture.getBoundingClientRect();
  const [across, down] = [(event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height];
  const [left, top, right, bottom] = box;
  const [first, highest, last, lowest] = limits;
  return [
    first + ((last - first) * (across - left)) / (right - left),
    highest + ((lowest - highest) * (down - top)) / (bottom - top),
  ];
}
