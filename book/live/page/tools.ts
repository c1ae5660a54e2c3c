// The row above a panel: a link to what it shows, the code for a frame, and the whole screen.
import { translated } from "./language.ts";
import { Links } from "./links.ts";
import type { Screen } from "./screen.ts";
import { button, make } from "./status.ts";

export class Tools {
  private readonly screen: Screen;
  private readonly full: HTMLButtonElement;
  private readonly said = make("span", "nn-said");
  private readonly text = Object.assign(document.createElement("input"), { className: "nn-link", readOnly: true });
  private readonly help = make("p", "nn-help");

  constructor(screen: Screen) {
    this.screen = screen;
    this.full = button(translated("Full screen"), () =>
      screen.filled && !screen.only ? screen.leave() : screen.fill(true),
    );
    this.said.setAttribute("role", "status");
    this.text.hidden = true;
    this.text.setAttribute("aria-label", translated("To copy"));
    const link = button(translated("Copy link"), () => this.copy(Links.of(screen)));
    const embed = button(translated("Embed"), () => this.copy(frame(Links.of(screen, true), screen)));
    link.title = translated("The address of this panel with its values");
    embed.title = translated("The code of a frame with this panel alone");
    const row = make("div", "nn-tools");
    row.append(this.said, this.text, link, embed, this.full);
    screen.place.prepend(row);
    screen.place.append(this.help);
    this.update();
  }

  /** The screen may be filled, or not. */
  update() {
    const { filled, only } = this.screen;
    this.full.textContent = filled && !only ? translated("Leave full screen") : translated("Full screen");
    const names = [...this.screen.place.querySelectorAll(".nn-presets button")].map((each) => each.textContent);
    const presets = this.screen.firstKey
      ? translated("1 to {last}: the stations", { last: names.length })
      : names
          .map((name, i) => `${i} ${name}`)
          .slice(0, 10)
          .join(", ");
    this.help.textContent = translated("Keys: ↑ ↓ choose a control, ← → move it. {presets}. Esc leaves.", { presets });
    this.help.hidden = !filled || only;
  }

  /** Copy a text; where the browser does not allow it, show it to be copied. */
  private async copy(text: string) {
    this.text.hidden = true;
    this.said.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      this.say(translated("Copied"), 4000);
    } catch {
      this.text.value = text;
      this.text.hidden = false;
      this.text.select();
      this.say(translated("Copy it from here:"));
    }
  }

  /** ``lasting``: milliseconds after which it goes; else it stays. */
  private say(text: string, lasting?: number) {
    this.said.textContent = text;
    if (lasting) setTimeout(() => this.said.textContent === text && (this.said.textContent = ""), lasting);
  }
}

/** The code of a frame; an address holds no character that HTML would take otherwise, but for "&" and quotes. */
function frame(address: string, { panel }: Screen) {
  const source = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${source}" title="${panel.name}" width="100%" height="640" allow="fullscreen; clipboard-write"></iframe>`;
}
