// The engine against an independent, naive implementation of the same model, on random scenarios: every account, every step,
// every field of the summary. `LONG_TESTS=1` takes many more.
import { describe, expect, test } from 'vitest'
import { TOTAL_NAMES } from '../../src/schema/readings.ts'
import { PRINTED_SUMMARY } from '../../src/schema/result.ts'
import { listDifferences, runToEnd } from '../support/completeRun.ts'
import { runVersionOne } from '../support/oracle/oracle.ts'
import type { VersionOneRun } from '../support/oracle/output.ts'
import { randomScenario } from '../support/randomScenario.ts'
import type { Scenario } from '../support/explicitScenario.ts'

const COUNT = process.env['LONG_TESTS'] === '1' ? 20_000 : 1_500
const PART = 500
/**
 * The square root is the one curve on which the last bit of a displacement, where the two exponential functions differ, can
 * move a fill across a whole cent. Nothing else may ever differ.
 */
const SQUARE_ROOT_CENTS = 3
const SQUARE_ROOT_SHARE = 0.001

const tolerated: number[] = []

const PRINTED_TOTALS = Object.entries(PRINTED_SUMMARY).flatMap(([name, id]) => (id in TOTAL_NAMES ? name : []))
/** A total that the oracle never counted is 0. */
const UNCOUNTED = Object.fromEntries(PRINTED_TOTALS.map((name) => [name, 0]))

/** The oracle keeps what the engine adds to the summary only in its series. */
function expectedOf(document: Scenario, reference: VersionOneRun) {
  const { depth } = document.liquidity
  if (typeof depth !== 'number') throw new Error('random scenarios have a depth in contracts')
  const lowestDepth = Math.min(depth, ...reference.series.map((row) => Number(row['depth'])))
  const haltedSteps = reference.series.filter((row) => row['halted']).length
  return { ...reference, summary: { ...UNCOUNTED, ...reference.summary, lowestDepth, haltedSteps } }
}

/** Totals that came to something. */
const counted = new Set<string>()

function compareWithOracle(seed: number, branches: Set<string>): string[] {
  const document = randomScenario(seed)
  const run = runToEnd(document)
  const expected = expectedOf(document, runVersionOne(document, branches))
  for (const name of PRINTED_TOTALS) if ((expected.summary as typeof UNCOUNTED)[name] !== 0) counted.add(name)
  const differences = listDifferences(run, expected)
  if (differences.length > 0 && document.liquidity.curve === 'squareRoot') {
    const large = listDifferences(run, expected, SQUARE_ROOT_CENTS)
    if (large.length === 0) tolerated.push(seed)
    return large
  }
  return differences
}

describe('the engine agrees with the oracle', () => {
  const branches = new Set<string>()

  test.each(Array.from({ length: COUNT / PART }, (_, part) => part * PART))(
    'on 500 scenarios from seed %i on',
    (first) => {
      for (let seed = first; seed < first + PART; seed++) {
        const differences = compareWithOracle(seed, branches)
        expect({ seed, differences }).toEqual({ seed, differences: [] })
      }
    },
  )

  test('where every summary field of the engine is compared, but for its version', () => {
    const document = randomScenario(1)
    const compared = Object.keys(expectedOf(document, runVersionOne(document)).summary)
    expect(Object.keys(runToEnd(document).summary).filter((field) => !compared.includes(field))).toEqual([
      'engineVersion',
    ])
  })

  test('in scenarios in which every total came to something', () => {
    expect(PRINTED_TOTALS.filter((name) => !counted.has(name))).toEqual([])
  })

  test('and cents of the square-root curve differed hardly ever', () => {
    expect(tolerated.length).toBeLessThanOrEqual(COUNT * SQUARE_ROOT_SHARE)
  })

  test('in scenarios that went through the rare branches too', () => {
    for (const branch of [
      'adl profitLeverage long whole',
      'adl profitLeverage short partial',
      'adl proRata long partial',
      'adl proRata short whole',
      'adl no overlap',
      'adl not reached',
      'adl giver partly closed',
      'surplus after partial adl',
      'book end, sale',
      'book end, purchase',
      'both sides detected',
      'breaker at the start',
      'breaker on flow',
      'breaker on own trade',
      'breaker in liquidations',
      'flow in halt',
      'flow cancelled by breaker',
      'makers at the floor',
      'money layers cover all',
      'own close below zero',
      'released',
      're-lever cut by margin',
      're-lever cut by size',
      're-lever ended',
      'socialized openInterest capped',
      'socialized profit capped',
      'socialized past the queue',
      'stop-loss',
      'profit-taking',
      'surplus to fund',
      'top-up queued halted',
      'top-up arrives below zero',
      'two layers pay at once',
    ])
      expect([...branches]).toContain(branch)
  })
})
