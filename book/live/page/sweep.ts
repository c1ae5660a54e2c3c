// A file of pictures that book/pictures.py made: what a panel shows while one control moves, or for its presets.

/** A picture of a panel, and the sentence that says what is seen; ``described``: what an ear is told, if that is more. */
export type Picture = { format: string; data: DataView<ArrayBuffer>; sentence: string; described?: string };

/** ``sizes``: bytes of the pictures, which follow the header. */
type Header = { places: (number | string)[]; sentences: string[]; described?: string[]; sizes: number[] };

export class Sweep {
  private readonly places: (number | string)[];
  private readonly pictures: Picture[];

  /** Throws where the file is not whole. */
  constructor(file: ArrayBuffer) {
    const length = new DataView(file).getUint32(0, true);
    const text = new TextDecoder().decode(new Uint8Array(file, 4, length));
    const { places, sentences, described, sizes } = JSON.parse(text) as Header;
    this.places = places;
    let end = 4 + length;
    this.pictures = sizes.map((size, i) => {
      const data = new DataView(file, end, size);
      end += size;
      return { format: "webp", data, sentence: sentences[i], described: described?.[i] };
    });
  }

  static async load(address: string) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new Sweep(await answer.arrayBuffer());
  }

  /** The places, where they are names. */
  get names() {
    return this.places.map(String);
  }

  /** The picture of this place, if there is one. */
  of(place: number | string): Picture | undefined {
    return this.pictures[this.places.indexOf(place)];
  }

  /** The first place behind this one that has a picture. */
  after(place: number) {
    return this.places.map(Number).find((each) => each > place + 1e-7);
  }

  /** The picture of the place nearest to this one. */
  near(place: number) {
    const distances = this.places.map((each) => Math.abs(Number(each) - place));
    const at = distances.indexOf(Math.min(...distances));
    return at < 0 ? undefined : { place: Number(this.places[at]), picture: this.pictures[at] };
  }
}
