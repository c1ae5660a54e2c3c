// What a screen reader finds in a panel, beside what ipywidgets tells it.
import type { WidgetModel } from "@jupyter-widgets/base";
import { translated } from "./language.ts";
import { elementOf, type Panel, type Parts } from "./panel.ts";
import { make } from "./status.ts";

const STILL = 700; // milliseconds without a change, after which a sentence is read aloud

/** Name the panel and its groups, describe its picture, and let the values of its sliders be heard. */
export function describe(panel: Panel) {
  const { place, image } = panel;
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", translated("Panel {name}", { name: panel.name }));
  for (const group of place.querySelectorAll(".nn-group, .nn-presets")) {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", group.querySelector(".nn-heading")?.textContent?.trim() ?? translated("Presets"));
  }
  for (const slider of place.querySelectorAll(".widget-slider")) sayValue(slider);
  const { pictures } = panel.root.get("parts") as Parts;
  if (!pictures) return void sayPicture(image);
  for (const [each] of Object.values(pictures))
    void panel.root.widget_manager.get_model(each.replace("IPY_MODEL_", "")).then(sayPicture);
  void tellWhenStill(panel);
}

/** A picture is called by what it shows now. Nothing is read aloud when that changes. */
async function sayPicture(image: WidgetModel) {
  const picture = await elementOf(image);
  const tell = () => {
    picture.setAttribute("alt", image.get("tooltip") ?? "");
    picture.removeAttribute("title"); // ipywidgets', which would be heard as well
  };
  image.on("change:tooltip", tell);
  tell();
}

/** A slider says the value that its readout shows. noUiSlider writes its own, with the dust of binary digits. */
function sayValue(slider: Element) {
  const [handle, readout] = [".noUi-handle", ".widget-readout"].map((each) => slider.querySelector<HTMLElement>(each));
  if (!handle || !readout) return;
  // Over a short list it takes nothing that is typed, although ipywidgets makes a field of it.
  readout.inert = !readout.matches("[role=textbox]");
  const say = () => {
    const text = readout.innerText.trim();
    if (handle.getAttribute("aria-valuetext") !== text) handle.setAttribute("aria-valuetext", text);
  };
  const seen = new MutationObserver(say);
  seen.observe(readout, { childList: true, characterData: true, subtree: true });
  seen.observe(handle, { attributeFilter: ["aria-valuetext"] });
  say();
}

/** The laboratory's sentence changes with each picture while it plays; what it says when it rests is read aloud. */
async function tellWhenStill(panel: Panel) {
  const words = await elementOf(panel.words);
  const said = make("p", "visually-hidden");
  said.setAttribute("role", "status");
  panel.place.append(said);
  let waiting: number;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => (said.textContent = words.innerText), STILL);
  }).observe(words, { childList: true, characterData: true, subtree: true });
}
