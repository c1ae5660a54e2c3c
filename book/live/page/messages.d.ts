/** What a page and its worker say to each other. */

export type Start = { type: "start"; id: number; python: string; packages: string[]; nnlib: string; integrity: string };
export type Run = { type: "run"; id: number; cell: number; source: string };
export type Comm = { type: "comm"; id: number; kind: string; content: object; buffers: Uint8Array[] };
export type ToWorker = Start | Run | Comm;

/** A message of Jupyter's protocol, with the cell that was running. */
export type Message = { type: string; cell: number | null; content: any; captured?: string };
export type FromWorker =
  | { type: "progress"; loaded: number }
  | { type: "loaded" }
  | { type: "message"; message: Message; buffers: Uint8Array[] }
  | { type: "done"; id: number; value: any }
  | { type: "failed"; reason: string };

/** What the build says of a page (the element #live-page): where its files are, how large, and its cells. */
export type Page = {
  worker: string;
  python: string;
  packages: string[];
  nnlib: string;
  integrity: string;
  bytes: number;
  cells: { index: number; source: string; quiet: boolean }[];
};

declare global {
  /** Of the service worker: what the built site consists of. */
  const DIGEST: string;
  const FILES: string[];
}
