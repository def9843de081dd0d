// Goal: no row that only a world has is a setting that does nothing; one that is added fails here by its name until the engine
// reads it. Method: in the conformance cases, in random worlds and in one with drawn news each row is changed alone, at each of
// its places, and what the engine computes has to change.
import { expect, test } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { runWorldToEnd } from '../support/completeRun.ts'
import { worldCases } from '../support/conformanceCases.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { createTinyWorld } from '../support/worldDocuments.ts'
import { matters, ownRows } from '../support/worldRows.ts'

const coin = { startPrice: 100, fairValue: { process: 'gbm' }, loading: 0.5 }
const one = { kind: 'exchange', insuranceFund: 0, markets: { coin: { liquidity: { depth: 1000 } } } }
const drawn = createTinyWorld({ assets: { coin }, venues: { one } })

/** Random ones from 11 on are worlds in which a clamp or a rule decides, which is rare. */
const worlds: object[] = [
  ...worldCases.map(({ scenario }) => scenario),
  ...[1, 2, 3, 5, 11, 51, 65, 80, 81].map(randomWorld),
  drawn,
]

/** What the engine computes; nothing where the opening refuses the document. */
function run(document: object): string {
  try {
    return JSON.stringify(runWorldToEnd(document))
  } catch (error) {
    if (error instanceof FieldError) return ''
    throw error
  }
}

const results = worlds.map(run)

test.each([...ownRows])('the engine reads $key', (row) => {
  expect(matters(row, worlds, results, run)).toBe(true)
})
