// What the page says of itself: on the button under its title, and in a bar at the bottom of the window while Python starts.

const MEGABYTE = 1e6;

export class Status {
  /** @param {number} bytes the size of all that is downloaded @param {{ run: () => void, stop: () => void }} actions */
  constructor(bytes, actions) {
    this.bytes = bytes;
    this.start = /** @type {HTMLButtonElement} */ (document.querySelector(".live-line button"));
    this.start.addEventListener("click", actions.run);

    this.bar = make("div", "live-bar");
    this.bar.hidden = true;
    this.text = make("p");
    this.text.setAttribute("role", "status");
    this.meter = document.createElement("progress");
    this.meter.setAttribute("aria-label", "Starting Python");
    this.halt = button("Stop", actions.stop);
    this.again = button("Try again", actions.run);
    this.close = button("Close", () => this.hide());
    this.bar.append(this.text, this.meter, this.halt, this.again, this.close);
    document.body.append(this.bar);
  }

  /** @param {string} text @param {number} [share] of 1; without it, nobody knows how long */
  progress(text, share) {
    this.say("starting", text);
    if (share === undefined) this.meter.removeAttribute("value");
    else this.meter.value = share;
  }

  /** @param {number} loaded bytes */
  download(loaded) {
    const [now, all] = [loaded, this.bytes].map((bytes) => (bytes / MEGABYTE).toFixed(1));
    this.progress(`Loading Python: ${now} of ${all} MB`, loaded / this.bytes);
  }

  /** @param {boolean} whole whether all cells have run */
  live(whole) {
    this.say(
      "live",
      whole ? "This page is live: every control answers." : "This panel is live. The others start when you touch them.",
    );
    this.start.textContent = whole ? "Run this page again" : "Run the rest of this page";
    setTimeout(() => this.bar.dataset.state === "live" && this.hide(), 5000);
  }

  /** @param {string} text why @param {Element | null} [place] where to look */
  fail(text, place) {
    this.say("failed", text);
    place?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} text */
  still(text) {
    this.say("still", text);
    this.start.textContent = "Run this page";
  }

  /** @param {string} state @param {string} text */
  say(state, text) {
    document.documentElement.dataset.live = this.bar.dataset.state = state;
    if (this.text.textContent !== text) this.text.textContent = text;
    this.text.setAttribute("role", state === "failed" ? "alert" : "status");
    this.meter.hidden = this.halt.hidden = state !== "starting";
    this.again.hidden = state !== "failed";
    this.close.hidden = state === "starting";
    this.bar.hidden = false;
  }

  hide() {
    this.bar.hidden = true;
  }
}

/** @param {string} tag @param {string} [style] @param {string} [text] */
export function make(tag, style = "", text = "") {
  const element = document.createElement(tag);
  element.className = style;
  element.textContent = text;
  return element;
}

/** @param {string} text @param {() => void} action */
export function button(text, action) {
  const element = /** @type {HTMLButtonElement} */ (make("button", "live-button", text));
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}
