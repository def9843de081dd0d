/**
 * The market that a reader asks for by the names of the document: a trader, or what a run leaves behind, is read at one place.
 * Reads the program; writes nothing.
 */
import type { Run } from './run.ts'
import type { Market } from './venue.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { MarketName } from '../schema/reading.ts'

/**
 * @param name the first market where it is left out
 * @throws FieldError where the world has no such market
 */
export function findMarket({ program, places }: Run, name?: MarketName): Market {
  const nameOf = ({ venue, rules }: Market) => `${venue.rules.id}.${program.assets[rules.asset].id}`
  const market =
    name === undefined
      ? places.markets[0]
      : places.markets.find((one) => nameOf(one) === `${name.venue}.${name.asset}`)
  // The first of none is undefined, whatever the types say.
  if ((market as Market | undefined) === undefined)
    throw new FieldError('market', name, `one of the markets ${places.markets.map(nameOf).join(', ')}`)
  return market as Market
}
