/**
 * Goal: a lesson's scenario may be a world: its readings are of the places that they name, its controls write any path and switch
 * channels off, and its proof is played as any other.
 * Method: a small lesson of two lenders, one of which placed money with the other, as it is and with one line changed; what its
 * readings say is compared with the printed summary of the same run.
 */
import { describe, expect, test } from 'vitest'
import { listTerms, LESSONS, RunCache } from '../../src/cli/lessonFiles.ts'
import { situationWorlds } from '../../src/cli/situationWorlds.ts'
import { startOf, toRunSpec } from '../../src/course/attempt.ts'
import { readingRow } from '../../src/course/lessonReadings.ts'
import { formatControl, formatReading } from '../../src/course/numberWords.ts'
import { computeNumbers } from '../../src/course/numbers.ts'
import { parseLesson } from '../../src/course/parseLesson.ts'
import { countProof, proveSeed } from '../../src/course/proof.ts'
import { openHeldWorld } from '../../src/engine/held.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { convene } from '../../src/dials/committee.ts'
import { SpecRuns } from '../../src/engine/specRun.ts'
import { correlateReturns } from '../../src/engine/correlation.ts'
import { computeWorldSummary, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { readAt, writeAt } from '../../src/schema/documentPath.ts'

const book = { liquidity: { depth: 20_000 }, arbitrage: 0.3 }
const exchange = { kind: 'exchange', insuranceFund: 100, crowd: { traders: 40 } }
const bank = { kind: 'institution', venueEquity: 1000 }
const DATA = {
  id: 'world',
  minutes: 2,
  scenario: {
    document: {
      version: 2,
      steps: 40,
      assets: {
        coin: { startPrice: 100, fairValue: { process: 'gbm' } },
        other: { startPrice: 100, fairValue: { process: 'gbm' } },
      },
      venues: {
        alpha: { ...exchange, markets: { coin: book } },
        beta: { ...exchange, markets: { coin: { ...book, liquidity: { depth: { shareOfOpenInterest: 0.05 } } }, other: book } },
        bank: { ...bank, treasury: { depositors: 10_000 } },
        saver: { ...bank, venueEquity: 500, treasury: { depositors: 4000, placed: { bank: 3000 } } },
      },
      shocks: [
        { step: 5, kind: 'loss', venue: 'bank', amount: 4000 },
        { step: 9, kind: 'sell', venue: 'alpha', asset: 'coin', contracts: 60_000 },
      ],
    },
    seeds: ['one', 'two', 'three'],
  },
  readings: {
    fall: { reading: 'priceFall', venue: 'beta', asset: 'coin' },
    'bad-bank': { reading: 'badDebt', venue: 'bank' },
    'bad-saver': { reading: 'badDebt', venue: 'saver' },
    'bad-in-all': { sum: ['bad-bank', 'bad-saver'] },
    'saver-part': { ratio: ['bad-saver', 'bad-in-all'] },
    owed: { reading: 'claims', venue: 'saver', to: { venue: 'bank' } },
    together: {
      reading: 'correlation', venue: 'alpha', asset: 'coin', to: { venue: 'beta', asset: 'coin' }, steps: [8, 20],
    },
    before: { reading: 'netWorth', venue: 'bank', at: 0 },
    lowest: { reading: 'netWorth', venue: 'bank', at: 'lowest' },
    'spiral-ahead': { reading: 'rWorldAhead', at: 'highest' },
    failed: { reading: 'failures' },
  },
  controls: {
    theft: { kind: 'number', parameter: 'shocks.amount', unit: 'dollars', writes: ['shocks.0.amount'], from: 500, to: 4000, step: 500, start: 4000 },
    placed: { kind: 'choice', start: 'there', options: [{ id: 'there' }, { id: 'back', off: ['placed:saver.bank'] }] },
    book: { kind: 'number', timesStart: true, writes: ['venues.beta.markets.coin.liquidity.depth'], from: 1, to: 10, step: 1, start: 1 },
    link: { kind: 'choice', start: 'on', options: [{ id: 'on' }, { id: 'off', off: ['arbitrage'] }] },
  },
  steps: [
    { id: 'look', kind: 'watch', reads: ['fall', 'failed'] },
    { id: 'goal', kind: 'check', hints: 0, check: { all: [{ seeds: 0.5, holds: { reading: 'failed', atMost: 1 } }, { control: 'theft', atLeast: 3000, atMost: 3500 }] } },
  ],
  claims: [
    { id: 'saver-bears', set: {}, against: { placed: 'back' }, direction: 'up', holds: { difference: 'bad-saver', above: 0 } },
    { id: 'link-carries', set: {}, against: { link: 'off' }, direction: 'up', holds: { difference: 'fall', above: 0.005 } },
  ],
  facts: { 'how-far': { reading: 'fall' }, part: { reading: 'saver-part', over: 'mean' } },
  proof: { solutions: [{ name: 'call it back', attempts: { goal: { set: { placed: 'back', theft: 3500 } } } }], mustFail: [{ name: 'untouched' }, { name: 'no theft', attempts: { goal: { set: { theft: 500 } } } }] },
} // prettier-ignore

const WORDS = `# A world

A fixture.

${Object.keys(DATA.readings)
  .map((name) => `## reading ${name}\n\nThe ${name}\n`)
  .join('\n')}
