// A panel that is looked at by a reader who has been here before: its Python may start before the first touch. The files
// are in the browser, so it costs nobody's line, but it costs work: only in idle time, and not on a low battery.

const REST = 1000; // milliseconds that a panel must be in sight
const LOW = 0.2; // of a full battery

type Battery = { charging: boolean; level: number };
type Device = { connection?: { saveData?: boolean }; getBattery?: () => Promise<Battery> };

/** Call ``start`` with each of the panels that rests in sight, where that may be done unasked. */
export function startInSight(panels: Element[], version: URL, start: (panel: Element) => void) {
  const timers = new Map<Element, number>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        clearTimeout(timers.get(target));
        if (isIntersecting)
          timers.set(
            target,
            window.setTimeout(() => whenIdle(() => begin(target)), REST),
          );
      }
    },
    { threshold: 0.3 },
  );
  const begin = async (panel: Element) => {
    if (await allowed(version).catch(() => false)) {
      observer.unobserve(panel);
      start(panel);
    }
  };
  for (const panel of panels) observer.observe(panel);
  // A page that was opened in the background is looked at later.
  document.addEventListener("visibilitychange", () => {
    for (const panel of panels) {
      observer.unobserve(panel);
      observer.observe(panel);
    }
  });
}

/** ``version``: what the offline copy writes when it is whole. */
async function allowed(version: URL) {
  const { connection, getBattery } = navigator as Device;
  if (document.visibilityState !== "visible" || connection?.saveData || !("caches" in window)) return false;
  const battery = await getBattery?.call(navigator);
  if (battery && !battery.charging && battery.level < LOW) return false;
  return Boolean(await caches.match(version));
}

function whenIdle(task: () => void) {
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
  else task();
}
