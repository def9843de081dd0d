/**
 * The places of the site, by the hash of the address. A new place is one line here; what is not here is not linked.
 */
import type { Component } from 'svelte'
import type { Settings } from '../stores/settings.svelte.ts'
import type { Announcer } from '../ui/announcer.svelte.ts'
import Sandbox from './Sandbox.svelte'

export interface PlaceProps {
  settings: Settings
  announcer: Announcer
}

/** A place may do without what it is given. */
type PlaceComponent = Component<PlaceProps> | Component<Record<string, never>>

export interface Route {
  readonly hash: string
  readonly name: string
  /** Part of the first paint. */
  readonly place?: PlaceComponent
  /** Loaded when it is asked for. */
  readonly load?: () => Promise<{ default: PlaceComponent }>
}

export const routes: readonly Route[] = [
  { hash: '#/', name: 'Sandbox', place: Sandbox },
  { hash: '#/limits', name: 'Limits', load: () => import('./Limits.svelte') },
]

/** The route of an address; null where there is no such place. What follows a question mark belongs to the place. */
export function findRoute(hash: string): Route | null {
  const path = hash.split('?')[0].replace(/(.)\/+$/, '$1')
  if (path === '' || path === '#' || path === '#/') return routes[0]
  return routes.find((route) => route.hash === path) ?? null
}
