/** What the place shows of a moment, put together from the run: facts for the words, pushes and losses by house. */
import { formatDuration } from '../../schema/words.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import type { House } from './houses.ts'
import type { ShownWorld } from './shownWorld.ts'
import { placeOfShock } from './worldCaption.ts'
import type { WorldFacts } from './worldCaption.ts'

/** When a house was pushed first, in words; empty where it was not, or not yet. */
export function tellPush(
  house: House,
  shocks: readonly WorldShock[],
  step: number,
  stepSeconds: number,
): string {
  const own = shocks.filter((shock) => shock.step <= step && placeOfShock(shock) === house.id)
  if (own.length === 0) return ''
  return `pushed at ${formatDuration(Math.min(...own.map((shock) => shock.step)) * stepSeconds)}`
}

/** How far the prices of all books are from the opening. */
export function readMoves(houses: readonly House[], { frame, opened }: ShownWorld): WorldFacts['moves'] {
  return houses
    .filter(({ kind }) => kind !== 'lending')
    .flatMap(({ id, markets }) =>
      markets.map(({ asset, place }) => ({
        name: markets.length > 1 ? `${asset} on ${id}` : id,
        change: frame.markets[place].price / opened.frame.markets[place].price - 1,
      })),
    )
}
