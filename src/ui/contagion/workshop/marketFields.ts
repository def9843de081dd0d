/** The forms of markets: books and pools of exchanges, and loans on an asset. */
import { readAt, writeAt } from '../../../schema/documentPath.ts'
import { parameter } from '../../../schema/parameters.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import type {
  IndexDocument,
  LiquidityDocument,
  MarketDocument,
  PriceIndexDocument,
} from '../../../schema/worldMarkets.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import type { TradedDocument } from '../../../schema/worldVenues.ts'
import { listBooksOf } from '../../../stores/world/workshopAdditions.ts'
import {
  choiceAt,
  fieldsOfRows,
  idOptions,
  numberAt,
  switchAt,
  type ChoiceField,
  type FieldGroup,
  type Options,
  type SwitchField,
  type WorkshopField,
} from './field.ts'
import { setDesk } from './sharedFields.ts'

/** What a book that is anchored at its reserves does without, and one with a desk. */
const POOL_WITHOUT = ['liquidity.curve', 'liquidity.resilience', 'liquidity.stress', 'liquidity.makers']
const DESK_WITHOUT = ['liquidity.makers']

export function marketGroups(world: WorldDocument, path: string): FieldGroup[] {
  const [, venue, , asset] = path.split('.')
  const place = world.venues[venue] as TradedDocument
  const books = listBooksOf(world, asset)
  const margin = marginFields(world, path, place)
  if (place.kind === 'lending') {
    const soldOn = choiceAt(
      world,
      `${path}.soldOn`,
      {
        label: 'Collateral is sold on',
        explain: 'Liquidators sell there what they take; its price is the loan’s own.',
      },
      idOptions(books),
    )
    return [
      { title: 'Loans', fields: [soldOn, ...margin] },
      ...markGroups(world, path, place.markets[asset].mark.index, books),
    ]
  }
  const market = place.markets[asset]
  return [
    { title: 'Liquidity', fields: bookFields(world, path, market.liquidity) },
    {
      title: 'Arbitrage and hedges',
      fields: tradeFields(world, path, market, listPools(world, venue, asset)),
    },
    ...(margin.length > 0 ? [{ title: 'Margin', fields: margin }] : []),
    ...markGroups(world, path, market.mark.index, books),
  ]
}

function marginFields(world: WorldDocument, path: string, place: TradedDocument): WorkshopField[] {
  const at = `${path}.maintenanceMargin`
  const own = switchAt(world, at, 'A maintenance margin of its own', () => place.maintenanceMargin)
  const row = numberAt(world, at, worldParameter('markets.maintenanceMargin'))
  return own.isOn ? [{ ...own, path: `${at}.own` }, row] : [own]
}

function bookFields(world: WorldDocument, path: string, book: LiquidityDocument): WorkshopField[] {
  const at = `${path}.liquidity`
  const isPool = book.anchor === 'reserves'
  const without = isPool ? POOL_WITHOUT : book.desk === undefined ? [] : DESK_WITHOUT
  const anchor: ChoiceField = {
    ...choiceAt(
      world,
      `${at}.anchor`,
      { label: 'The book quotes', explain: 'A pool knows no fair value: only trades move its price.' },
      [
        ['fair', 'around fair value'],
        ['reserves', 'what it holds (a pool)'],
      ],
    ),
    apply: (before, next) => writeAt(before, at, next === 'reserves' ? toPool(book) : toBook(book)),
  }
  const desk: ChoiceField = {
    ...choiceAt(
      world,
      `${at}.desk`,
      { label: 'Desk', explain: 'Makers of several markets withdraw from all when they lose on one.' },
      idOptions(Object.keys(world.desks), 'none'),
    ),
    apply: (before, next) => setDesk(before, at, next === '' ? undefined : next),
  }
  return [
    anchor,
    ...fieldsOfRows(world, { prefix: 'liquidity', at, without }),
    ...(isPool ? [numberAt(world, `${at}.fee`, worldParameter('markets.liquidity.fee'))] : []),
    ...(isPool || desk.options.length === 1 ? [] : [desk]),
  ]
}

function toPool({ depth }: LiquidityDocument): LiquidityDocument {
  return { curve: 'constantProduct', depth, resilience: 0, anchor: 'reserves', fee: 0 }
}

function toBook({ depth }: LiquidityDocument): LiquidityDocument {
  const resilience = parameter('liquidity.resilience').default
  return { curve: 'exponential', depth, resilience, anchor: 'fair', fee: 0 }
}

