/** Flows that are orders: arbitrage, hedges, loans, holdings and forced sales, summed from the events of a step. */
import type { EventRow } from '../eventHistory.svelte.ts'
import { marketOf, type Flow, type FlowSource } from './flow.ts'
import type { MarketPlace } from '../../schema/marketPlaces.ts'
import { formatDollars } from '../../schema/words.ts'
import { capital, sayAsset, sayVenue, sayWhere } from '../../schema/worldTitles.ts'

interface Sum {
  readonly market: MarketPlace
  contracts: number
  cents: number
}

/** Sums of events by their market and, where it matters, by somebody else. */
function sumBy(
  source: FlowSource,
  rows: readonly EventRow[],
  keyOf: (row: EventRow) => number = () => 0,
): { readonly key: number; readonly sum: Sum }[] {
  const sums = new Map<string, { key: number; sum: Sum }>()
  for (const row of rows) {
    const market = marketOf(source, row)
    if (market === undefined) continue
    const key = keyOf(row)
    const id = `${market.place} ${key}`
    const found = sums.get(id) ?? { key, sum: { market, contracts: 0, cents: 0 } }
    found.sum.contracts += row.contracts
    found.sum.cents += row.cents
    sums.set(id, found)
  }
  return [...sums.values()]
}

const linkOf = ({ venue, asset }: MarketPlace) => `${venue}.${asset}`
const said = (contracts: number) => (contracts > 0 ? 'sells' : 'buys')

type Trade = Pick<Flow, 'kind' | 'link' | 'from' | 'to' | 'words'>

function toFlow({ market, contracts, cents }: Sum, trade: Trade): Flow {
  return { ...trade, asset: market.asset, contracts, cents, amount: Math.abs(cents), unit: 'cents' }
}

/**
 * Arbitrage of an asset: where it is bought the price had fallen, and where it is sold the fall arrives. What several sell is shared
 * out over those who buy, in order. A pool's arbitrageurs trade against fair value, so with nobody.
 */
export function readArbitrage(source: FlowSource, rows: readonly EventRow[]): Flow[] {
  const sums = sumBy(
    source,
    rows.filter(({ kind }) => kind === 'arbitrage'),
  ).map(({ sum }) => sum)
  return source.markets
    .filter(({ place }, i, all) => all.findIndex((one) => one.assetPlace === all[i].assetPlace) === place)
    .flatMap(({ assetPlace }) => {
      const own = sums.filter(({ market }) => market.assetPlace === assetPlace)
      const isPool = ({ market }: Sum) => isAnchored(source, market)
      return [
        ...joinSides(own.filter((sum) => !isPool(sum))),
        ...own.filter(isPool).map((sum) => tellArbitrage(sum, null)),
      ]
    })
}

function isAnchored({ world }: FlowSource, { venue, asset }: MarketPlace): boolean {
  const document = world.venues[venue]
  return document.kind === 'exchange' && document.markets[asset].liquidity.anchor === 'reserves'
}

function tellArbitrage(sum: Sum, from: string | null): Flow {
  const { market, contracts, cents } = sum
  const bought = from === null ? '' : `, bought ${sayWhere(from)}`
  return toFlow(sum, {
    kind: 'arbitrage',
    link: linkOf(market),
    from,
    to: market.venue,
    words: `Arbitrage ${said(contracts)} ${sayAsset(market.asset)} ${sayWhere(market.venue)} for ${formatDollars(Math.abs(cents))}${bought}.`,
  })
}

/** Both sides have the same number of contracts. Cents are those of the side that sells; shares of them come to the whole. */
function joinSides(sums: readonly Sum[]): Flow[] {
  const sellers = sums.filter(({ contracts }) => contracts > 0)
  const buyers = sums.filter(({ contracts }) => contracts < 0).map((sum) => ({ sum, left: -sum.contracts }))
  return sellers.flatMap((seller) => {
    const flows: Flow[] = []
    let left = seller.contracts
    let cents = seller.cents
    for (const buyer of buyers) {
      const contracts = Math.min(left, buyer.left)
      if (contracts === 0) continue
      const share = contracts === left ? cents : Math.floor((cents * contracts) / left)
      left -= contracts
      buyer.left -= contracts
      cents -= share
      flows.push(tellArbitrage({ market: seller.market, contracts, cents: share }, buyer.sum.market.venue))
    }
    // A breaker that fired in between can leave one side alone.
    if (left > 0) flows.push(tellArbitrage({ market: seller.market, contracts: left, cents }, null))
    return flows
  })
}

export function readHedges(source: FlowSource, rows: readonly EventRow[]): Flow[] {
  const hedges = rows.filter(({ kind }) => kind === 'hedge')
  return sumBy(source, hedges, ({ counterparty }) => counterparty).map(({ key, sum }) => {
    const from = source.venues[key]
    const { venue, asset } = sum.market
    return toFlow(sum, {
      kind: 'hedges',
      link: linkOf(sum.market),
      from,
      to: venue,
      words: `The hedge of ${sayVenue(from)} ${said(sum.contracts)} ${sayAsset(asset)} ${sayWhere(venue)} for ${formatDollars(Math.abs(sum.cents))}.`,
    })
  })
}

/** Sales of what treasuries hold. */
export function readHoldings(source: FlowSource, rows: readonly EventRow[]): Flow[] {
  const sales = rows.filter(({ kind }) => kind === 'holdingSale')
  return sumBy(source, sales, ({ counterparty }) => counterparty).map(({ key, sum }) => {
    const from = source.venues[key]
    const { venue, asset } = sum.market
    return toFlow(sum, {
      kind: 'holdings',
      link: `${from}.${asset}`,
      from,
      to: venue,
      words: `${capital(sayVenue(from))} sells ${sayAsset(asset)} ${sayWhere(venue)} for ${formatDollars(sum.cents)}.`,
    })
  })
}

/** Orders of liquidation engines: on the own book, or of loans on the book of another venue; those of one margin besides. */
export function readForced(source: FlowSource, rows: readonly EventRow[]): Flow[] {
  const forced = rows.filter(({ kind, contracts }) => kind === 'liquidation' && contracts !== 0)
  const crossed = forced.filter(({ venue, account }) => source.isCrossed(venue, account))
  return [
    ...sumBy(source, forced, ({ contracts }) => Math.sign(contracts)).map(({ sum }) =>
      tellForced(source, sum),
    ),
    ...sumBy(source, crossed, ({ contracts }) => Math.sign(contracts)).map(({ sum }) => {
      const { venue, asset } = sum.market
      return toFlow(sum, {
        kind: 'crossMargin',
        link: venue,
        from: venue,
        to: venue,
        words: `On ${sayVenue(venue)} losses on other positions and this one force ${sayAsset(asset)} for ${formatDollars(Math.abs(sum.cents))}.`,
      })
    }),
  ]
}

function tellForced({ markets }: FlowSource, sum: Sum): Flow {
  const { market, contracts, cents } = sum
  const { venue, asset, place, soldOn } = market
  const money = formatDollars(Math.abs(cents))
  if (soldOn === place)
    return toFlow(sum, {
      kind: 'forced',
      link: linkOf(market),
      from: venue,
      to: venue,
      words: `The engine of ${sayVenue(venue)} ${said(contracts)} ${sayAsset(asset)} for ${money}.`,
    })
  const book = markets[soldOn].venue
  return toFlow(sum, {
    kind: 'loans',
    link: linkOf(market),
    from: venue,
    to: book,
    words: `Loans of ${sayVenue(venue)} are sold ${sayWhere(book)}: ${sayAsset(asset)} for ${money}.`,
  })
}
