/**
 * Flows that carry no money: prices that others look at, makers who withdraw, block space that others use up, a token that follows
 * its venue. They are read from the series, since nothing is traded.
 */
import type { EventRow } from '../eventHistory.svelte.ts'
import type { Flow, FlowSource } from './flow.ts'
import { RULE_CODE, RULE_EVENT_FIELDS } from '../../schema/event.ts'
import type { MarketPlace } from '../../schema/marketPlaces.ts'
import { formatCount, formatPercent } from '../../schema/words.ts'
import { capital, sayAsset, sayVenue, sayWhere } from '../../schema/worldTitles.ts'
import { CHANNELS } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { PriceIndexDocument } from '../../schema/worldMarkets.ts'

type Signal = Pick<Flow, 'kind' | 'link' | 'from' | 'to' | 'asset' | 'words'>

const toShare = (amount: number, signal: Signal): Flow => {
  return { ...signal, contracts: 0, cents: 0, amount, unit: 'share' }
}

/** Below this a move is rounding. */
const ROUNDING_MOVE = 1e-9

/**
 * How far the prices that a mark looks at have moved it in this step: each source by its weight, as it arrives, and only as far as a
 * clamp lets it. A mark that looks at another coin's fair value is moved within its own house.
 */
export function readIndexes(source: FlowSource, step: number): Flow[] {
  const { world } = source
  return CHANNELS.index.list(world).flatMap((link) => {
    const [venue, asset] = link.split('.')
    const { mark } = findMarket(world, venue, asset)
    if (typeof mark.index !== 'object') return []
    const weight = indexWeightAt(source, venue, step) ?? mark.indexWeight
    const tell = (from: string, what: string, move: number): Flow[] => {
      const amount = Math.abs(weight * move)
      if (!(amount > ROUNDING_MOVE)) return []
      const words = `${what} moves the mark of ${sayVenue(venue)} by ${formatPercent(amount, 2)}.`
      return [toShare(amount, { kind: 'index', link, from, to: venue, asset, words })]
    }
    if ('fairOf' in mark.index) {
      const { fairOf } = mark.index
      const place = Object.keys(world.assets).indexOf(fairOf)
      const fairAt = (at: number) => source.series.at('fairValue', at, place)
      // Fair value is known in its own step.
      const seen = step - mark.lagSteps
      return tell(venue, `The fair value of ${sayAsset(fairOf)}`, moveOf(fairAt(seen - 1), fairAt(seen)))
    }
    // What arrives now was looked at so many steps ago, at the end of the step before.
    return readParts(source, mark.index, asset, step - mark.lagSteps - 1).flatMap(({ from, move }) =>
      from === venue ? [] : tell(from, `The price of ${sayAsset(asset)} ${sayWhere(from)}`, move),
    )
  })
}

/** What each source moved the index by, as a share of it. */
function readParts({ markets, series }: FlowSource, index: PriceIndexDocument, asset: string, seen: number) {
  const { of, method, clamp } = index
  const entries = Object.entries(of)
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  const pricesAt = (at: number) =>
    entries.map(([from]) => series.at('price', at, findPlace(markets, from, asset).place))
  const [own, before] = [pricesAt(seen), pricesAt(seen - 1)]
  const [now, then] = [own, before].map((prices) => clampAll(prices, clamp))
  return entries.map(([from, weight], i) => ({
    from,
    // Where only its bounds have moved, others have moved them.
    move:
      own[i] === before[i]
        ? 0
        : (method === 'median' ? 1 / entries.length : weight / total) * moveOf(then[i], now[i]),
  }))
}

/** Each brought as near to the median as the clamp wants it. */
function clampAll(prices: readonly number[], clamp: number): readonly number[] {
  if (clamp === 0) return prices
  const sorted = prices.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const middle = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  return prices.map((price) => Math.min(middle * (1 + clamp), Math.max(middle * (1 - clamp), price)))
}

/** The weight that a rule has set up to this step; undefined where none has. */
function indexWeightAt({ eventsUntil, venues }: FlowSource, venue: string, step: number): number | undefined {
  const code = RULE_CODE.indexWeight
  const set = eventsUntil('rule', step).filter(
    (row) => venues[row.venue] === venue && row[RULE_EVENT_FIELDS.rule] === code,
  )
  return set.at(-1)?.[RULE_EVENT_FIELDS.value]
}

