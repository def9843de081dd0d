// The oracle again, on crowds large enough for the engine's indexes to have depth: whom deleveraging takes first, at every
// mark, after top-ups, part closes and haircuts have moved everyone.
import { expect, test } from 'vitest'
import { listDifferences, runToEnd } from '../support/completeRun.ts'
import { randomCrowd } from '../support/randomCrowd.ts'
import { runVersionOne } from '../support/oracle/oracle.ts'

const SEEDS = process.env['LONG_TESTS'] === '1' ? 150 : 20

test.each([60, 250, 700])('the engine agrees with the oracle on crowds of %i accounts', (count) => {
  let deleveraged = 0
  for (let seed = 0; seed < SEEDS; seed++) {
    const document = randomCrowd(seed * 1000 + count, count)
    const run = runToEnd(document)
    const differences = listDifferences(run, runVersionOne(document))
    expect({ seed, differences }).toEqual({ seed, differences: [] })
    deleveraged += run.summary.adlAccounts
  }
  expect(deleveraged).toBeGreaterThan((SEEDS * count) / 20)
})
