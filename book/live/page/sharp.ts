// A picture as sharp as the screen: Python draws it with as many pixels as it is shown with.
import type { Panel } from "./panel.ts";

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4]; // few, so that a change of the window redraws seldom
const ENOUGH = 0.95; // an eye sees no more
const PAUSE = 250; // milliseconds in which the window's size may change on

/** Ask Python for the density of the screen, when it takes the panel and when the picture's size has changed. */
export function keepSharp(panel: Panel) {
  const picture = panel.place.querySelector<HTMLImageElement>("img.widget-image");
  if (!picture) return;
  let [waiting, inches] = [0, 0];
  const shape = () => {
    if (!picture.naturalWidth || inches) return;
    inches = picture.naturalWidth / (100 * panel.image.get("density"));
    // All densities have one aspect; the size on the page hangs on nothing else.
    panel.place.style.setProperty("--aspect", `${picture.naturalWidth / picture.naturalHeight}`);
  };
  const ask = () => {
    const density = wanted(inches, picture.clientWidth);
    if (!panel.image.comm_live || !density || panel.image.get("density") === density) return;
    panel.image.set("density", density);
    panel.image.save_changes();
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };
  shape();
  picture.addEventListener("load", shape);
  new ResizeObserver(later).observe(picture);
  panel.image.on("comm_live_update", later);
  panel.image.on("change:density", later);
}

/** The density for a picture that many inches wide, on so many pixels of the page. */
function wanted(inches: number, width: number) {
  const exact = (devicePixelRatio * width) / (100 * inches);
  return inches && width ? (STEPS.find((step) => step >= ENOUGH * exact) ?? STEPS[STEPS.length - 1]) : 0;
}
