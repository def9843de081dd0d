/** What the place shows of a moment, put together from the run: facts for the words, pushes and losses by house. */
import { formatDuration } from '../../schema/words.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import type { House } from './houses.ts'
import type { ShownWorld } from './shownWorld.ts'
import type { FlowSource } from '../../stores/world/flow.ts'
import { venueInBefore, type WorldBefore } from '../../stores/world/worldBefore.ts'
import { placeOfShock, type PushMoment } from './pushWords.ts'
import type { FactsBefore, HouseFacts, WorldFacts } from './worldCaption.ts'

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
        venue: id,
        asset: markets.length > 1 ? asset : null,
        change: frame.markets[place].price / opened.frame.markets[place].price - 1,
      })),
    )
}

/** What pushes are told by, at the moment of the run. */
export function toPushMoment(
  { world, markets, venues, series, eventsUntil }: FlowSource,
  step: number,
): PushMoment {
  const assets = Object.keys(world.assets)
  return {
    step,
    venues,
    priceAt: (venue, asset, at) => {
      const place = markets.findIndex((one) => one.venue === venue && one.asset === asset)
      return series.at('price', Math.max(0, at), place)
    },
    newsSince: (asset, at) => {
      const place = assets.indexOf(asset)
      return series.at('fairValue', step, place) / series.at('fairValue', Math.max(0, at), place) - 1
    },
    votes: eventsUntil('vote', step),
  }
}

/** Who is sold out in each house, and what was taken out of it. */
export function readHouseFacts(houses: readonly House[], { frame, moment }: ShownWorld): HouseFacts[] {
  return houses.map(({ id, kind, place }) => {
    const { tradersLiquidated, adlAccounts } = frame.venues[place]
    return {
      id,
      isLender: kind === 'lending',
      soldOut: tradersLiquidated,
      closedEarly: adlAccounts,
      takenOut: moment.venues[place].withdrawn,
    }
  })
}

/** The run before a pipe was cut, at this step. */
export function readBefore(before: WorldBefore, step: number): FactsBefore {
  const until = (rows: readonly { readonly venue: string; readonly step: number }[]) =>
    rows.filter((row) => row.step <= step).map(({ venue }) => venue)
  const failed = until(before.failures)
  return {
    seen:
      step > before.seen
        ? null
        : { failed, illiquid: until(before.illiquid).filter((id) => !failed.includes(id)) },
    soldOutOf: (venue) => before.series.at('tradersLiquidated', step, venueInBefore(before, venue) ?? -1),
  }
}
