/**
 * Makes the site work without a network after the first visit. The build writes it next to index.html, with the list of the
 * site's files before it. A version keeps its own files; a new one waits until the person asks for it, since it must not
 * change the page under a run.
 */

/** What the build knows: `files` are addresses relative to the site's folder, `./` for the page itself. */
declare const OFFLINE: { readonly version: string; readonly files: readonly string[] }

/** The part of a service worker's scope that is used; the project's types are those of a page. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface RequestEvent extends Event {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface OfflineScope {
  readonly registration: ServiceWorkerRegistration
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listen: (event: LifeEvent) => void): void
  addEventListener(type: 'fetch', listen: (event: RequestEvent) => void): void
  addEventListener(type: 'message', listen: (event: MessageEvent) => void): void
}

const scope = self as unknown as OfflineScope
const folder = scope.registration.scope
/** Several sites can share an origin, and with it the caches. */
const PREFIX = `loss-spiral:${new URL(folder).pathname}:`
const CACHE = PREFIX + OFFLINE.version
const HOME = new URL('./', folder).href
const known = new Set(OFFLINE.files.map((file) => new URL(file, folder).href))

/** Files whose name changes with their content. */
function isHashed(url: string): boolean {
  return url.startsWith(new URL('assets/', folder).href)
}

async function store(cache: Cache, url: string): Promise<void> {
  const held = isHashed(url) ? await caches.match(url, { ignoreVary: true }) : undefined
  // With the version behind it no cache on the way can answer with the file of an older version.
  const address = isHashed(url) ? url : `${url}?${OFFLINE.version}`
  const response = held ?? (await fetch(address))
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  await cache.put(url, response)
}

/**
 * All files or none: a version that is not whole is not installed. One after the other, since the browser compiles what it
 * stores, and all at once would take the processor from a run on the screen.
 */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  for (const url of known) await store(cache, url)
}

/** Keeps the version before this one too: another tab may still show it, and load parts of it late. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)))
  await scope.clients.claim()
}

async function answer(request: Request, url: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  const held =
    (await cache.match(url, { ignoreVary: true })) ??
    (isHashed(url) ? await caches.match(url, { ignoreVary: true }) : undefined)
  if (held) return held
  try {
    return await fetch(request)
  } catch (error) {
    // To the page's own address, since the files that it names are relative to it.
    if (request.mode === 'navigate' && (await cache.match(HOME))) return Response.redirect(HOME)
    throw error
  }
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('message', (event) => {
  if (event.data === 'apply') void scope.skipWaiting()
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  const address = origin + pathname
  const url = address === `${HOME}index.html` ? HOME : address
  if (request.method !== 'GET' || !url.startsWith(folder)) return
  if (request.mode === 'navigate' || known.has(url) || isHashed(url)) event.respondWith(answer(request, url))
})
