// Play, before Python is there: a control goes through the pictures that were drawn beforehand. Python goes on when it
// has come; in a page that nobody sees it pauses.
import { type Drawn, over } from "./drawn.ts";
import { translated } from "./language.ts";
import { elementOf, type Panel, type Player } from "./panel.ts";
import { placeOf } from "./place.ts";

const LOOK = 100; // milliseconds between two looks whether Python has come

export class Playing {
  private readonly panel: Panel;
  private readonly player: Player;
  private readonly drawn: Drawn | undefined;
  private readonly free: () => boolean; // whether no Python has the panel
  private readonly still: string; // what *Play* is called while nothing plays
  private going = false; // whether it plays here
  private own = false; // whether a move is made here
  private timer?: number;

  constructor(panel: Panel, player: Player, drawn: Drawn | undefined, free: () => boolean) {
    [this.panel, this.player, this.drawn, this.free] = [panel, player, drawn, free];
    this.still = player.play.get("description");
    panel.onMove((name) => name === player.control && !this.own && this.free() && this.pause());
    document.addEventListener("visibilitychange", () => document.hidden && this.hide());
    void this.hear();
  }

  private async hear() {
    const { panel, player } = this;
    const [play, step] = await Promise.all([player.play, player.step].map(elementOf));
    play.addEventListener("click", () => this.free() && (this.going ? this.pause() : this.start()));
    step.addEventListener("click", () => {
      if (!this.free()) return;
      this.pause();
      panel.step(player.control, 1);
    });
  }

  private start() {
    const [low, high] = this.panel.range(this.player.control);
    this.going = true;
    this.player.play.set("description", translated("Pause"));
    if (this.place === high) this.move(low);
    void this.next();
  }

  private pause() {
    if (this.going) this.player.play.set("description", this.still);
    this.going = false;
  }

  /** Nobody sees the page; if Python plays, it is told by a press. */
  private hide() {
    const { play } = this.player;
    if (!this.free() && play.get("description") !== this.still) play.send({ event: "click" }, {});
    this.pause();
  }

  private get place() {
    return placeOf(this.panel, this.player.control);
  }

  private move(place: number) {
    const { panel, player } = this;
    this.own = true;
    panel.set({ [player.control]: panel.options[player.control]?.[place] ?? place });
    this.own = false;
  }

  /** Show the next picture when Python would; without one, wait for Python, and leave the rest to it. */
  private async next() {
    const { drawn, free, panel, player } = this;
    const [, high, step] = panel.range(player.control);
    const next = await drawn?.ahead(player.control);
    if (!this.going) return; // a hand has moved something meanwhile
    if (free() && (this.place === high || (next === undefined && over()))) return this.pause();
    const { speed } = player;
    const aSecond = Number(speed.get("_options_labels")[speed.get("index")]);
    const steps = next === undefined ? 1 : (next - this.place) / step;
    this.wait(next, performance.now() + (1000 * steps) / aSecond);
  }

  /** Show a picture when it is due; go on in Python as soon as it has come. */
  private wait(next: number | undefined, due: number) {
    if (!this.going) return;
    const left = due - performance.now();
    if (!this.free()) {
      this.going = false;
      this.player.play.send({ event: "click" }, {});
    } else if (left > 0) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.wait(next, due), Math.min(left, LOOK));
    } else {
      if (next !== undefined) this.move(next);
      void this.next();
    }
  }
}
