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

  /** Say how far the run is: at which of its ``epochs``; nothing while these are not known. */
  show(moment: number, epochs: number[]) {
    if (!epochs.length) return this.line.classList.add("live-waiting");
    this.say(translated("Recorded: epoch {epoch}", { epoch: epochs[moment] }));
    this.track.max = String(epochs.length - 1);
    this.track.value = String(moment);
    this.track.hidden = false;
  }

  /** Python goes to where the run is; ``over``: none does. */
  catchUp(epoch: number, over = false) {
    this.say(
      over
        ? translated("Recorded: epoch {epoch}. It ends here, for Python does not run.", { epoch })
        : translated("Catching up to epoch {epoch}", { epoch }),
    );
  }

  /** No run is of what the controls are set to; ``over``: and no Python comes. */
  wait(over: boolean) {
    this.track.hidden = true;
    this.say(
      over
        ? translated("These pictures are of earlier settings: Python does not run.")
        : translated("These pictures are of earlier settings. Python is starting, and they will follow."),
    );
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
