/**
 * The places of the site, by the hash of the address, in the order of the header. A new place is one line here; what is
 * not here is not linked. A deep place has addresses beneath it, as in `#/lessons/ID/STEP?locks=hints`.
 */
import type { Component } from 'svelte'
import { findNearest } from './nearest.ts'
import type { Address, Near, PlaceProps } from './place.ts'

/** A place may do without what it is given. */
type PlaceComponent = Component<PlaceProps> | Component<Record<string, never>>

export interface Route {
  readonly hash: string
  readonly name: string
  /** Whether there are addresses beneath it. */
  readonly deep?: true
  /** Loaded when it is asked for: who opens a lesson does not wait for the sandbox. */
  readonly load: () => Promise<{ default: PlaceComponent }>
}

const HOME: Route = { hash: '#/', name: 'Sandbox', load: () => import('./Sandbox.svelte') }

export const routes: readonly Route[] = [
  { hash: '#/lessons', name: 'Lessons', deep: true, load: () => import('./Lessons.svelte') },
  HOME,
  { hash: '#/lab', name: 'Risk lab', deep: true, load: () => import('./RiskLab.svelte') },
  { hash: '#/contagion', name: 'Contagion', deep: true, load: () => import('./Contagion.svelte') },
  { hash: '#/desk', name: 'Risk desk', deep: true, load: () => import('./Desk.svelte') },
  { hash: '#/glossary', name: 'Glossary', deep: true, load: () => import('./Glossary.svelte') },
  { hash: '#/teach', name: 'Teach', deep: true, load: () => import('./Teach.svelte') },
  { hash: '#/limits', name: 'Limits', load: () => import('./Limits.svelte') },
]

/** A name that the browser may have escaped; as it stands where the escape is broken. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The route of an address; null where there is no such place. What follows a question mark belongs to the place. */
export function findRoute(hash: string): Route | null {
  const path = hash.split('?')[0].replace(/(.)\/+$/, '$1')
  if (path === '' || path === '#' || path === '#/') return HOME
  return routes.find((one) => one.hash === path || (one.deep && path.startsWith(`${one.hash}/`))) ?? null
}

/** The place that an unknown address may mean, with what stands behind its name. */
export function findNearRoute(hash: string): Near | null {
  const [name, ...rest] = hash.replace(/^#?\/*/, '').split('/')
  const nearest = findNearest(
    name,
    routes.map((one) => one.name),
  )
  const route = routes.find((one) => one.name === nearest)
  if (!route) return null
  return { hash: route.deep ? [route.hash, ...rest].join('/') : route.hash, name: route.name }
}

export function readAddress(hash: string, route: Route): Address {
  const [path, ...query] = hash.split('?')
  const rest = path.slice(route.hash.length).split('/')
  return { parts: rest.filter((part) => part !== '').map(decode), query: query.join('?') }
}
