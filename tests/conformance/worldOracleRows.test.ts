// Goal: no setting of a world is beyond the oracle of worlds, or it is said why; a row that is added, of either table, fails here by
// its name until the oracle knows it. Method: in the conformance cases and in random worlds each row is changed alone, at each of
// its places, and what the oracle computes has to change.
import { expect, test } from 'vitest'
import { worldCases } from '../support/conformanceCases.ts'
import { runWorld } from '../support/oracle/oracle.ts'
import { ORACLE_IGNORES, WORLD_ORACLE_IGNORES } from '../support/oracleRows.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { matters, ownRows, sharedRows } from '../support/worldRows.ts'

/** The last ones are worlds in which a clamp or a rule decides, which is rare. */
const SEEDS = [...Array.from({ length: 30 }, (_, seed) => seed), 51, 65, 80, 81]
const worlds = [...worldCases.map(({ scenario }) => scenario), ...SEEDS.map(randomWorld)]
const run = (world: (typeof worlds)[number]) => JSON.stringify(runWorld(world))
const results = worlds.map(run)
const ignored = { ...ORACLE_IGNORES, ...WORLD_ORACLE_IGNORES }

test.each([...sharedRows, ...ownRows])('the oracle of worlds knows $key, or is said to do without', (row) => {
  expect(matters(row, worlds, results, run)).toBe(!(row.key in ignored))
})
