// How saved models of the page come to stand for Python's: each keeps its view, and where a hand has left it.
import type { WidgetModel } from "@jupyter-widgets/base";
import type { PageComm } from "./comm.ts";
import type { State } from "./messages.ts";
import type { Parts } from "./panel.ts";
import { bare, refers, type Theirs } from "./theirs.ts";

const HAND = ["value", "index"]; // what a hand moves in a control
const PICTURE = ["value", "format", "tooltip"];
const OPENED = ["selected_index"]; // of what folds

/** The page's models by the ids of those of Python for which they stand. */
export type Pairs = Map<string, WidgetModel>;
/** What a model keeps of its talk with Python; ipywidgets calls it private. */
type Talk = { _pending_msgs: number; _msg_buffer: object | null; _buffered_state_diff: object };

/** Let the models answer to Python's; ``id``: of the one on which all others hang. */
export async function join(id: string, pairs: Pairs, theirs: Theirs) {
  const states = new Map([...pairs.keys()].map((each) => [each, theirs.waiting.get(each) as State]));
  for (const [each, ours] of pairs) connect(ours, theirs.comms.get(each) as PageComm);
  for (const each of pairs.keys()) theirs.waiting.delete(each);
  // The panel stays as the reader's hand has left it until Python has drawn that.
  const parts = states.get(id)?.parts as Parts | undefined;
  const moved = movedByHand(parts, states, pairs);
  if (moved.length) theirs.tell(id, { method: "custom", content: { moved: Object.fromEntries(moved) } });
  const undrawn = (each: string) => moved.length > 0 || isEmpty(states.get(each)?.value);
  const shown = parts ? [parts.image, parts.words, parts.question ?? []].flat() : [];
  const drawn = shown.map(bare).filter(undrawn);
  for (const [each, ours] of pairs) {
    const state = states.get(each) as State;
    const kept = "disabled" in state ? HAND : drawn.includes(each) ? PICTURE : OPENED;
    await refresh(ours, state, kept);
    const told = kept === PICTURE ? [] : kept.filter((key) => key in state && ours.get(key) !== state[key]);
    for (const key of told) theirs.tell(each, { method: "update", state: { [key]: ours.get(key) } });
  }
}

/** Tell Python of the buttons that were pressed while it was on its way. */
export async function press(buttons: Element[], pairs: Pairs, theirs: Theirs) {
  for (const button of buttons)
    for (const [each, ours] of pairs) {
      const views = await Promise.all(Object.values(ours.views ?? {}));
      if (views.some(({ el }) => el === button)) theirs.tell(each, { method: "custom", content: { event: "click" } });
    }
}

function connect(ours: WidgetModel, comm: PageComm) {
  comm.on_msg((message) => ours._handle_comm_msg(message as unknown as Parameters<typeof ours._handle_comm_msg>[0]));
  ours.comm = comm;
  Object.assign(ours as unknown as Talk, { _pending_msgs: 0, _msg_buffer: null, _buffered_state_diff: {} });
  ours.comm_live = true;
}

/** The controls that a hand has moved here, each with where it stands. */
function movedByHand(parts: Parts | undefined, states: Map<string, State>, pairs: Pairs) {
  return Object.entries(parts?.controls ?? {}).flatMap(([name, reference]) => {
    const [state, ours] = [states.get(bare(reference)), pairs.get(bare(reference))];
    const changed = state && ours && HAND.filter((key) => key in state && ours.get(key) !== state[key]);
    return changed?.length ? [[name, Object.fromEntries(changed.map((key) => [key, ours?.get(key)]))]] : [];
  });
}

/** Bring a model of the page up to what Python's is, but for what is ``kept``. */
async function refresh(ours: WidgetModel, state: State, kept: string[]) {
  const fresh = Object.entries(state).filter(([key, value]) => !kept.includes(key) && !refers(value));
  const { _deserialize_state: deserialize } = ours.constructor as typeof WidgetModel;
  type Raw = Parameters<typeof deserialize>[0];
  ours.set_state(await deserialize.call(ours.constructor, Object.fromEntries(fresh) as Raw, ours.widget_manager));
}

/** Whether a picture or a sentence is still to come: Python draws its first one in slices, too. */
function isEmpty(value: unknown) {
  return value instanceof DataView ? value.byteLength === 0 : !value;
}
