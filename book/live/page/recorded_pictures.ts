// The laboratory's pictures while a recording plays: each stands over what the page shows at first, until Python has drawn.
import type { WidgetModel } from "@jupyter-widgets/base";
import { elementOf, type Panel, type Parts } from "./panel.ts";
import { make } from "./status.ts";
import type { Picture } from "./sweep.ts";

/** What shows a picture, what the page shows at first, and what stays until Python has drawn more. */
type Place = { image: WidgetModel; words: WidgetModel; first: Picture; frame: HTMLElement; shown?: Picture };

export class RecordedPictures {
  private readonly places = new Map<string, Place>();
  private readonly drawn: () => boolean;
  private own = false; // whether a change of a picture is made here

  /** ``drawn``: hears that Python has drawn one; whether what was shown there stays. */
  constructor(drawn: () => boolean) {
    this.drawn = drawn;
  }

  async place(panel: Panel, model: (reference: string) => Promise<WidgetModel>) {
    const { pictures = {} } = panel.root.get("parts") as Parts;
    for (const [name, references] of Object.entries(pictures)) {
      const [image, words] = await Promise.all(references.map(model));
      const first = { format: image.get("format"), data: image.get("value"), sentence: image.get("tooltip") };
      const place = { image, words, first, frame: await elementOf(image) };
      this.places.set(name, place);
      image.on("change:value", () => this.own || this.leave(place));
      words.on("change:value", () => this.own || this.leave(place));
    }
  }

  /** Show what ``find`` has for each name, and wait until it is seen. */
  async show(find: (name: string) => Picture | undefined) {
    for (const [name, place] of this.places) {
      const picture = find(name);
      if (picture) this.put(place, picture);
      place.shown = picture;
    }
    const frames = [...this.places.values()].map(({ frame }) => frame as HTMLImageElement);
    await Promise.all(frames.map((frame) => frame.decode().catch(() => {})));
  }

  /** Python has drawn one; what was shown there stays until Python is where the recording was. */
  private leave(place: Place) {
    const stays = this.drawn();
    if (stays && place.shown) return this.put(place, place.shown);
    place.shown = undefined;
    place.frame.style.removeProperty("background");
  }

  /** Put a picture over the first one. */
  private put({ image, words, first, frame }: Place, { format, data, sentence, described }: Picture) {
    if (!frame.style.backgroundImage) {
      const address = URL.createObjectURL(new Blob([first.data], { type: `image/${first.format}` }));
      frame.style.background = `url(${address}) 0 0 / contain no-repeat`; // as panel.css fits the picture itself
    }
    this.own = true;
    image.set({ format, value: data, tooltip: described ?? sentence });
    words.set("value", make("p", "", sentence).innerHTML);
    this.own = false;
  }
}
