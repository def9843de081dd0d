/**
 * What can happen to a house in the next step, as rows of a menu: sales, liquidity, news, a loss, a run of its depositors, a rule and a
 * vote, congestion of its chain. Reads the world and a moment; whoever shows the rows gives the push.
 */
import { formatChange, formatPercent, formatShortDollars } from '../../schema/words.ts'
import type { WorldPush } from '../../schema/message.ts'
import { sayAsset, sayChain, sayVenue } from '../../schema/worldTitles.ts'
import { NEWS, THIN_BOOK, type PushRow } from '../pushes/pushRow.ts'
import type { House } from './houses.ts'
import type { ShownWorld } from './shownWorld.ts'

/** Sales as multiples of what moves the price by 1 %. */
const MULTIPLES = [1, 5, 15]
const LOST_SHARES = [0.5, 1]
const CROWDED = 0.1
/** Of the maintenance margin that holds. */
const MARGINS = [2, 1.5, 0.67]
/** Beyond it everybody would be sold out at once. */
const HIGHEST_MARGIN = 0.9
const HALT_STEPS = 20

export interface Pushes {
  readonly push: (push: WorldPush) => void
  /** Its depositors run from the next step on. */
  readonly run: () => void
}

type Choices = PushRow['choices']

export function listWorldPushes(house: House, shown: ShownWorld, { push, run }: Pushes): PushRow[] {
  const choice = (words: string, what: WorldPush) => ({ words, give: () => push(what) })
  const { world } = shown.opened
  const venue = world.venues[house.id]
  const chain = 'chain' in venue ? venue.chain : undefined
  return [
    ...listTrades(house, shown, choice),
    ...[...new Set(house.markets.map(({ asset }) => asset))].map((asset) => ({
      says: `News: fair value of ${sayAsset(asset)} falls everywhere`,
      choices: NEWS.world.map((change) => choice(formatChange(change), { kind: 'fairValue', asset, change })),
    })),
    listLosses(house, shown, choice),
    ...listRuns(house, shown, choice, run),
    ...listRules(house, shown, choice),
    ...(chain === undefined
      ? []
      : [
          {
            says: `Congestion of ${sayChain(chain)}: fewer liquidations fit into a step`,
            choices: [
              choice('a tenth of the room, gas times 10', { kind: 'chain', chain, slots: CROWDED, gas: 10 }),
              choice('as usual', { kind: 'chain', chain, slots: 1, gas: 1 }),
            ],
          },
        ]),
  ]
}

type Choose = (words: string, what: WorldPush) => Choices[number]

function listTrades(house: House, { frame }: ShownWorld, choice: Choose): PushRow[] {
  const books = house.kind === 'lending' ? [] : house.markets
  return books.flatMap(({ asset, place, isPool }) => {
    const { depth, price } = frame.markets[place]
    const at = { venue: house.id, asset }
    const sales = {
      says: `Someone sells ${sayAsset(asset)}`,
      choices: MULTIPLES.map((times) =>
        choice(`${formatShortDollars(depth * times * price)}, about ${formatChange(-times / 100)}`, {
          kind: 'sell',
          ...at,
          contracts: Math.max(1, Math.round(depth * times)),
        }),
      ),
    }
    const liquidity = {
      says: `Liquidity of ${sayAsset(asset)}`,
      choices: [
        choice(`falls to ${formatPercent(THIN_BOOK, 0)}`, { kind: 'depth', ...at, factor: THIN_BOOK }),
        choice('comes back', { kind: 'depth', ...at, factor: 1 }),
      ],
    }
    // What a pool quotes is what it holds.
    return isPool ? [sales] : [sales, liquidity]
  })
}

function listLosses(house: House, { frame, moment }: ShownWorld, choice: Choose): PushRow {
  const { fundLeft, venueEquity } = frame.venues[house.place]
  const cents = Math.max(0, moment.venues[house.place].atHand, fundLeft + venueEquity)
  return {
    says: 'It loses money at once, as to thieves',
    choices: LOST_SHARES.map((share) => ({
      ...choice(`${formatShortDollars(share * cents)}, ${share === 1 ? 'all' : 'half'} it has at hand`, {
        kind: 'loss',
        venue: house.id,
        amount: Math.max(1, Math.round((share * cents) / 100)),
      }),
      isOff: cents < 100,
    })),
  }
}

/** A run, and what stops one, where there are depositors. */
function listRuns(house: House, { moment }: ShownWorld, choice: Choose, run: () => void): PushRow[] {
  const { depositors } = moment.venues[house.place]
  if (!(depositors > 0)) return []
  return [
    {
      says: 'A run: those who left money here want it back',
      choices: [
        { words: 'begins', give: run },
        choice(`may take nothing for ${HALT_STEPS} steps`, {
          kind: 'rule',
          venue: house.id,
          set: { haltWithdrawals: HALT_STEPS },
        }),
      ],
    },
  ]
}

/** The margin by a rule, at once, and by a vote of those who hold positions. */
function listRules({ id }: House, { opened }: ShownWorld, choice: Choose): PushRow[] {
  const venue = opened.world.venues[id]
  if (venue.kind === 'institution') return []
  const margins = MARGINS.map((times) =>
    Number(Math.min(HIGHEST_MARGIN, times * venue.maintenanceMargin).toPrecision(2)),
  )
  const offer = (kind: 'rule' | 'proposal'): Choices =>
    margins.map((maintenanceMargin) =>
      choice(formatPercent(maintenanceMargin, 1), { kind, venue: id, maintenanceMargin }),
    )
  return [
    { says: `A rule of ${sayVenue(id)}: the maintenance margin becomes`, choices: offer('rule') },
    { says: 'A vote of its traders on a maintenance margin of', choices: offer('proposal') },
  ]
}
