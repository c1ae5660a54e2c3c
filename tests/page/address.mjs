// What stands behind # in an address, with a panel that has a slider and a list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { follow, read, write } from "../../book/live/page/address.ts";

const NONE = { hide: [], only: false, full: false };

function panel() {
  const state = { min: -3, max: 3, step: 0.1 };
  const made = {
    name: "forward-pass",
    controls: new Map([
      ["bias", { get: (key) => state[key] }],
      ["start", {}],
    ]),
    options: { start: ["random", "0.6666666666666666", "100"] },
    first: { bias: 0.5, start: "random" },
    values: { bias: 0.5, start: "random" },
    set: (values) => Object.assign(made.values, values),
  };
  return made;
}

function followed(hash) {
  const made = panel();
  const told = follow(made, read(hash));
  return [made.values, told];
}

test("a hash that is not about a panel is left alone", () => {
  for (const hash of ["", "#", "#sources", "#full", "#a&panel=forward-pass", "#panels=x"])
    assert.equal(read(hash), undefined);
});

test("a link is read back as it was written, with what differs only", () => {
  const made = panel();
  made.values = { bias: 0.1 + 0.2, start: "0.6666666666666666" };
  assert.equal(write(made, NONE), "#panel=forward-pass&bias=0.3&start=0.6666666666666666");
  assert.deepEqual(followed(write(made, NONE)), [{ bias: 0.3, start: "0.6666666666666666" }, []]);
  assert.equal(write(panel(), NONE), "#panel=forward-pass");
  assert.equal(write(panel(), { hide: ["a", "b"], only: true, full: true }), "#panel=forward-pass&hide=a,b&only&full");
  const { hide, only, full } = read("#panel=forward-pass&hide=a,b&only&full");
  assert.deepEqual({ hide, only, full }, { hide: ["a", "b"], only: true, full: true });
});

test("a text stands in a link as it is", () => {
  const made = panel();
  made.controls.set("points", { get: () => "" });
  made.first = { ...made.first, points: "" };
  made.values = { ...made.values, points: "p1.5_-2o3_0.4" };
  assert.equal(write(made, NONE), "#panel=forward-pass&points=p1.5_-2o3_0.4");
  made.values.points = "";
  assert.deepEqual(follow(made, read("#panel=forward-pass&points=p1.5_-2o3_0.4")), []);
  assert.equal(made.values.points, "p1.5_-2o3_0.4");
});

test("what a link does not name goes back to its first value", () => {
  const made = panel();
  made.values = { bias: 2, start: "100" };
  follow(made, read("#panel=forward-pass&start=100"));
  assert.deepEqual(made.values, { bias: 0.5, start: "100" });
});

test("a bad part is told and the rest is used", () => {
  for (const [hash, values, words] of [
    ["bias=x", {}, /“bias” cannot be “x”/],
    ["bias=", {}, /“bias” cannot be “”/],
    ["bias=7", { bias: 3 }, /3 is shown/],
    ["bias=0.72", { bias: 0.7 }, /0.7 is shown/],
    ["bias=Infinity", {}, /cannot be/],
    ["start=nowhere", {}, /“start” cannot be “nowhere”/],
    ["constructor=1", {}, /no control “constructor”/],
    ["__proto__=1", {}, /no control “__proto__”/],
    ["hide=nothing", {}, /no control “nothing”/],
    ["%3Cb%3E=%", {}, /no control “<b>”/],
  ]) {
    const [found, told] = followed(`#panel=forward-pass&start=100&${hash}`);
    const start = hash.startsWith("start") ? "random" : "100";
    assert.deepEqual(found, { bias: 0.5, start, ...values }, hash);
    assert.match(told.join(" "), words);
  }
});