/** Makers who lost where the price fell most withdraw from their other markets. */
export function readDesks({ world, markets, series }: FlowSource, step: number): Flow[] {
  return CHANNELS.desks.list(world).flatMap((link) => {
    const served = markets.filter(({ venue, asset, place, soldOn }) => {
      if (place !== soldOn) return false
      const { liquidity } = findMarket(world, venue, asset) as { liquidity?: { desk?: string } }
      return liquidity?.desk === link
    })
    // Depth is fixed at the start of a step, by what was lost until the end of the one before.
    const lostOf = ({ place }: MarketPlace) =>
      -moveOf(series.at('price', step - 2, place), series.at('price', step - 1, place))
    const [source] = served.toSorted((a, b) => lostOf(b) - lostOf(a))
    return served.flatMap(({ venue, asset, place }) => {
      const amount = -moveOf(series.at('depth', step - 1, place), series.at('depth', step, place))
      if (!(amount > ROUNDING_MOVE) || place === source.place) return []
      const words = `Makers who lose ${sayWhere(source.venue)} take ${formatPercent(amount, 1)} of the liquidity from ${sayVenue(venue)}.`
      return [toShare(amount, { kind: 'desks', link, from: source.venue, to: venue, asset, words })]
    })
  })
}

/** Where a chain is full and somebody still waits: liquidations of others took the room. */
export function readChains(source: FlowSource, rows: readonly EventRow[], step: number): Flow[] {
  const { world, venues, series } = source
  return CHANNELS.chains.list(world).flatMap((link) => {
    const users = venues.flatMap((id, place) => {
      const venue = world.venues[id]
      if (venue.kind === 'institution' || venue.chain !== link) return []
      const used = rows.filter((row) => row.kind === 'liquidation' && row.venue === place).length
      return [{ id, used, waiting: series.at('queue', step, place) }]
    })
    const all = users.reduce((sum, { used }) => sum + used, 0)
    if (all < slotsAt(world, link, step)) return []
    return users.flatMap((from) =>
      users.flatMap((to): Flow[] => {
        if (from === to || from.used === 0 || to.waiting === 0) return []
        const words = `Liquidations of ${sayVenue(from.id)} take ${formatCount(from.used)} of the chain's places, and ${formatCount(to.waiting)} of ${sayVenue(to.id)} wait.`
        const signal: Signal = { kind: 'chains', link, from: from.id, to: to.id, asset: null, words }
        return [{ ...signal, contracts: 0, cents: 0, amount: from.used, unit: 'count' }]
      }),
    )
  })
}

/** As the last shock left it. */
function slotsAt({ chains, shocks }: WorldDocument, link: string, step: number): number {
  const { slotsPerStep } = chains[link]
  const last = shocks
    .filter((shock) => shock.kind === 'chain' && shock.chain === link && shock.step <= step)
    .toSorted((a, b) => a.step - b.step)
    .at(-1)
  const factor = last?.kind === 'chain' ? (last.slots ?? 1) : 1
  return slotsPerStep === null ? Infinity : Math.floor(slotsPerStep * factor)
}

/** How far a token falls because its venue is worth less: by the net worth at the end of the step before. */
export function readTokens({ world, venues, markets, series }: FlowSource, step: number): Flow[] {
  return CHANNELS.tokens.list(world).flatMap((link) => {
    const from = world.assets[link].tokenOf ?? ''
    const worthOf = (at: number) => {
      const share =
        series.at('netWorth', at, venues.indexOf(from)) / series.at('netWorth', 0, venues.indexOf(from))
      return Math.min(1, Math.max(0.01, share))
    }
    const amount = Math.abs(moveOf(worthOf(step - 2), worthOf(step - 1)))
    if (!(amount > ROUNDING_MOVE)) return []
    const traded = markets.filter(({ asset, place, soldOn }) => asset === link && place === soldOn)
    return traded.map(({ venue: to }) => {
      const words = `${capital(sayAsset(link))} moves by ${formatPercent(amount, 2)} with what ${sayVenue(from)} is worth.`
      return toShare(amount, { kind: 'tokens', link, from, to, asset: link, words })
    })
  })
}

const moveOf = (before: number, after: number) => after / before - 1

function findPlace(markets: readonly MarketPlace[], venue: string, asset: string): MarketPlace {
  const found = markets.find((one) => one.venue === venue && one.asset === asset)
  if (found === undefined) throw new Error(`no market ${venue}.${asset}`)
  return found
}

function findMarket({ venues }: WorldDocument, venue: string, asset: string) {
  const document = venues[venue]
  if (document.kind === 'institution') throw new Error(`no market ${venue}.${asset}`)
  return document.markets[asset]
}
