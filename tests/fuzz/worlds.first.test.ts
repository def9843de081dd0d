// Goal: nothing is lost in any world: cents and contracts are conserved exactly at every step, and whatever is opened ends.
// Method: one half of the random worlds, so that two processors share them; the other half has seeds of its own.
import { test } from 'vitest'
import { expectHalfOfLiquidationsConserved, expectHalfOfWorldsConserved } from '../support/worldFuzz.ts'

const FIRST_SEED = 0

test('random worlds conserve cents and contracts at every step', () => {
  expectHalfOfWorldsConserved(FIRST_SEED)
})

test('liquidations in fierce worlds lose nothing', () => {
  expectHalfOfLiquidationsConserved(FIRST_SEED)
})
