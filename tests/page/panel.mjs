// What a button of a panel makes of its values before Python is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Panel } from "../../book/live/page/panel.ts";

const BUTTONS = {
  presets: { "(a)": { x: 2 } },
  actions: { Turn: { x: "-x" }, Swap: { x: "y", y: "x" } },
};
const pressed = (text, values) => Panel.prototype.pressed.call(BUTTONS, text, values);

test("a preset has values of its own, an action makes them of those that are there", () => {
  assert.deepEqual(pressed("(a)", { x: 1, y: 3 }), { x: 2 });
  assert.deepEqual(pressed("Turn", { x: 1, y: 3 }), { x: -1 });
  assert.deepEqual(pressed("Swap", { x: 1, y: 3 }), { x: 3, y: 1 });
});

test("minus zero is zero, and a button of another kind does nothing", () => {
  assert.ok(Object.is(pressed("Turn", { x: 0, y: 3 }).x, 0));
  assert.equal(pressed("Stop", { x: 1, y: 3 }), undefined);
});