## control placed

Money

### option there

There

### option back

Called back

## control book

Depth

## control link

Link

### option on

On

### option off

Off

## step look

It fell {b.fall}, and {b.failed} failed. {control.theft} was stolen of {scenario.venues.bank.treasury.depositors}.

## step goal

Let one fail.

## leaves-out

Most.

## expert

Knows.
`

function load(data: unknown = DATA, words = WORDS) {
  const surroundings = { terms: listTerms(LESSONS), hold: openHeldWorld, worlds: situationWorlds }
  return parseLesson({ folder: '01-world', data, words, language: 'en' }, surroundings)
}
const changed = (path: string, value: unknown) => () => load(writeAt(DATA, path, value))

const { lesson, held } = load()
const runs = new SpecRuns(convene)
const outcomeOf = (settings: Record<string, number | string>, seed = 'one') =>
  runs.open(toRunSpec(lesson, { ...startOf(lesson), ...settings }, seed)).finish()

test('its readings are those of their places, at their moments', () => {
  const world = runs.resolveWorld(toRunSpec(lesson, startOf(lesson), 'one'))
  const simulation = Simulation.create(world)
  const series = [readWorldSeriesRow(simulation)]
  while (!simulation.isDone) {
    simulation.advance()
    if (series.length <= 20) series.push(readWorldSeriesRow(simulation))
  }
  const summary = computeWorldSummary(simulation)
  const outcome = outcomeOf({})
  expect(Object.keys(outcome).sort()).toEqual(Object.keys(DATA.readings).sort())
  expect(outcome['fall']).toBe(1 - summary.venues['beta'].markets['coin'].minPrice / 100)
  expect(outcome).toMatchObject({
    'bad-bank': summary.venues['bank'].badDebt,
    'bad-saver': summary.venues['saver'].badDebt,
    owed: summary.venues['saver'].claims['bank'],
    failed: 2,
    before: 100_000,
  })
  expect(outcome['bad-in-all']).toBe(Number(outcome['bad-bank']) + Number(outcome['bad-saver']))
  expect(outcome['saver-part']).toBe(Number(outcome['bad-saver']) / Number(outcome['bad-in-all']))
  expect(Number(outcome['lowest'])).toBeLessThan(0)
  expect(Number(outcome['spiral-ahead'])).toBeGreaterThan(0)
  // A sale on the one pushes it away; what arbitrage then brings back there it takes here.
  const prices = (venue: string) => series.slice(8).map((row) => row.venues[venue].markets['coin'].price)
  const together = correlateReturns(Float64Array.from(prices('alpha')), Float64Array.from(prices('beta')))
  expect(outcome['together']).toBe(together)
})

test('controls write paths, multiply what the start came to, and switch channels off', () => {
  const depth = readAt(held, 'venues.beta.markets.coin.liquidity.depth')
  expect(typeof depth).toBe('number')
  const deeper = runs.resolveWorld(toRunSpec(lesson, { ...startOf(lesson), book: 4 }, 'one'))
  expect(readAt(deeper, 'venues.beta.markets.coin.liquidity.depth')).toBeCloseTo(4 * Number(depth), 6)
  expect(outcomeOf({ theft: 500 })).toMatchObject({ failed: 0, 'bad-in-all': 0, 'saver-part': null })
  expect(outcomeOf({ placed: 'back' })).toMatchObject({ failed: 1, owed: 0 })
  expect(Number(outcomeOf({ link: 'off' })['fall'])).toBeLessThan(Number(outcomeOf({})['fall']))
})

test('its numbers are written in the units of their readings and parameters', () => {
  expect(formatReading('fall', 0.0123, lesson)).toBe('1.2%')
  expect(formatReading('bad-in-all', 123_400, lesson)).toBe(formatReading('badDebt', 123_400))
  expect(formatReading('spiral-ahead', 0.997, lesson)).toBe('0.99')
  expect(readingRow(lesson, 'owed')).toMatchObject({ unit: 'cents', label: 'The owed', said: 'the owed' })
  const { theft } = lesson.controls
  expect(theft.kind === 'number' && formatControl(theft, 4000)).toBe('$4,000')
  const cache = new RunCache()
  const numbers = computeNumbers(lesson, [WORDS], held, (settings, seed) => cache.run(lesson, settings, seed))
  expect(numbers['how-far'].text).toBe(formatReading('fall', outcomeOf({})['fall'], lesson))
  expect(numbers['scenario.venues.bank.treasury.depositors'].text).toBe('$10K')
})

test('a situation may be laid under it', () => {
  const laid = {
    ...DATA,
    scenario: {
      world: 'chain-of-claims',
      document: { steps: 20, venues: { alpha: { crowd: [{ traders: 100 }] } } },
      seeds: ['one', 'two'],
    },
    readings: { failed: { reading: 'failures' } },
    controls: {},
    claims: [],
    facts: {},
    steps: [{ id: 'goal', kind: 'check', hints: 0, check: { reading: 'failed', atMost: 1 } }],
    proof: { solutions: [{ name: 'none' }], mustFail: [{ name: 'a' }, { name: 'b' }] },
  }
  const words = `# A world\n\nA fixture.\n\n## reading failed\n\nFailed\n\n## step goal\n\nLook.\n\n## leaves-out\n\nMost.\n\n## expert\n\nKnows.\n`
  const { venues } = situationWorlds.get('chain-of-claims') ?? {}
  const parsed = load(laid, words)
  expect(parsed.held.steps).toBe(20)
  expect(Object.keys(readAt(parsed.held, 'venues') as object)).toEqual(Object.keys(venues ?? {}))
  expect(() => load(writeAt(laid, 'scenario.world', 'summer'), words)).toThrow('scenario.world: got "summer"')
})

