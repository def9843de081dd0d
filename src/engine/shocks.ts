/**
 * What happens to the world from outside (docs/model.md sections 4 and 11.4): news, depth, orders, congestion, theft, rules and
 * proposals. Reads the program's list; writes factors, books and funds.
 */
import { checkBreaker } from './breaker.ts'
import { loseMoney } from './failures.ts'
import { fill } from './market.ts'
import type { Program, StepShock } from './program.ts'
import type { Run } from './run.ts'
import type { Market, Venue } from './venue.ts'
import { setRule } from './ruleChange.ts'
import { vote } from './votes.ts'
import type { RuleKind } from '../schema/event.ts'
import { changeOf } from '../schema/worldRules.ts'
import type { WorldShock } from '../schema/worldShocks.ts'

/** Whether any shock of the program is of this kind. */
export function hasShocks({ shocks }: Program, kind: WorldShock['kind']): boolean {
  return [...shocks.values()].some((list) => list.some((shock) => shock.kind === kind))
}

/** Whether a rule of this kind was or can still be set: by a shock, or by a vote that has passed. */
export function canRule({ program, world }: Run, kind: RuleKind): boolean {
  const isIt = (shock: StepShock) =>
    (shock.kind === 'rule' || shock.kind === 'proposal') && changeOf(shock)[kind] !== undefined
  return (
    [...program.shocks.values()].some((list) => list.some(isIt)) ||
    world.rulesDue.some((due) => due[kind] !== undefined)
  )
}

/** Phase 1: shocks take effect in order of the document, halted or not; orders and proposals wait for their phase. */
export function applyShocks(run: Run, step: number): void {
  for (const shock of run.program.shocks.get(step) ?? []) applyShock(run, shock, step)
}

function applyShock(run: Run, shock: StepShock, step: number): void {
  const { places, program } = run
  switch (shock.kind) {
    case 'fairValue': {
      const asset = places.assets[Object.keys(program.document.assets).indexOf(shock.asset)]
      asset.state.shockFactor *= shock.factor
      if (shock.said !== null) for (const market of asset.markets) logShock(market, step, shock.said)
      return
    }
    case 'depth': {
      const market = marketOf(run, shock)
      market.state.depthShockFactor = shock.factor
      return logShock(market, step, shock.factor)
    }
    case 'chain': {
      const { state } = places.chains[Object.keys(program.document.chains).indexOf(shock.chain)]
      state.slotsFactor = shock.slots ?? 1
      state.gasFactor = shock.gas ?? 1
      return
    }
    case 'loss':
      return loseMoney(venueOf(run, shock.venue), shock.amount, step, places)
    case 'rule':
      return setRule(run, venueOf(run, shock.venue), changeOf(shock), step)
    case 'sell':
    case 'proposal':
  }
}

function logShock({ venue, where, state }: Market, step: number, size: number): void {
  venue.log?.add('shock', step, where, { price: size, priceBefore: state.price, priceAfter: state.price })
}

function venueOf({ places }: Run, id: string): Venue {
  const venue = places.venues.find(({ rules }) => rules.id === id)
  if (venue === undefined) throw new Error(`no venue ${id}`)
  return venue
}

/** The market that a shock names. */
function marketOf(run: Run, { venue, asset }: { venue: string; asset: string }): Market {
  const market = venueOf(run, venue).markets.find(({ rules }) => run.program.assets[rules.asset].id === asset)
  if (market === undefined) throw new Error(`no market of ${asset} at ${venue}`)
  return market
}

/** Phase 5: the `sell` shocks of the step are one order of the outside account. */
export function tradeOutside(market: Market, step: number, { program }: Run): void {
  const shocks = program.shocks.get(step)
  if (shocks === undefined) return
  const assetId = program.assets[market.rules.asset].id
  let contracts = 0
  for (const shock of shocks)
    if (shock.kind === 'sell' && shock.venue === market.venue.rules.id && shock.asset === assetId)
      contracts += shock.contracts
  if (contracts === 0) return
  const { state } = market
  const priceBefore = state.price
  const cents = fill(market, contracts)
  state.outside.contracts -= contracts
  state.outside.cashCents += cents
  market.venue.log?.add('shock', step, market.where, {
    contracts,
    cents,
    priceBefore,
    priceAfter: state.price,
  })
  checkBreaker(market, step)
}

/** Phase 10: proposals of the step, in order of the document, at halted and closed venues too. */
export function holdVotes(run: Run, step: number): void {
  for (const shock of run.program.shocks.get(step) ?? [])
    if (shock.kind === 'proposal') vote(run.world, venueOf(run, shock.venue), changeOf(shock), step)
}
