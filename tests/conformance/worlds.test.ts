// Goal: the engine agrees with the independent oracle on random worlds, to the cent.
// Method: seeded worlds that reach every branch which the conformance cases name; every account, total and price is compared, and
// every invariant is asserted after every step. `LONG_TESTS=1` takes many more.
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runWorldToEnd } from '../support/completeRun.ts'
import { worldBranches } from '../support/conformanceCases.ts'
import { nearest } from '../support/exactExponential.ts'
import { runWorld } from '../support/oracle/oracle.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { listWorldDifferences } from '../support/worldDifferences.ts'

const COUNT = process.env['LONG_TESTS'] === '1' ? 20_000 : 400
const PART = 100

/**
 * A whole order or a whole cent cut off from a real number can turn on the last bit of an exponential or a logarithm, where the
 * engine's is not the nearest double (tests/engine/arithmetic.test.ts says how often). Such a world is known by the oracle
 * itself giving something else when that bit is another; hardly any may be of this kind.
 */
const TOLERATED_SHARE = 0.001
const LAST_BIT = 2 ** -52

function compare(seed: number, seen: Set<string>): { differences: string[]; isByLastBit: boolean } {
  const document = randomWorld(seed)
  const expected = runWorld(document, seen)
  const differences = listWorldDifferences(runWorldToEnd(document), expected)
  if (differences.length === 0 || !turnsOnLastBit(seed, expected)) return { differences, isByLastBit: false }
  return { differences: [], isByLastBit: true }
}

function turnsOnLastBit(seed: number, expected: object): boolean {
  return (['exp', 'ln'] as const).some((name) => {
    const original = nearest[name]
    return [1 + LAST_BIT, 1 - LAST_BIT].some((factor) => {
      const spy = vi.spyOn(nearest, name).mockImplementation((x) => original(x) * factor)
      const differences = listWorldDifferences(runWorld(randomWorld(seed)), expected)
      spy.mockRestore()
      return differences.length > 0
    })
  })
}

describe('the engine agrees with the oracle', () => {
  const seen = new Set<string>()
  const byLastBit: number[] = []
  afterAll(() => {
    expect(byLastBit.length).toBeLessThanOrEqual(TOLERATED_SHARE * COUNT)
  })

  test.each(Array.from({ length: COUNT / PART }, (_, part) => part * PART))(
    'on 100 worlds from seed %i on',
    (first) => {
      for (let seed = first; seed < first + PART; seed++) {
        const { differences, isByLastBit } = compare(seed, seen)
        if (isByLastBit) byLastBit.push(seed)
        expect({ seed, differences }).toEqual({ seed, differences: [] })
      }
    },
  )

  test('in worlds that went through every branch', () => {
    expect(worldBranches.filter((branch) => !seen.has(branch))).toEqual([])
  })
})