test('its proof holds', () => {
  const cache = new RunCache()
  const results = ['1', '2', '3'].map((seed) =>
    proveSeed(lesson, seed, (settings, inner) => cache.run(lesson, settings, inner)),
  )
  expect(countProof(lesson, results).filter(({ isProven }) => !isProven)).toEqual([])
})

describe('what is wrong is named with lesson and field', () => {
  test.each([
    ['a venue that is not there', changed('readings.fall.venue', 'gamma'), 'readings.fall.venue: got "gamma", expected the id of a venue: alpha, beta, bank, saver'],
    ['a market that is not there', changed('readings.fall', { reading: 'priceFall', venue: 'alpha', asset: 'other' }), 'readings.fall.asset: got "other", expected the id of a market of alpha: coin'],
    ['a place that is missing', changed('readings.owed.to', undefined), 'readings.owed.to.venue: got "", expected the id of a venue'],
    ['a place that is too many', changed('readings.failed.to', { venue: 'alpha' }), 'readings.failed.to: got an object, expected no second place'],
    ['a moment of a correlation', changed('readings.together.at', 3), 'readings.together.at: got 3, expected no moment'],
    ['a reading that is not there', changed('readings.fall.reading', 'profit'), 'readings.fall.reading: got "profit"'],
    ['a part that comes later', changed('readings.bad-in-all.sum', ['bad-bank', 'failed']), 'readings.bad-in-all: got "failed"'],
    ['a name that the lesson does not give', changed('claims.0.holds', { difference: 'priceFall', above: 0 }), 'claims[0].holds.difference: got "priceFall"'],
    ['a channel that is not there', changed('controls.link.options.1.off', ['gossip']), 'controls.link.options.off.off: got "gossip"'],
    ['a path that the world does not have', changed('controls.theft.writes', ['shocks.0.amounts']), 'shocks[0].amounts: no such field'],
  ] as const)('%s', (_, wrong, message) => expect(wrong).toThrow(message)) // prettier-ignore

  test('a reading without words', () => {
    expect(() => load(DATA, WORDS.replace('## reading fall', '## reading fell'))).toThrow('reading fall')
  })
})
