// Keeps the book in the browser: Python's files, which never change under their names, and pages for a day without a
// network. The build writes above these lines what the site consists of.
declare const DIGEST: string;
declare const FILES: string[];
declare const self: ServiceWorkerGlobalScope;
export {};

const SCOPE = self.registration.scope;
// Each copy of the book on a host has a cache of its own. Once there was one for all: COMMON.
const COMMON = "breaking-symmetry";
const CACHE = `${COMMON} ${SCOPE}`;
const PYTHON = /\/vendor\/python\/[^/]+\//;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(renew()));
self.addEventListener("message", (event) => event.waitUntil(keep()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  event.respondWith(PYTHON.test(request.url) ? fromCache(request) : fromNetwork(request));
});

/** Take over the open pages, and bring what is kept up to this build. */
async function renew() {
  await self.clients.claim();
  // The common cache holds the copy of the book that was kept last; another's is left to it.
  const ours = await caches.match(`${SCOPE}version`, { cacheName: COMMON });
  if (ours) await caches.delete(COMMON);
  if (ours || (await caches.has(CACHE))) await keep();
}

let keeping: Promise<void> | undefined;

/** Keep the book; who asks meanwhile waits for the same, so that nothing is fetched twice. */
function keep() {
  keeping ??= keepAll().finally(() => (keeping = undefined));
  return keeping;
}

/** Keep every file of the book that is not kept yet in this version, and drop the Python of earlier ones. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const version = await cache.match("version");
  if (version && (await version.text()) === DIGEST) return;
  const wanted = new Set(FILES.map((file) => new URL(file, SCOPE).href));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  const missing = [...wanted];
  const fetchSome = async () => {
    for (let url = missing.shift(); url; url = missing.shift()) {
      if (!PYTHON.test(url)) await cache.add(url);
      else if (!(await cache.match(url))) await cache.add(new Request(url, { cache: "force-cache" }));
    }
  };
  await Promise.all(Array.from({ length: 6 }, fetchSome));
  await cache.put("version", new Response(DIGEST));
}

async function fromCache(request: Request) {
  const kept = await caches.match(request, { cacheName: CACHE });
  return kept ?? fetch(request);
}

async function fromNetwork(request: Request) {
  try {
    return await fetch(request);
  } catch (error) {
    // Addresses of scripts and styles carry a version after a question mark.
    const page = request.url.endsWith("/") ? `${request.url}index.html` : request;
    const kept = await caches.match(page, { cacheName: CACHE, ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
