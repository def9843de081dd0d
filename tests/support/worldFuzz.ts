/**
 * Plays random worlds to their ends with every invariant checked after every step, as many as are asked for: for tests that
 * look for what nobody has thought of. What broke is told with the seed of its world.
 */
import { expect } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { fierceWorld } from './fierceWorld.ts'
import { openDrawnWorld, randomDrawnWorld } from './randomDrawnWorld.ts'
import { randomWorld } from './randomWorld.ts'
import { sumWorld } from './worldSums.ts'

interface Fuzzed {
  worlds: number
  liquidations: number
  /** What went wrong, by seed. */
  broken: string[]
}

const OPENINGS = {
  /** Every other one with explicit accounts, the others drawn and small. */
  mixed: (seed: number) =>
    seed % 2 === 0
      ? Simulation.create(parseWorld(randomWorld(seed)), { assert: true })
      : openDrawnWorld(randomDrawnWorld(seed, seed % 4 === 1 ? 24 : 60), { assert: true }),
  fierce: (seed: number) => openDrawnWorld(fierceWorld(seed), { assert: true }),
}

/** Worlds of the seeds from `from` on, until enough is done. */
function fuzzWorlds(kind: keyof typeof OPENINGS, from: number, isEnough: (so: Fuzzed) => boolean): Fuzzed {
  const done: Fuzzed = { worlds: 0, liquidations: 0, broken: [] }
  for (let seed = from; !isEnough(done) && done.broken.length < 10; seed++) {
    try {
      const simulation = OPENINGS[kind](seed)
      const opening = sumWorld(simulation)
      while (!simulation.isDone) simulation.advance()
      // The engine's own count after every step, and another one over the whole run.
      const { cents, contracts } = sumWorld(simulation)
      if (cents !== opening.cents || contracts.some((n) => n !== 0))
        done.broken.push(
          `${kind} ${seed}: ${cents - opening.cents} cents, ${contracts.join(' and ')} contracts`,
        )
      for (const { totals } of simulation.world.venues) done.liquidations += totals.liquidations
    } catch (error) {
      done.broken.push(`${kind} ${seed}: ${String(error)}`)
    }
    done.worlds++
  }
  return done
}

const isLong = process.env['LONG_TESTS'] === '1'
/** What one part asks for: `LONG_TESTS=1` takes 100,000 worlds and 100 million liquidations in both halves together. */
const PART = isLong ? { worlds: 5_000, liquidations: 5_000_000 } : { worlds: 150, liquidations: 40_000 }
/** Seeds of one part: more than it ever plays. */
const SEEDS = 10_000_000
/** In parts, so that a long run shows how far it is. */
const PARTS = isLong ? 10 : 1

/** The first seeds of the parts of a half, which is the first (0) or the second (1). */
export function listParts(half: 0 | 1): number[] {
  return Array.from({ length: PARTS }, (_, part) => (half * PARTS + part) * SEEDS)
}

export function expectWorldsConserved(firstSeed: number): void {
  const { worlds, broken } = fuzzWorlds('mixed', firstSeed, (so) => so.worlds >= PART.worlds)
  expect(broken).toEqual([])
  expect(worlds).toBe(PART.worlds)
}

export function expectLiquidationsConserved(firstSeed: number): void {
  const { liquidations, broken } = fuzzWorlds(
    'fierce',
    firstSeed,
    (so) => so.liquidations >= PART.liquidations,
  )
  expect(broken).toEqual([])
  expect(liquidations).toBeGreaterThanOrEqual(PART.liquidations)
}
