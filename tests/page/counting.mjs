// Which controls of a panel are off, because another one has a value with which they do not count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, switchedOff } from "../../book/live/page/counting.ts";

const COUNTS = { layer_5: ["depth", [5, 6]], layer_6: ["depth", [6]], value: ["start", ["equal"]] };

test("a control counts with the values that are named, numbers or texts", () => {
  const off = { layer_5: true, layer_6: true, value: false };
  assert.deepEqual(switchedOff(COUNTS, { depth: 4, start: "equal" }), off);
  assert.deepEqual(switchedOff(COUNTS, { depth: 5, start: "random" }), { layer_5: false, layer_6: true, value: true });
});

test("when the other one moves, and only then, the controls are set", () => {
  const [set, heard] = [[], []];
  const control = (name) => [name, { set: (key, value) => set.push([name, key, value]) }];
  const panel = {
    root: { get: () => ({ counts: { layer_5: COUNTS.layer_5 } }) },
    controls: new Map([control("depth"), control("layer_5")]),
    values: { depth: 5, layer_5: "zero" },
    onMove: (hear) => heard.push(hear),
  };
  count(panel);
  heard[0]("layer_5");
  assert.deepEqual(set, []);
  heard[0]("depth");
  assert.deepEqual(set, [["layer_5", "disabled", false]]);
});

test("a panel whose controls always count is left alone", () => {
  count({ root: { get: () => ({}) }, onMove: () => assert.fail() });
});
