// docs/validation.md rows A8 and A9: how much a crowd of the table's defaults multiplies a shock, and what an outside mark changes.
import { describe, expect, it } from 'vitest'
import { contractsAt, liquidationPrice } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { accountsAtFalls, fallsOf } from '../support/cascadeDensity.ts'
import { plainDocument, runDocument } from '../support/validationScenarios.ts'

describe('the multiple of a shock', () => {
  const SEEDS = ['a', 'b', 'c', 'd', 'e']
  /** Enough for the engine to sell out every long at its default capacity. */
  const STEPS = 160

  /** The table's defaults, which are not the sandbox's starting point, and news in step 1. */
  function open(seed: string, change: number, traders = 10_000): Simulation {
    return Simulation.create(
      parseScenario({
        version: 1,
        seed,
        steps: STEPS,
        market: { startPrice: 100, fairValue: { path: [100] } },
        crowd: { traders },
        shocks: [{ step: 1, kind: 'fairValue', change }],
      }),
    )
  }

  function amplificationOf(seed: string, change: number, traders?: number) {
    const simulation = open(seed, change, traders)
    simulation.advance(STEPS)
    const { amplification, liquidations } = simulation.readSummary()
    return { amplification: amplification ?? NaN, liquidations }
  }

  it('A8 a shock that reaches nobody is amplified exactly 1×', () => {
    for (const seed of SEEDS) {
      for (const change of [-0.0001, -0.005, -0.01, -0.02, -0.025]) {
        expect(amplificationOf(seed, change)).toEqual({ amplification: 1, liquidations: 0 })
      }
    }
  })

  it('A8 exactly 1× up to the first liquidation price of the crowd, more beyond it', () => {
    for (const seed of SEEDS) {
      const [{ state, venue }] = open(seed, -0.01).places.markets
      const { ledger } = venue.state
      let first = 0
      for (let id = 0; id < ledger.count; id++) {
        if (ledger.rows[contractsAt(ledger, id, 0)] > 0)
          first = Math.max(first, liquidationPrice(ledger, id, 0, state.maintenanceMargin))
      }
      const before = amplificationOf(seed, (first / 100) * (1 + 1e-9) - 1)
      expect(before).toEqual({ amplification: 1, liquidations: 0 })
      const beyond = amplificationOf(seed, (first / 100) * (1 - 1e-9) - 1)
      expect(beyond.amplification).toBeGreaterThan(1)
      expect(beyond.liquidations).toBeGreaterThan(0)
    }
  })

  it('A8 from there on, the larger the shock the smaller the multiple', () => {
    // −3, −4, −8 and −16 % as quoted, from another program's simulation: loose bands.
    const quoted = new Map([
      [-0.03, 5.1],
      [-0.04, 4.0],
      [-0.08, 2.5],
      [-0.16, 1.7],
    ])
    const changes = [-0.03, -0.035, -0.04, -0.06, -0.08, -0.12, -0.16, -0.24]
    for (const seed of SEEDS) {
      const multiples = changes.map((change) => amplificationOf(seed, change).amplification)
      for (let i = 1; i < multiples.length; i++) expect(multiples[i]).toBeLessThan(multiples[i - 1])
      expect(multiples[multiples.length - 1]).toBeGreaterThan(1)
      changes.forEach((change, i) => {
        const value = quoted.get(change)
        if (value !== undefined) expect(Math.abs(multiples[i] / value - 1)).toBeLessThan(0.15)
      })
    }
  })

  it('A8 the same directions with 1,000 traders, over 20 seeds', () => {
    const held = Array.from({ length: 20 }, (_, i) => `small ${i}`).filter((seed) => {
      expect(amplificationOf(seed, -0.02, 1_000)).toEqual({ amplification: 1, liquidations: 0 })
      const [m4, m8, m16] = [-0.04, -0.08, -0.16].map(
        (change) => amplificationOf(seed, change, 1_000).amplification,
      )
      return m4 > m8 && m8 > m16 && m16 > 1
    })
    expect(held.length).toBeGreaterThanOrEqual(18)
  })
})

