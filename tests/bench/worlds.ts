/**
 * Worlds of several venues beside one venue: 100,000 accounts on four exchanges that share two assets, 10,000 with a margin for
 * both more, 100,000 loans, and a version 1 document as a world. What a world is compared with has as many accounts, and
 * a fall that was searched for until about as many are liquidated.
 */
import {
  collectGarbage,
  sayProgress,
  scaleSample,
  timeMs,
  toRatio,
  toSample,
  type Sample,
} from './measure.ts'
import type { Limit, Row } from './report.ts'
import {
  fallingExchange,
  fallingExchanges,
  slidingExchange,
  slidingLoans,
  type Crowds,
} from './worldScenarios.ts'
import { measureQuietWorlds } from './quietWorlds.ts'
import { measureVersions } from './versions.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Layer, Scenario } from '../../src/schema/scenario.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const WARM_UP = 3
const RUNS = 9
const ACCOUNTS = 100_000
/** A world may take as many times what one venue takes for as many liquidations, for each 100,000 accounts. */
const WORLD_FACTOR = 3
const CROSS_FACTOR = 2
const SEARCH_STEPS = 8

interface Crash {
  readonly name: string
  readonly accounts: number
  readonly world: WorldDocument
  /** One venue whose asset falls by so much. */
  readonly toLone: (fall: number) => Scenario
  readonly factor: number
}

const toCount = (accounts: number) => accounts.toLocaleString('en-US')

/** The exchanges with one leg an account, and with some of two legs, for one order of who pays. */
function crashesOf(name: string, waterfall: readonly Layer[]): Crash[] {
  const crash = (crowds: Crowds, factor: number): Crash => ({
    name: `4 exchanges × 2 assets, ${toCount(crowds.lone)} accounts${crowds.crossed > 0 ? ` and ${toCount(crowds.crossed)} with two legs` : ''}, ${name}`,
    accounts: crowds.lone + crowds.crossed,
    world: fallingExchanges(crowds, waterfall),
    toLone: (fall) => fallingExchange(ACCOUNTS, waterfall, fall),
    factor,
  })
  return [
    crash({ lone: ACCOUNTS, crossed: 0 }, WORLD_FACTOR),
    crash({ lone: ACCOUNTS, crossed: ACCOUNTS / 10 }, WORLD_FACTOR * CROSS_FACTOR),
  ]
}

export function measureWorlds(): Row[] {
  const loans: Crash = {
    name: `${toCount(ACCOUNTS)} loans in a slide of 40 %`,
    accounts: ACCOUNTS,
    world: slidingLoans(ACCOUNTS),
    toLone: (fall) => slidingExchange(ACCOUNTS, fall),
    factor: WORLD_FACTOR,
  }
  return [
    ...[
      ...crashesOf('fund alone', ['insuranceFund']),
      ...crashesOf('fund → ADL', ['insuranceFund', 'adl']),
      ...crashesOf('fund → socialized', ['insuranceFund', 'socializedLoss']),
      loans,
    ].flatMap(measureCrash),
    ...measureVersions(),
    ...measureQuietWorlds(),
  ]
}

function countLiquidations({ places }: Simulation): number {
  return places.venues.reduce((sum, { state }) => sum + state.totals.liquidations, 0)
}

function run(document: Scenario | WorldDocument) {
  const simulation = Simulation.create(document)
  const { ms } = timeMs(() => simulation.advance(document.steps))
  return { ms, liquidations: countLiquidations(simulation), simulation }
}

/** The one venue, with the fall at which the number of liquidations comes nearest. */
function findLone(toLone: Crash['toLone'], liquidations: number): Scenario {
  let low = 0.01
  let high = 0.9
  for (let i = 0; i < SEARCH_STEPS; i++) {
    const middle = (low + high) / 2
    if (run(toLone(middle)).liquidations < liquidations) low = middle
    else high = middle
  }
  return toLone(high)
}

function measureCrash({ name, accounts, world, toLone, factor }: Crash): Row[] {
  sayProgress(name)
  const { liquidations } = run(world)
  const lone = findLone(toLone, liquidations)
  const [worlds, lones] = measureBeside(world, lone)
  const loneLiquidations = run(lone).liquidations
  // The search ends near, not at, the same number; the rest is in proportion.
  const even = (loneLiquidations / liquidations) * (ACCOUNTS / accounts)
  return toRows(name, [
    ['one venue, stepping', 'ms', lones],
    ['one venue, liquidations', 'count', toSample([loneLiquidations])],
    ['world, stepping', 'ms', worlds],
    ['world, liquidations', 'count', toSample([liquidations])],
    [
      'world ÷ one venue, for each 100,000 accounts and as many liquidations',
      'times',
      scaleSample(toRatio(worlds, lones), even),
      { kind: 'at most', value: factor },
    ],
  ])
}

/**
 * Milliseconds of both, in turns, so that both meet the same machine. The last run of each is kept, since a collection throws
 * compiled code away that knows objects of a shape of which none is left.
 */
function measureBeside(
  first: Scenario | WorldDocument,
  second: Scenario | WorldDocument,
): readonly [Sample, Sample] {
  const times: [number[], number[]] = [[], []]
  const kept: Simulation[] = []
  for (let turn = -WARM_UP; turn < RUNS; turn++)
    for (const [place, document] of [first, second].entries()) {
      collectGarbage()
      const { ms, simulation } = run(document)
      kept[place] = simulation
      if (turn >= 0) times[place].push(ms)
    }
  if (kept.some(({ isDone }) => !isDone)) throw new Error('a run has not come to its end')
  return [toSample(times[0]), toSample(times[1])]
}

type Cells = readonly [label: string, unit: Row['unit'], sample: Sample, limit?: Limit]

function toRows(section: string, cells: readonly Cells[]): Row[] {
  return cells.map(([label, unit, sample, limit = null]) => ({ section, label, unit, sample, limit }))
}
