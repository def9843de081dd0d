// docs/validation.md row A4: fair value falls slowly through an even density of liquidation prices while the book heals.
import { describe, expect, it } from 'vitest'
import { accountsAtFalls, fallsOf } from '../support/cascadeDensity.ts'
import { displacementOf, plainDocument, runDocument } from '../support/validationScenarios.ts'

const START_PRICE = 10_000
const CONTRACTS = 1_000

interface Fall {
  r: number
  /** Fall of log fair value in a step. */
  speed: number
  resilience: number
  steps: number
}

/** Runs the fall. Returns the displacement of each step, from step 1, and one push over 1 − R. */
function runFall({ r, speed, resilience, steps }: Fall) {
  const level = (r * speed) / resilience
  const push = 0.002 * level * (1 - r)
  const falls = fallsOf([{ to: speed * steps + 1.1 * level, density: r }], push)
  const { simulation, series } = runDocument(
    plainDocument({
      accounts: accountsAtFalls(falls, 'long', CONTRACTS, START_PRICE),
      path: Array.from({ length: steps + 1 }, (_, t) => START_PRICE * Math.exp(-speed * t)),
      depth: (0.01 * CONTRACTS) / push,
      resilience,
    }),
    false,
  )
  expect(simulation.readSummary().liquidations).toBeLessThan(falls.length)
  return { displacements: series.map(displacementOf), grain: push / (1 - r) }
}

describe('a slow fall', () => {
  it.each([
    { r: 0.2, speed: 0.0005, resilience: 0.005, steps: 600 },
    { r: 0.5, speed: 0.0002, resilience: 0.002, steps: 800 },
    { r: 0.5, speed: 0.001, resilience: 0.01, steps: 250 },
    { r: 0.7, speed: 0.0003, resilience: 0.004, steps: 500 },
    { r: 0.9, speed: 0.0004, resilience: 0.001, steps: 500 },
    { r: 0.95, speed: 0.0001, resilience: 0.001, steps: 200 },
  ])('A4 I(t) = (R·g/ρ)(1 − e^(−ρt/(1−R))): R $r, g $speed, ρ $resilience', (fall) => {
    const { r, speed, resilience } = fall
    const level = (r * speed) / resilience
    const rate = resilience / (1 - r)
    const { displacements, grain } = runFall(fall)
    // Steps of length 1 against the continuous limit, |(1−a)^t − e^(−at)| ≤ a/(2e(1−a)); and whole accounts.
    const tolerance = (level * rate) / (2 * Math.E * (1 - rate)) + 1.05 * grain
    expect(tolerance).toBeLessThan(0.015 * level)
    displacements.forEach((displacement, i) => {
      const expected = level * (1 - Math.exp(-rate * (i + 1)))
      expect(Math.abs(displacement - expected)).toBeLessThanOrEqual(tolerance)
    })
  })

  it('A4 the level grows with R in proportion, the speed diverges as R → 1', () => {
    const speed = 0.0002
    const resilience = 0.001
    const halfTimes = [0.3, 0.6, 0.8, 0.9, 0.95].map((r) => {
      const steps = Math.ceil((5 * (1 - r)) / resilience)
      const { displacements } = runFall({ r, speed, resilience, steps })
      const level = (r * speed) / resilience
      // After five time constants .7 % is missing; the rest is for steps and whole accounts.
      expect(Math.abs(displacements[steps - 1] / level - 1)).toBeLessThan(0.022)
      const halfTime = displacements.findIndex((displacement) => displacement >= level / 2) + 1
      const expected = (Math.LN2 * (1 - r)) / resilience
      expect(Math.abs(halfTime - expected)).toBeLessThanOrEqual(1.5 + 0.01 * expected)
      return halfTime
    })
    expect(halfTimes).toEqual([...halfTimes].sort((a, b) => b - a))
  })

  it('A4 without feedback (R = 0 on the way) fair value alone moves the price', () => {
    const path = Array.from({ length: 301 }, (_, t) => START_PRICE * Math.exp(-0.001 * t))
    const accounts = accountsAtFalls([0.35, 0.4], 'long', CONTRACTS, START_PRICE)
    const { series } = runDocument(plainDocument({ accounts, path, depth: 1_000, resilience: 0.01 }))
    for (const row of series) expect(row.price).toBe(row.fair)
  })
})
