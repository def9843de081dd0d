// Goal: nothing is lost in any world: cents and contracts are conserved exactly at every step, and whatever is opened ends.
// Method: one half of the random worlds, so that two processors share them; the other half has seeds of its own.
import { describe, test } from 'vitest'
import { expectLiquidationsConserved, expectWorldsConserved, listParts } from '../support/worldFuzz.ts'

describe.each(listParts(1))('from seed %i on', (firstSeed) => {
  test('random worlds conserve cents and contracts at every step', () => {
    expectWorldsConserved(firstSeed)
  })

  test('liquidations in fierce worlds lose nothing', () => {
    expectLiquidationsConserved(firstSeed)
  })
})
