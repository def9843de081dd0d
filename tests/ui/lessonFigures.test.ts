/**
 * Goal: the lessons' own figures show what the runs did, to the number that the words say.
 * Method: lessons 1 to 3 on a real session in the same thread; the same runs as outcomes, as words and checks read them.
 */
import { describe, expect, it } from 'vitest'
import { readLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import { createBase, startOf, toRunSpec } from '../../src/course/attempt.ts'
import type { Lesson, Settings } from '../../src/course/lesson.ts'
import { computeNumbers } from '../../src/course/numbers.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import type { Outcome } from '../../src/schema/outcome.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { SeedPaths } from '../../src/stores/seedPaths.ts'
import { listTicks, spreadRows, toColumn, toRow, tracePath } from '../../src/ui/course/figures/axis.ts'
import { readExecution, sumSales } from '../../src/ui/course/figures/sales.ts'
import { gapOf, listSoldOut } from '../../src/ui/course/figures/soldOut.ts'
import { describeTrader, findSale, leftAtMark, ownedCents } from '../../src/ui/course/figures/traderPath.ts'
import { createSessionClient } from '../support/sessionClient.ts'

const bases = new HeldBases()
const [bet, prices, selling] = ['01-one-trader-one-bet', '02-two-prices', '03-selling-moves-the-price'].map(
  (folder) => readLesson(LESSONS, folder).lesson,
)

function toOutcome(lesson: Lesson, settings: Settings, seed = lesson.scenario.seeds[0]): Outcome {
  return new OutcomeRun(bases.resolve(toRunSpec(lesson, settings, seed))).finish()
}

async function open(lesson: Lesson, settings: Settings) {
  const run = new Run(createSessionClient().client)
  const spec = toRunSpec(lesson, { ...startOf(lesson), ...settings }, lesson.scenario.seeds[0])
  await run.open(await run.prepare(spec))
  const { document, opened } = run
  if (document === null || opened === null) throw new Error('The run was not opened.')
  return { run, document, opening: opened.opening }
}

describe('a bet in the picture', () => {
  it.each([
    [bet, { leverage: 10 }],
    [bet, { leverage: 2 }],
    [prices, { crowd: 'one', leverage: 10 }],
    [prices, { crowd: 'one', leverage: 50 }],
  ] as const)('has the marks and the rest of the deposit that the words say', async (lesson, settings) => {
    const { run } = await open(lesson, settings)
    await run.seek(run.steps)
    const trader = await run.trader(0)
    if (trader === null) throw new Error('There is no trader.')
    const outcome = toOutcome(lesson, settings)
    expect(1 - trader.liquidationPrice / trader.entryPrice).toBeCloseTo(outcome.youLiquidationMove ?? NaN, 6)
    expect(1 - trader.bankruptcyPrice / trader.entryPrice).toBeCloseTo(outcome.youBankruptcyMove ?? NaN, 6)
    expect(ownedCents(trader) / trader.deposit).toBeCloseTo(outcome.youEquityShare ?? NaN, 9)
    const sale = findSale(run.events, 0, run.steps)
    expect(sale === null).toBe(outcome.youSurvive === 1)
    expect(describeTrader(trader, sale)).toMatch(
      sale === null
        ? /^still in with \$[\d.,]+, [\d.]+% of \$[\d.,]+$/
        : /^sold out at \$[\d.,]+, sold for \$[\d.,]+; \$[\d.,]+ is left, [\d.]+% of \$[\d.,]+$/,
    )
    if (sale === null) return
    expect(findSale(run.events, 0, sale.step - 1)).toBeNull()
    // Sold below the mark, and with something left: less than there was at the mark.
    expect(sale.price).toBeLessThan(trader.liquidationPrice)
    expect(sale.price).toBeGreaterThan(trader.bankruptcyPrice)
    expect(ownedCents(trader) / trader.deposit).toBeLessThan(leftAtMark(trader))
  })

  it('leaves about a twentieth of the deposit at the mark of a bet of ten times it', async () => {
    const { run } = await open(prices, { crowd: 'one', leverage: 10 })
    const trader = await run.trader(0)
    expect(trader && leftAtMark(trader)).toBeCloseTo(0.0452, 4)
  })
})

describe('twenty months in one picture', () => {
  it.each([
    [2, 'there-2'],
    [5, 'there-5'],
    [10, 'there-10'],
    [40, 'there-40'],
  ])('at %s× count as many who are still there as the words say', async (leverage, fact) => {
    const seeds = bet.scenario.seeds.slice(1)
    const paths = await new SeedPaths(createSessionClient().client).trace(
      seeds.map((seed) => toRunSpec(bet, { leverage }, seed)),
    )
    if (paths === null) throw new Error('The paths were not made.')
    const there = paths.filter(({ outStep }) => outStep === null).length
    const numbers = computeNumbers(bet, [], createBase(bet, bet.scenario.seeds[0]), (settings, seed) =>
      toOutcome(bet, settings, seed),
    )
    expect(numbers[fact].text).toBe(`${there} of ${seeds.length}`)
    for (const { prices: path, outStep, liquidationPrice } of paths) {
      expect(path).toHaveLength(121)
      if (outStep === null) expect(Math.min(...path)).toBeGreaterThan(liquidationPrice)
      else expect(path[outStep]).toBeLessThanOrEqual(liquidationPrice)
    }
  })

  it('give way to a newer wish', async () => {
    const paths = new SeedPaths(createSessionClient().client)
    const spec = (seed: string) => [toRunSpec(bet, { leverage: 10 }, seed)]
    const [older, newer] = await Promise.all([paths.trace(spec('later-1')), paths.trace(spec('later-2'))])
    expect(older).toBeNull()
    expect(newer).toHaveLength(1)
  })
})

describe('the sold-out in the picture', () => {
  it.each([0.005, 0.01, 0.02])('are those of the run, with a margin of %s', async (margin) => {
    const { run, opening } = await open(prices, { margin })
    await run.seek(run.steps)
    const outcome = toOutcome(prices, { margin })
    const dots = listSoldOut(opening, run.events, run.steps)
    expect(dots).toHaveLength(outcome.tradersLiquidated ?? NaN)
    expect(dots.filter(({ above }) => above < 0)).toHaveLength(outcome.bankruptPositions ?? NaN)
    expect(listSoldOut(opening, run.events, 0)).toEqual([])
    const gap = gapOf(opening)
    expect(gap / (1 + gap)).toBeCloseTo(margin, 4)
  })
})

describe('an order in the book', () => {
  it.each(['block', 'four', 'twelve', 'day', 'two-days'])(
    'sold in %s costs what the words say',
    async (pace) => {
      const { run, document } = await open(selling, { pace })
      const total = sumSales(document)
      expect(total).toBe(120_000)
      const waiting = readExecution(
        run.events,
        0,
        total,
        run.series.at('price', 0),
        run.series.at('depth', 0),
      )
      expect(waiting).toMatchObject({ sold: 0, average: null, cost: null })
      expect(waiting.bids.every(({ sale }) => sale === null)).toBe(true)
      await run.seek(run.steps)
      const whole = readExecution(run.events, run.steps, total, NaN, NaN)
      const outcome = toOutcome(selling, { pace })
      expect(whole.sold).toBe(total)
      expect(whole.cost).toBeCloseTo(outcome.saleCost ?? NaN, 9)
      expect(whole.bids.reduce((sum, { contracts }) => sum + contracts, 0)).toBeCloseTo(total, 6)
      expect(whole.bids.every(({ sale }) => sale !== null)).toBe(true)
      // What is drawn is what was paid: the bids' own average is the fill's.
      const drawn = whole.bids.reduce((sum, { contracts, price }) => sum + contracts * price, 0) / total
      expect(drawn).toBeCloseTo(whole.average ?? NaN, 2)
      if (pace === 'block') {
        expect(whole.last).toBeCloseTo(outcome.lowestPrice ?? NaN, 6)
        // The book that was seen before is the one that was eaten.
        const seen = waiting.bids.map(({ price }) => price / waiting.bids[0].price)
        const eaten = whole.bids.map(({ price }) => price / whole.bids[0].price)
        seen.forEach((part, i) => expect(part).toBeCloseTo(eaten[i], 6))
      }
    },
  )
})

describe('the scales of a figure', () => {
  const plot = { left: 10, top: 20, width: 100, height: 200 }
  const range = { low: 50, high: 150 }

  it('have round ticks within the range', () => {
    expect(listTicks(range, 4)).toEqual([50, 75, 100, 125, 150])
    expect(listTicks({ low: 87.5, high: 100.4 }, 6)).toEqual([87.5, 90, 92.5, 95, 97.5, 100])
    expect(listTicks({ low: 1, high: 1 }, 4)).toEqual([])
  })

  it('put a value on its row, and what is beyond at the edge', () => {
    expect([150, 100, 50, 20, 900].map((value) => toRow(value, range, plot))).toEqual([20, 120, 220, 220, 20])
    expect([0, 5, 10, 20].map((place) => toColumn(place, 10, plot))).toEqual([10, 60, 110, 110])
    expect(tracePath([100, 150, 0], 1, 10, range, plot)).toBe('M10.0 120.0L20.0 20.0')
  })

  it('keep labels apart and in their order', () => {
    expect(spreadRows([100, 102, 98], 10, 0, 200)).toEqual([108, 118, 98])
    expect(spreadRows([198, 199], 10, 0, 200)).toEqual([190, 200])
    expect(spreadRows([50], 10, 0, 200)).toEqual([50])
  })
})
