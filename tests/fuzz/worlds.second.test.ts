// Goal: nothing is lost in any world: cents and contracts are conserved exactly at every step, and whatever is opened ends.
// Method: one half of the random worlds, so that two processors share them; the other half has seeds of its own. `LONG_TESTS=1`
// takes 100,000 worlds and 100 million liquidations in both halves together.
import { expect, test } from 'vitest'
import { fuzzWorlds } from '../support/worldFuzz.ts'

const FIRST_SEED = 500_000_000
const isLong = process.env['LONG_TESTS'] === '1'
const WORLDS = isLong ? 50_000 : 150
const LIQUIDATIONS = isLong ? 50_000_000 : 40_000

test('random worlds conserve cents and contracts at every step', () => {
  const { worlds, broken } = fuzzWorlds('mixed', FIRST_SEED, (so) => so.worlds >= WORLDS)
  expect(broken).toEqual([])
  expect(worlds).toBe(WORLDS)
})

test('liquidations in fierce worlds lose nothing', () => {
  const { liquidations, broken } = fuzzWorlds('fierce', FIRST_SEED, (so) => so.liquidations >= LIQUIDATIONS)
  expect(broken).toEqual([])
  expect(liquidations).toBeGreaterThanOrEqual(LIQUIDATIONS)
})
