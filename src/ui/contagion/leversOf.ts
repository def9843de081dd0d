/**
 * The three levers of a house, each a number of its document with its words and its scale: what a venue's keeper would move first.
 * Reads what opened, writes documents; the rest is in the full list of controls.
 */
import type { OpenedWorld } from '../../schema/message.ts'
import { formatFixed, formatPercent, formatPlain, formatShortDollars } from '../../schema/words.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { sayAsset } from '../../schema/worldTitles.ts'
import type { ExchangeDocument, VenueDocument } from '../../schema/worldVenues.ts'
import { createMoneyScale, createRatioScale, leverageScale, type LeverScale } from '../levers/leverScale.ts'
import type { House } from './houses.ts'

export interface HouseLever {
  readonly id: string
  readonly name: string
  readonly value: number
  readonly scale: LeverScale
  readonly note: string
  format(value: number): string
  /** The document with another value. */
  apply(world: WorldDocument, value: number): WorldDocument
}

const dollars = (value: number) => formatShortDollars(100 * value)
/** A scale of money reaches so far beyond what is there. */
const REACH = 4
const STOPS = 24

function change<Kind extends VenueDocument['kind']>(
  world: WorldDocument,
  id: string,
  make: (venue: Extract<VenueDocument, { kind: Kind }>) => VenueDocument,
): WorldDocument {
  const venue = world.venues[id] as Extract<VenueDocument, { kind: Kind }>
  return { ...world, venues: { ...world.venues, [id]: make(venue) } }
}

function money(
  id: string,
  name: string,
  value: number,
  note: string,
  apply: HouseLever['apply'],
): HouseLever {
  const usual = Math.max(0, Math.round(value))
  const scale = createMoneyScale(usual, Math.max(1_000_000, REACH * usual), STOPS)
  return { id, name, value: usual, scale, note, format: dollars, apply }
}

const evenScale = (from: number, to: number, step: number): LeverScale => ({
  stops: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) =>
    Number((from + i * step).toFixed(6)),
  ),
})

export function listLevers(house: House, opened: OpenedWorld): HouseLever[] {
  const venue = opened.world.venues[house.id]
  if (venue.kind === 'exchange') return listExchange(house, opened)
  if (venue.kind === 'lending') return listLending(house, opened)
  const equity = money(
    'equity',
    'Own money',
    venue.venueEquity,
    'Pays for losses before its depositors do.',
    (world, venueEquity) => change(world, house.id, (one) => ({ ...one, venueEquity })),
  )
  const run = venue.treasury.run
  if (!run) return [equity]
  return [equity, createRun(house, run.perStep)]
}

function createRun({ id }: House, value: number): HouseLever {
  return {
    id: 'run',
    name: 'Speed of a run',
    value,
    scale: createRatioScale(value, 8, 8),
    note: 'What its depositors ask for in each step, once they run.',
    format: (share) => `${formatPlain(Number((100 * share).toPrecision(2)))}%`,
    apply: (world, perStep) =>
      change(world, id, (one) => {
        const { treasury } = one
        return treasury?.run
          ? ({
              ...one,
              treasury: { ...treasury, run: { ...treasury.run, perStep: Math.min(1, perStep) } },
            } as VenueDocument)
          : one
      }),
  }
}

function listExchange(house: House, { world, depths, frame }: OpenedWorld): HouseLever[] {
  const { id, markets, place } = house
  const venue = world.venues[id]
  if (venue.kind !== 'exchange') return []
  const max = Math.max(...venue.crowd.map(readMaxLeverage))
  const levers: HouseLever[] = []
  if (max > 0)
    levers.push({
      id: 'leverage',
      name: 'Max leverage',
      value: max,
      scale: leverageScale,
      note: 'The most that a trader may bet per dollar.',
      format: (value) => `${formatFixed(value, 0)}×`,
      apply: (world, max) => change<'exchange'>(world, id, (one) => limitLeverage(one, max)),
    })
  const [market] = markets
  const depth = depths[market.place]
  levers.push({
    id: 'depth',
    name: 'Liquidity: a 1% move costs',
    value: depth,
    scale: createRatioScale(depth, 10, 16),
    note:
      markets.length > 1
        ? `Of ${sayAsset(market.asset)}.`
        : 'More of it, and the same sale moves the price less.',
    format: (contracts) => formatShortDollars(contracts * market.startPrice),
    apply: (world, contracts) =>
      change<'exchange'>(world, id, (one) => {
        const before = one.markets[market.asset]
        const liquidity = { ...before.liquidity, depth: contracts }
        return { ...one, markets: { ...one.markets, [market.asset]: { ...before, liquidity } } }
      }),
  })
  if (!markets.every(({ isPool }) => isPool))
    levers.push(
      money(
        'fund',
        'Insurance fund',
        frame.venues[place].fundLeft / 100,
        'Changes who pays, and who stands.',
        (world, insuranceFund) => change<'exchange'>(world, id, (one) => ({ ...one, insuranceFund })),
      ),
    )
  return levers
}

/** Of a crowd that is drawn between two leverages; 0 of another. */
function readMaxLeverage(crowd: ExchangeDocument['crowd'][number]): number {
  return 'leverage' in crowd && crowd.leverage.distribution === 'logUniform' ? crowd.leverage.max : 0
}

/** The venue's maximum and its crowds' upper ends together. */
function limitLeverage(venue: ExchangeDocument, max: number): ExchangeDocument {
  const crowd = venue.crowd.map((one) =>
    'leverage' in one && one.leverage.distribution === 'logUniform'
      ? { ...one, leverage: { ...one.leverage, max, min: Math.min(one.leverage.min, max) } }
      : one,
  )
  return { ...venue, maxLeverage: Math.max(max, venue.maxLeverage), crowd }
}

function listLending(house: House, { world, frame }: OpenedWorld): HouseLever[] {
  const { id, place } = house
  const venue = world.venues[id]
  if (venue.kind !== 'lending') return []
  const levers: HouseLever[] = [
    {
      id: 'bonus',
      name: 'Liquidation bonus',
      value: venue.bonus,
      scale: evenScale(0, 0.3, 0.01),
      note: 'What liquidators earn. Too little, and nobody bids.',
      format: (value) => formatPercent(value, 0),
      apply: (world, bonus) => change<'lending'>(world, id, (one) => ({ ...one, bonus })),
    },
    money(
      'equity',
      'Own money',
      frame.venues[place].venueEquity / 100,
      'Pays for losses before the lenders do.',
      (world, venueEquity) => change<'lending'>(world, id, (one) => ({ ...one, venueEquity })),
    ),
  ]
  const run = venue.treasury.run
  return run ? [...levers, createRun(house, run.perStep)] : levers
}
