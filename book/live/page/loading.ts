// What the page's script gets when it is needed: more scripts and styles of its folder, and the whole book for a day
// without a network.
import { translated } from "./language.ts";

/** Where the page's scripts are. */
export const folder = new URL(".", (document.currentScript as HTMLScriptElement).src);
const scripts = new Map<string, Promise<unknown>>();

/** Load a style or a classic script of this folder; a page that was opened as a file may do so too. */
export function load(name: string) {
  const arrived =
    scripts.get(name) ??
    new Promise((resolve, reject) => {
      const address = new URL(name, folder).href;
      const element = name.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
        : Object.assign(document.createElement("script"), { src: address });
      element.onload = resolve;
      element.onerror = () => reject(new Error(translated("{file} could not be loaded", { file: name })));
      document.head.append(element);
    });
  scripts.set(name, arrived);
  return arrived;
}

/** Keep the book and its Python in the browser, so that next time they need no network. */
export async function keepOffline(script: string) {
  if (!("serviceWorker" in navigator)) return; // a plain http: server; all else works
  await navigator.serviceWorker.register(new URL(script, document.baseURI));
  (await navigator.serviceWorker.ready).active?.postMessage("keep");
}
