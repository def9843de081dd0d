/** What frames of a world have beside those of one market: every reading that only a world has, and what its places hold. */
import { gasCents, slotsOf } from '../engine/blockSpace.ts'
import { equityShare } from '../engine/desks.ts'
import { withdrawn } from '../engine/market.ts'
import type { Run } from '../engine/run.ts'
import type { Chain, Venue } from '../engine/venue.ts'
import { READ_WORLD, WorldLook } from '../engine/worldReadings.ts'
import type { ChainMoment, TreasuryMoment, WorldMoment } from '../schema/worldFrame.ts'
import { worldReadingsOf } from '../schema/worldReadings.ts'

const RUN = worldReadingsOf('run')
const MARKET = worldReadingsOf('market')
const VENUE = worldReadingsOf('venue')

export function readWorldMoment(run: Run): WorldMoment {
  const { places } = run
  const look = new WorldLook(run)
  const { books, aheadMatrix, aheadFall } = look.spiral()
  return {
    run: readEach(RUN, (id) => READ_WORLD[id](look)),
    markets: places.markets.map((market) => readEach(MARKET, (id) => READ_WORLD[id]({ look, market }))),
    venues: places.venues.map((venue) => readEach(VENUE, (id) => READ_WORLD[id]({ look, venue }))),
    spiralAhead: places.markets.map((from) =>
      places.markets.map((to) =>
        books.includes(from) && books.includes(to)
          ? aheadMatrix[books.length * books.indexOf(from) + books.indexOf(to)]
          : NaN,
      ),
    ),
    aheadFall,
    claims: places.venues.map((from) => places.venues.map((to) => READ_WORLD.claims({ look, from, to }))),
    treasuries: places.venues.map((venue) => readTreasury(run, venue)),
    desks: places.desks.map((desk) => ({ left: withdrawn(equityShare(desk, places)) })),
    chains: places.chains.map(readChain),
  }
}

function readTreasury({ places }: Run, { rules, state }: Venue): TreasuryMoment {
  return {
    debts: state.debtsCents,
    holdings: state.treasury.holdings.map(({ contracts, bookCents }, i) => {
      const { price } = places.markets[rules.treasury.holdings[i].market].state
      return { contracts, book: bookCents, value: Math.floor(contracts * price + 0.5) }
    }),
  }
}

function readChain(chain: Chain): ChainMoment {
  return { slots: slotsOf(chain), slotsLeft: chain.state.slotsLeft, gas: gasCents(chain) }
}

function readEach<Id extends string>(ids: readonly Id[], read: (id: Id) => number): Record<Id, number> {
  return Object.fromEntries(ids.map((id) => [id, read(id)])) as Record<Id, number>
}
