/**
 * Registers the service worker that keeps the site for use without a network, and says when a newer version is ready. The
 * newer one waits until `apply` is called, which loads the page anew; so the caller asks first, and never amid a run.
 */

/** A page that stays open looks for a new version when it is looked at again, but not more often than this. */
const LOOK_EVERY_MS = 3_600_000
/** To keep the whole site is work for a slow machine's every core: on the first visit, after the picture has begun. */
const FIRST_KEPT_AFTER_MS = 2_500
/** A request under way in the old worker holds the change up, in Chromium for minutes. Leaving the page lets go of it. */
const APPLY_WITHIN_MS = 2_500

/** Only in the built site, and only where the browser offers it: on https and on this very machine. */
export function registerOffline(onUpdateReady: (apply: () => void) => void): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!import.meta.env.PROD || !workers || !location.protocol.startsWith('http')) return
  const start = () => {
    // A browser may refuse, in a private window for one. The site works all the same while there is a network.
    register(workers, onUpdateReady).catch(() => undefined)
  }
  const wait = () => setTimeout(start, workers.controller ? 0 : FIRST_KEPT_AFTER_MS)
  // What the page itself needs comes first.
  if (document.readyState === 'complete') wait()
  else addEventListener('load', wait, { once: true })
}

async function register(
  workers: ServiceWorkerContainer,
  onUpdateReady: (apply: () => void) => void,
): Promise<void> {
  const address = new URL('./serviceWorker.js', document.baseURI)
  const registration = await workers.register(address, { updateViaCache: 'none' })
  const apply = () => {
    // Another tab may have applied it already.
    if (!registration.waiting) return location.reload()
    workers.addEventListener('controllerchange', () => location.reload(), { once: true })
    registration.waiting.postMessage('apply')
    setTimeout(() => location.reload(), APPLY_WITHIN_MS)
  }
  const watch = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      // Without a controller this is the first visit, and nothing is replaced.
      if (worker.state === 'installed' && workers.controller) onUpdateReady(apply)
    })
  }
  if (registration.waiting && workers.controller) onUpdateReady(apply)
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
  lookAgain(registration)
}

function lookAgain(registration: ServiceWorkerRegistration): void {
  let lookedMs = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - lookedMs < LOOK_EVERY_MS) return
    lookedMs = performance.now()
    registration.update().catch(() => undefined)
  })
}