/** Other exchanges with a pool of the asset. */
function listPools(world: WorldDocument, venue: string, asset: string): string[] {
  return listBooksOf(world, asset).filter((id) => {
    const other = world.venues[id]
    return id !== venue && other.kind === 'exchange' && other.markets[asset].liquidity.anchor === 'reserves'
  })
}

function tradeFields(
  world: WorldDocument,
  path: string,
  { hedge }: MarketDocument,
  pools: readonly string[],
): WorkshopField[] {
  const at = `${path}.hedge`
  const pool: ChoiceField = {
    ...choiceAt(
      world,
      `${at}.pool`,
      {
        label: 'Hedges the pool on',
        explain: 'Providers of that pool sell short here a part of what it holds.',
      },
      idOptions(pools, 'none'),
    ),
    apply: (before, next) =>
      writeAt(before, at, next === '' ? undefined : { share: 1, everySteps: 60, ...hedge, pool: next }),
  }
  return [
    numberAt(world, `${path}.arbitrage`, worldParameter('markets.arbitrage')),
    ...(pools.length > 0 || hedge ? [pool] : []),
    ...(hedge
      ? [
          numberAt(world, `${at}.share`, worldParameter('markets.hedge.share')),
          numberAt(world, `${at}.everySteps`, worldParameter('markets.hedge.everySteps')),
        ]
      : []),
  ]
}

// --- the mark and its index

function markGroups(
  world: WorldDocument,
  path: string,
  index: IndexDocument,
  books: readonly string[],
): FieldGroup[] {
  const isLoan = readAt(world, `${path}.liquidity`) === undefined
  const at = `${path}.mark`
  const weight = isLoan ? worldParameter('markets.mark.indexWeight') : parameter('venue.mark.indexWeight')
  const isByPrices = typeof index === 'object' && 'method' in index
  return [
    {
      title: 'The price that counts (mark)',
      fields: [
        numberAt(world, `${at}.indexWeight`, weight),
        numberAt(world, `${at}.lagSteps`, parameter('venue.mark.lagSteps')),
        indexAt(world, `${at}.index`, index, books),
        ...(isByPrices && index.method === 'mean'
          ? [numberAt(world, `${at}.index.clamp`, worldParameter('markets.mark.index.clamp'))]
          : []),
      ],
    },
    ...(isByPrices
      ? [{ title: 'Sources of the index', fields: sourceFields(world, `${at}.index.of`, index, books) }]
      : []),
  ]
}

const FAIR_OF = 'fairOf:'

function indexAt(
  world: WorldDocument,
  path: string,
  index: IndexDocument,
  books: readonly string[],
): WorkshopField {
  const value =
    typeof index === 'string' ? index : 'method' in index ? index.method : `${FAIR_OF}${index.fairOf}`
  const byPrices: Options = [
    ['mean', 'a mean of prices'],
    ['median', 'a median of prices'],
  ]
  return {
    kind: 'choice',
    path,
    label: 'Index',
    explain: 'Which price, beside its own, counts where somebody is sold out.',
    value,
    options: [
      ['fair', 'fair value'],
      ['start', 'the start price, for good'],
      ...Object.keys(world.assets).map((id) => [`${FAIR_OF}${id}`, `fair value of ${id}`] as const),
      ...(books.length > 0 || value === 'mean' || value === 'median' ? byPrices : []),
    ],
    apply: (before, next) => writeAt(before, path, createIndex(next, index, books)),
  }
}

function createIndex(next: string, before: IndexDocument, books: readonly string[]): IndexDocument {
  if (next === 'fair' || next === 'start') return next
  if (next !== 'mean' && next !== 'median') return { fairOf: next.slice(FAIR_OF.length) }
  const known = typeof before === 'object' && 'method' in before ? before : null
  const of = known?.of ?? Object.fromEntries(books.map((id) => [id, 1]))
  return { method: next, of, clamp: next === 'mean' ? (known?.clamp ?? 0) : 0 }
}

function sourceFields(
  world: WorldDocument,
  path: string,
  index: PriceIndexDocument,
  books: readonly string[],
): WorkshopField[] {
  const row = worldParameter('markets.mark.index.weight')
  return [...new Set([...books, ...Object.keys(index.of)])].flatMap((id): WorkshopField[] => {
    const at = `${path}.${id}`
    const source: SwitchField = switchAt(world, at, `The price on ${id}`, () => row.default)
    if (!source.isOn || index.method === 'median') return [source]
    return [{ ...source, path: `${at}.on` }, numberAt(world, at, row, `Weight of ${id}`)]
  })
}
