/**
 * What may happen in a run, and has a probability: an exchange insolvent, a fund empty, a price below a line; and how it is written.
 * Whether it has happened says happened.ts, which needs the engine.
 */
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario } from '../schema/scenario.ts'
import { toWorld } from '../schema/version1.ts'
import type { WorldDocument } from '../schema/world.ts'

/** Places of the venues that are meant: all where none was named, and then any of them will do. */
interface OfVenues {
  readonly venues: readonly number[]
}

export type RiskEvent =
  | ({ readonly kind: 'insolvent' | 'illiquid' | 'fundExhausted' } & OfVenues)
  | { readonly kind: 'adl' }
  | { readonly kind: 'failures'; readonly count: number }
  | { readonly kind: 'priceBelow' | 'fairBelow'; readonly price: number }
  | { readonly kind: 'accountLiquidated'; readonly venue: number; readonly id: number }

const FORMS =
  'insolvent[:V], illiquid[:V], failures:K, fundExhausted[:V], adl, priceBelow:P, fairBelow:P or accountLiquidated:[V.]ID'

/**
 * Reads an event as it is written on a command line and in a link: its name, and what it is about behind a colon.
 * @throws FieldError at `event`
 */
export function parseEvent(text: string, document: Scenario | WorldDocument): RiskEvent {
  const [kind, ...rest] = text.split(':')
  const about = rest.length === 0 ? null : rest.join(':')
  const ids = document.version === 2 ? Object.keys(document.venues) : []
  if (document.version === 2 && ids.length === 0 && kind !== 'fairBelow')
    throw new FieldError('event', text, 'fairBelow:P: a world without venues has only fair values')
  switch (kind) {
    case 'insolvent':
    case 'illiquid':
    case 'fundExhausted':
      return {
        kind,
        venues: about === null ? ids.map((_, i) => i).concat(ids.length ? [] : [0]) : [placeOf(about, ids)],
      }
    case 'adl':
      if (about === null) return { kind }
      break
    case 'failures': {
      const most = Math.max(1, ids.length)
      if (about !== null) return { kind, count: wholeWithin(about, 1, most, 'a number of venues') }
      break
    }
    case 'priceBelow':
    case 'fairBelow':
      if (about !== null) return { kind, price: readPrice(kind, about, document) }
      break
    case 'accountLiquidated':
      if (about !== null) return readAccount(about, ids, document)
      break
  }
  throw new FieldError('event', text, FORMS)
}

function placeOf(id: string, ids: readonly string[]): number {
  const place = ids.indexOf(id)
  if (place < 0)
    throw new FieldError(
      'event',
      id,
      ids.length ? `a venue: ${ids.join(', ')}` : 'no venue: a scenario has only one',
    )
  return place
}

function wholeWithin(text: string, min: number, max: number, what: string): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  if (!(value >= min && value <= max)) throw new FieldError('event', text, `${what} from ${min} to ${max}`)
  return value
}

/** Of the first market with a book, and of its asset: where there is none, only the fair value can be asked for. */
function readPrice(kind: string, text: string, document: Scenario | WorldDocument): number {
  const hasBook =
    document.version !== 2 || Object.values(document.venues).some((one) => one.kind === 'exchange')
  if (kind === 'priceBelow' && !hasBook) throw new FieldError('event', kind, 'a world with an exchange')
  const value = /^[\d.]+(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  if (!(value > 0 && value <= 1e9)) throw new FieldError('event', text, 'a price above 0, in dollars')
  return value
}

function readAccount(about: string, ids: readonly string[], document: Scenario | WorldDocument): RiskEvent {
  const dot = about.lastIndexOf('.')
  const id = about.slice(dot + 1)
  const place = dot < 0 ? 0 : placeOf(about.slice(0, dot), ids)
  const most = countAccounts(document, place) - 1
  if (most < 0) throw new FieldError('event', about, 'a venue with accounts at the opening')
  return { kind: 'accountLiquidated', venue: place, id: wholeWithin(id, 0, most, 'an account') }
}

/** How many accounts there are at the opening; newcomers have no number that one could know before. */
function countAccounts(document: Scenario | WorldDocument, place: number): number {
  const venue = Object.values((document.version === 2 ? document : toWorld(document)).venues)[place]
  if (!('crowd' in venue)) return 0
  return venue.crowd.reduce(
    (sum, crowd) =>
      sum + ('accounts' in crowd ? crowd.accounts.length : crowd.traders + (crowd.hedgers?.count ?? 0)),
    0,
  )
}
