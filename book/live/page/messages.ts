/** What a page and its worker say to each other, and what the build tells the page. */

export type Start = {
  type: "start";
  python: string;
  packages: string[];
  nnlib: string;
  integrity: string;
  language: string;
};
export type Run = { type: "run"; cell: number; source: string };
export type Comm = { type: "comm"; kind: string; content: object; buffers: Uint8Array[] };
export type Request = Start | Run | Comm;
export type ToWorker = Request & { id: number };

/** A mime bundle: what Jupyter shows of a thing, in one form or several. */
export type Bundle = Record<string, unknown>;

/** A change of a widget, with the places of its binary parts. */
export type Update = { method?: string; state: State; buffer_paths?: (string | number)[][] };
export type State = Record<string, unknown>;

/** What may stand in a message, by its type; see Jupyter's protocol. */
export type Content = {
  data?: Bundle & Partial<Update>;
  metadata?: Record<string, unknown>;
  transient?: { display_id?: string };
  comm_id?: string;
  wait?: boolean;
  name?: string;
  text?: string;
  ename?: string;
  evalue?: string;
  traceback?: string[];
  label?: string; // of an exercise, with whether its answer is right
  right?: boolean;
};

/** A message of Jupyter's protocol, with the cell that was running. */
export type Message = { type: string; cell: number | null; content: Content; captured?: string };
export type FromWorker =
  | { type: "progress"; loaded: number }
  | { type: "loaded" }
  | { type: "message"; message: Message; buffers: Uint8Array<ArrayBuffer>[] }
  | { type: "done"; id: number; value: unknown }
  | { type: "damaged"; files: string[] }
  | { type: "failed"; reason: string };

/** A code cell, as the build found it; a quiet one is tagged remove-output. ``drawn``: where its panel's pictures are. */
export type Source = { index: number; source: string; quiet: boolean; drawn?: string };

/** What the build says of a page (the element #live-page): where its files are, how large, and its cells. */
export type Page = {
  worker: string;
  python: string;
  packages: string[];
  nnlib: string;
  integrity: string;
  language: string;
  state: string; // a script with what its panels were saved as
  bytes: number;
  cells: Source[];
};
