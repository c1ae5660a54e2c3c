// Play, before Python is there: a control goes through the pictures that were drawn beforehand. Python goes on when it
// has come; in a page that nobody sees it pauses.
import { type Drawn, over } from "./drawn.ts";
import { elementOf, type Panel, type Player } from "./panel.ts";
import { placeOf } from "./place.ts";

export class Playing {
  private readonly panel: Panel;
  private readonly player: Player;
  private readonly drawn: Drawn | undefined;
  private readonly free: () => boolean; // whether no Python has the panel
  private going = false; // whether it plays here
  private own = false; // whether a move is made here
  private timer?: number;

  constructor(panel: Panel, player: Player, drawn: Drawn | undefined, free: () => boolean) {
    [this.panel, this.player, this.drawn, this.free] = [panel, player, drawn, free];
    panel.onMove((name) => name === player.control && !this.own && this.pause());
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
    this.player.play.set("description", "Pause");
    if (this.place === high) this.move(low);
    this.later();
  }

  private pause() {
    if (this.going) this.player.play.set("description", "Play");
    this.going = false;
  }

  /** Nobody sees the page; if Python plays, it is told by a press. */
  private hide() {
    const { play } = this.player;
    if (!this.free() && play.get("description") === "Pause") play.send({ event: "click" }, {});
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

  private later() {
    const { speed } = this.player;
    const aSecond = Number(speed.get("_options_labels")[speed.get("index")]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tick(), 1000 / aSecond);
  }

  /** Show the next picture; without one, wait for Python, and leave the rest to it. */
  private async tick() {
    if (!this.going) return;
    const next = this.free() ? await this.drawn?.ahead(this.player.control) : undefined;
    if (!this.going) return; // a hand has moved something meanwhile
    if (!this.free()) {
      this.going = false;
      this.player.play.send({ event: "click" }, {});
      return;
    }
    if (next !== undefined) this.move(next);
    const [, high] = this.panel.range(this.player.control);
    if (this.place === high || (next === undefined && over())) this.pause();
    else this.later();
  }
}
