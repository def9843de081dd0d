/**
 * Goal: what differs between two scenarios and what came of two runs is said with its unit, and a typed push is a valid
 * shock.
 * Method: scenarios with one thing changed, real runs beside the engine's numbers, and entries as people type them.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { switchPart } from '../../src/stores/optionalParts.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import {
  composeChange,
  findControlDifferences,
  tellChanges,
} from '../../src/ui/compare/controlDifferences.ts'
import { describeOutcomes, listOutcomes, readMoment } from '../../src/ui/compare/outcomes.ts'
import { TRIES } from '../../src/ui/compare/tries.ts'
import { describeShock, toShock, type PushEntry } from '../../src/ui/pushes/pushEntry.ts'

const base = parseScenario(
  createCrash({ liquidity: { depth: 2_000_000 }, venue: { insuranceFund: 400_000, maxLeverage: 25 } }),
)
const differ = (b: Scenario) => findControlDifferences(base, b)

describe('the names of what differs', () => {
  it('are none for the same scenario', () => {
    expect(differ(structuredClone(base))).toEqual([])
  })

  it.each<[string, Scenario, object]>([
    [
      'an amount of money',
      writeAt(base, 'venue.insuranceFund', 800_000),
      { name: 'Insurance fund', a: '$400,000', b: '$800,000' },
    ],
    [
      'the other unit of an amount',
      writeAt(base, 'venue.insuranceFund', { shareOfOpenInterest: 0.01 }),
      { name: 'Insurance fund', a: '$400,000', b: '1% of open interest' },
    ],
    [
      'liquidity as its lever does, and in contracts',
      writeAt(base, 'liquidity.depth', 4_000_000),
      {
        name: 'Liquidity',
        a: 'a 1% move costs $2M (2,000,000 contracts)',
        b: 'a 1% move costs $4M (4,000,000 contracts)',
      },
    ],
    [
      'a share',
      writeAt(base, 'venue.maintenanceMargin', 0.01),
      { name: 'Maintenance margin', a: '0.5%', b: '1%' },
    ],
    [
      'no limit',
      writeAt(base, 'venue.liquidation.capacityPerStep', null),
      { name: 'Capacity', a: '0.5% of traders', b: 'unlimited' },
    ],
    [
      'a choice',
      writeAt(base, 'venue.liquidation.surplus', 'fund'),
      { name: 'What is left of a deposit goes to', a: 'the trader', b: 'the insurance fund' },
    ],
    [
      'the layers',
      writeAt(base, 'venue.waterfall', ['adl']),
      {
        name: 'Who pays, in this order',
        a: 'insurance fund, shared by the winners',
        b: 'close winners early (ADL)',
      },
    ],
    ['the seed', { ...base, seed: 'other' }, { name: 'Seed', a: 'crash', b: 'other' }],
    ['a push', { ...base, shocks: [] }, { name: 'Pushes', a: 'step 20: News: −6%', b: 'none' }],
  ])('say %s with its unit', (_, b, expected) => {
    expect(differ(b)).toEqual([expected])
  })

  it('are none where behavior that nobody shows is written out', () => {
    expect(differ(switchPart(base, 'crowd.behavior.topUp', true))).toEqual([])
  })

  it('name the leverage lever once, though it moves two controls', () => {
    const led = writeAt(writeAt(base, 'venue.maxLeverage', 10), 'crowd.leverage.max', 10)
    expect(differ(led)).toEqual([{ name: 'Max leverage', a: '25×', b: '10×' }])
    const alone = writeAt(base, 'crowd.leverage.max', 10)
    expect(differ(alone)).toEqual([{ name: 'Highest leverage', a: '25×', b: '10×' }])
  })

  it('name a part that is switched on, and its numbers', () => {
    const names = differ(switchPart(base, 'venue.circuitBreaker', true)).map(({ name, a }) => [name, a])
    expect(names).toContainEqual(['A large move halts trading', 'off'])
    expect(names).toContainEqual(['Breaker move', 'none'])
  })
})

describe('a change in a few words', () => {
  const news = (step: number, change: number) => ({ step, kind: 'fairValue' as const, change })

  it('says both values of a control, and what a cost is of once', () => {
    expect(tellChanges(base, writeAt(base, 'liquidity.depth', 4_000_000))).toEqual([
      'Liquidity: a 1% move costs $2M → $4M',
    ])
  })

  it('says which push was added or taken away, not the pushes that stayed', () => {
    const more = { ...base, shocks: [...base.shocks, news(1, -0.02)] }
    expect(tellChanges(base, more)).toEqual(['push added: News: −2%, at step 1'])
    expect(tellChanges(more, base)).toEqual(['push taken away: News: −2%, at step 1'])
    expect(tellChanges(base, { ...base, shocks: [news(1, -0.02)] })).toEqual([
      'push taken away: News: −6%, at step 20',
      'push added: News: −2%, at step 1',
    ])
  })

  it('counts several', () => {
    const more = { ...base, shocks: [...base.shocks, news(1, -0.02), news(5, -0.02), news(5, -0.02)] }
    expect(tellChanges(base, more)).toEqual(['3 pushes added'])
  })

  it('is no list: beyond three, the last one and how many there are', () => {
    expect(composeChange(['Seed: a → b', 'Index weight: 0% → 1%'], 'mark')).toBe(
      'Seed: a → b; Index weight: 0% → 1%',
    )
    expect(composeChange(['a', 'b', 'c', 'd'], 'another situation')).toBe(
      'another situation; 4 controls differ in all',
    )
  })
})

describe('the differences to try', () => {
  it('are valid scenarios that differ from A in what they say', () => {
    const named = TRIES.map(({ name, apply }) => {
      const next = apply(base)
      return [name, next && differ(parseScenario(next)).map((one) => one.name)]
    })
    expect(Object.fromEntries(named)).toEqual({
      'ten times the liquidity': ['Liquidity'],
      'half the leverage': ['Max leverage'],
      'double the fund': ['Insurance fund'],
      'winners closed early (ADL)': ['Who pays, in this order'],
      'no winners closed early': null,
    })
  })
})

describe('what came of two runs', () => {
  it('is the engine’s numbers side by side, and what is the same is called so', async () => {
    const { client } = createSessionClient()
    const runs = [new Run(client), new Run(client)]
    await runs[0].open(base)
    await runs[1].open(writeAt(base, 'liquidity.depth', 100_000))
    for (const run of runs) await run.seek(120)
    const [a, b] = runs.map(readMoment)
    if (!a || !b) throw new Error('Nothing is open.')
    const rows = new Map(listOutcomes(a, b).map((row) => [row.name, row]))
    const soldOut = b.frame.venues[0].tradersLiquidated - a.frame.venues[0].tradersLiquidated
    expect(soldOut).toBeGreaterThan(0)
    expect(rows.get('Sold out')?.difference).toBe(`+${soldOut}`)
    const lowest = rows.get('Lowest price')
    expect([lowest?.a, lowest?.b, lowest?.difference?.slice(1)]).toEqual(
      Array(3).fill(expect.stringMatching(/^\$\d+\.\d\d$/)),
    )
    expect(lowest?.difference).toMatch(/^−/)
    // A fall by less than a dollar has the decimals of the prices, too.
    const [market] = a.frame.markets
    const lower = { ...market, lowestPrice: market.lowestPrice - 0.593 }
    const near = { ...a, frame: { ...a.frame, markets: [lower] } }
    const nearRows = new Map(listOutcomes(a, near).map((row) => [row.name, row.difference]))
    expect(nearRows.get('Lowest price')).toBe('−$0.59')
    expect(rows.get('Time halted')).toMatchObject({ a: '0.0%', difference: 'the same', isSame: true })
    expect(describeOutcomes(a, b)).toMatch(/^A fell [\d.]+%: \d+ traders sold out.* B fell [\d.]+%: \d+ trad/)
    expect(listOutcomes(a, a).every(({ isSame }) => isSame)).toBe(true)
  })
})

describe('a typed push', () => {
  const context = { steps: 900, startPrice: 50 }
  const entry = (changes: Partial<PushEntry>): PushEntry => ({
    kind: 'news',
    size: -4,
    unit: '%',
    step: 60,
    ...changes,
  })

  it.each([
    [entry({}), { step: 60, kind: 'fairValue', change: -0.04 }],
    [entry({ kind: 'liquidity', size: 30 }), { step: 60, kind: 'depth', factor: 0.3 }],
    [entry({ kind: 'sale', size: 1000, unit: 'dollars' }), { step: 60, kind: 'sell', contracts: 2000 }],
    [entry({ kind: 'purchase', size: 5, unit: 'contracts' }), { step: 60, kind: 'sell', contracts: -5 }],
  ])('%o becomes a shock that the validator takes', (typed, shock) => {
    expect(toShock(typed, context)).toEqual(shock)
    expect(() => parseScenario({ ...base, shocks: [shock] })).not.toThrow()
  })

  it.each([
    entry({ step: 0 }),
    entry({ step: 901 }),
    entry({ step: 1.5 }),
    entry({ step: NaN }),
    entry({ size: NaN }),
    entry({ size: 'What was typed is not a number.' }),
    entry({ step: 'What was typed is not a number.' }),
    entry({ size: -100 }),
    entry({ size: 0 }),
    entry({ kind: 'liquidity', size: 0 }),
    entry({ kind: 'sale', size: 0.1, unit: 'contracts' }),
    entry({ kind: 'sale', size: 1e16, unit: 'contracts' }),
  ])('%o is refused in words', (typed) => {
    expect(toShock(typed, context)).toEqual(expect.any(String))
  })

  it('reads back in words', () => {
    expect(describeShock({ step: 1, kind: 'sell', contracts: -2000 }, 50)).toBe('Someone buys $1,000')
    expect(describeShock({ step: 1, kind: 'depth', factor: 0.3 }, 50)).toBe('Liquidity at 30% of normal')
  })
})