describe('indexed marking', () => {
  const START_PRICE = 10_000
  const CONTRACTS = 1_000
  const PUSH = 2e-5

  it.each([5, 25, 60, 100])('A9 R = 0 at index weight 1 with leverage up to %d; at w, 1 − w of it', (max) => {
    const read = (indexWeight: number) => {
      const simulation = Simulation.create(
        parseScenario({
          version: 1,
          seed: 'index',
          steps: 30,
          market: { startPrice: 100, fairValue: { path: [100, 97] } },
          crowd: { traders: 2_000, leverage: { distribution: 'logUniform', max } },
          venue: { maxLeverage: max, mark: { indexWeight } },
        }),
      )
      const start = simulation.readSummary()
      simulation.advance(30)
      return { start, end: simulation.readSummary() }
    }
    const own = read(0)
    expect(own.start.rAhead).toBeGreaterThan(0.1)
    for (const indexWeight of [0.25, 0.5, 0.9]) {
      const { start } = read(indexWeight)
      expect(start.rAhead).toBeCloseTo((1 - indexWeight) * own.start.rAhead, 12)
      expect(start.rAheadUp).toBeCloseTo((1 - indexWeight) * own.start.rAheadUp, 12)
    }
    const indexed = read(1)
    for (const { rHere, rAhead, rHereUp, rAheadUp } of [indexed.start, indexed.end])
      expect([rHere, rAhead, rHereUp, rAheadUp]).toEqual([0, 0, 0, 0])
    expect(indexed.end.liquidations).toBeLessThanOrEqual(own.end.liquidations)
  })

  it.each([
    { r: 0.5, shock: 0.02 },
    { r: 0.9, shock: 0.01 },
    { r: 1, shock: 0.015 },
    { r: 3, shock: 0.013 },
  ])('A9 no feedback: news of $shock through density $r ends at Δ₀(1+R), not Δ₀/(1−R)', ({ r, shock }) => {
    const falls = fallsOf([{ to: 0.2, density: r }], PUSH)
    const news = START_PRICE * Math.exp(-shock)
    const document = {
      accounts: accountsAtFalls(falls, 'long', CONTRACTS, START_PRICE),
      path: [START_PRICE, news],
      depth: (0.01 * CONTRACTS) / PUSH,
    }
    const indexed = runDocument(plainDocument({ ...document, indexWeight: 1 }))
    const reached = falls.filter((fall) => fall < shock - 1e-7).length
    const { liquidations } = indexed.simulation.readSummary()
    expect(Math.abs(liquidations - reached)).toBeLessThanOrEqual(1)
    const fall = Math.log(START_PRICE / indexed.series[0].price)
    expect(Math.abs(fall - shock * (1 + r))).toBeLessThanOrEqual(2 * PUSH)
    const own = runDocument(plainDocument(document))
    expect(own.simulation.readSummary().liquidations).toBeGreaterThan(1.8 * liquidations)
  })

  it('A9 an outsider’s sale alone liquidates nobody, however dense the crowd', () => {
    const document = {
      accounts: accountsAtFalls(fallsOf([{ to: 0.1, density: 2 }], PUSH), 'long', CONTRACTS, START_PRICE),
      path: [START_PRICE],
      depth: (0.01 * CONTRACTS) / PUSH,
      sales: [{ step: 1, contracts: 2_500_000 }],
    }
    const indexed = runDocument(plainDocument({ ...document, indexWeight: 1 }))
    expect(indexed.simulation.readSummary().liquidations).toBe(0)
    expect(Math.log(START_PRICE / indexed.series[0].price)).toBeCloseTo(0.05, 12)
    const own = runDocument(plainDocument(document))
    expect(own.simulation.readSummary().liquidations).toBe(document.accounts.length)
  })
})
