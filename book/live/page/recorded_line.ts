// Under the laboratory's buttons: how far a recorded run is, with a slider through it, and what would start Python.
import { translated } from "./language.ts";
import { make } from "./status.ts";

export class RecordedLine {
  readonly track = Object.assign(document.createElement("input"), { type: "range", min: "0", value: "0" });
  private readonly line = make("p", "live-recorded live-waiting");
  private readonly text = make("span");
  private readonly note: HTMLElement;

  /** ``bytes``: the size of all that Python downloads; ``moved`` hears of a hand on the slider. */
  constructor(bytes: number, moved: (moment: number) => void) {
    this.track.setAttribute("aria-label", translated("epoch of the recorded run"));
    this.track.addEventListener("input", () => moved(Number(this.track.value)));
    this.line.append(this.text, this.track);
    const all = Math.round(bytes / 1e6); // as under the title of a chapter
    const loads = translated(
      "Play and the stations answer at once; anything else starts Python, up to {all} MB, once.",
      {
        all,
      },
    );
    this.note = make("p", "live-loads", loads);
  }

  placeAfter(buttons: Element | null) {
    buttons?.after(this.note, this.line);
  }

  /** Say how far the run is: at which of its ``epochs``. */
  show(moment: number, epochs: number[]) {
    this.say(translated("Recorded: epoch {epoch}", { epoch: epochs[moment] }));
    this.track.max = String(epochs.length - 1);
    this.track.value = String(moment);
  }

  /** Python goes to where the run is. */
  catchUp(epoch: number) {
    this.say(translated("Catching up to epoch {epoch}", { epoch }));
  }

  /** Python has come; ``catching``: it is not yet where the run is. */
  leave(catching: boolean) {
    this.note.hidden = this.track.hidden = true;
    this.line.hidden = !catching;
  }

  private say(text: string) {
    this.text.textContent = text;
    this.line.hidden = false;
    this.line.classList.remove("live-waiting");
  }
}
