/**
 * Ids that must name something: what an error says where they do not. A place is looked up as an own field, since an id may
 * be a name that every object inherits.
 */
import { FieldError } from './fieldError.ts'
import type { WorldDocument } from './world.ts'
import type { Id } from './worldFields.ts'
import type { ExchangeDocument } from './worldVenues.ts'

type Venues = WorldDocument['venues']

/** `the id of an asset: btc, eth`. */
function describeIds(what: string, ids: readonly Id[]): string {
  return ids.length === 0 ? `${what}, but there is none` : `${what}: ${ids.join(', ')}`
}

/** @throws FieldError unless the id names one of the parts; `what` says what kind of part it is. */
export function assertNamed(path: string, id: Id, parts: Readonly<Record<Id, unknown>>, what: string): void {
  if (!Object.hasOwn(parts, id))
    throw new FieldError(path, id, describeIds(`the id of ${what}`, Object.keys(parts)))
}

/** The exchange of that id, where it has a market in the asset; a price and a book are there and nowhere else. */
function findBook(venues: Venues, venue: Id, asset: Id): ExchangeDocument | undefined {
  const found = Object.hasOwn(venues, venue) ? venues[venue] : undefined
  return found?.kind === 'exchange' && Object.hasOwn(found.markets, asset) ? found : undefined
}

/** @throws FieldError unless the venue is an exchange with a market in the asset */
export function assertBook(path: string, venues: Venues, venue: Id, asset: Id): void {
  if (findBook(venues, venue, asset)) return
  const books = Object.keys(venues).filter((id) => findBook(venues, id, asset))
  throw new FieldError(path, venue, describeIds(`the id of an exchange with a market in ${asset}`, books))
}

/**
 * The same where the document names venue and asset side by side, so that the error speaks of the one that is wrong.
 * @throws FieldError at `path.venue` or `path.asset`
 */
export function assertPlace(path: string, venues: Venues, { venue, asset }: { venue: Id; asset: Id }): void {
  const found = Object.hasOwn(venues, venue) ? venues[venue] : undefined
  if (found?.kind !== 'exchange') {
    const exchanges = Object.keys(venues).filter((id) => venues[id].kind === 'exchange')
    throw new FieldError(`${path}.venue`, venue, describeIds('the id of an exchange', exchanges))
  }
  assertNamed(`${path}.asset`, asset, found.markets, `a market of ${venue}`)
}
