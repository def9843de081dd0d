/**
 * Goal: nothing that whole numbers cannot count begins, and what they can count is counted to the cent.
 * Method: valid documents at the edge of what doubles hold, each with the refusal or the sum by hand.
 */
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

/** Valid documents at the edge of what whole cents and contracts can hold. */

const open = (document: object) => Simulation.create(parseScenario(document), { assert: true })

describe('limits of exact money', () => {
  it('refuses a drawn position that whole numbers cannot count', () => {
    const document = {
      version: 1,
      seed: '0',
      steps: 1,
      market: { startPrice: 0.01, fairValue: { path: [0.01] } },
      venue: { maxLeverage: 100 },
      crowd: {
        traders: 1,
        leverage: { distribution: 'weights', values: [[100, 1]] },
        deposit: { median: 1e10 },
      },
    }
    expect(() => open(document)).toThrow(FieldError)
    expect(() => open(document)).toThrow(/^crowd: .*contracts/)
  })

  it('refuses a fund whose share of open interest passes the limit', () => {
    const document = {
      version: 1,
      seed: '0',
      steps: 15,
      market: { startPrice: 100, fairValue: { path: [100, 90, 80, 70] } },
      venue: { insuranceFund: { shareOfOpenInterest: 1000 } },
      crowd: {
        traders: 20,
        deposit: { median: 1e10 },
        leverage: { distribution: 'logUniform', min: 2, max: 5 },
      },
    }
    expect(() => open(document)).toThrow(/^venue\.insuranceFund\.shareOfOpenInterest: /)
  })

  it('turns newcomers away whose deposits pass the limit, and counts them', () => {
    const simulation = open({
      version: 1,
      seed: 'a',
      steps: 3,
      market: { startPrice: 100, fairValue: { path: [100, 97] } },
      liquidity: { depth: 1e15 },
      crowd: {
        traders: 10,
        leverage: { distribution: 'weights', values: [[0.01, 1]] },
        deposit: { median: 1e10, sigma: 0.3 },
        behavior: { arrivals: { perStep: 1000 } },
      },
    })
    simulation.advance(3)
    expect(simulation.readSummary().conservationError).toBe(0)
    expect(simulation.places.venues[0].state.arrivals[0].lost).toBeGreaterThan(1000)
  })

  it('deleverages a winner who keeps exactly one cent, although floating point sees less', () => {
    const simulation = open({
      version: 1,
      seed: '0',
      steps: 1,
      market: { startPrice: 90.4, fairValue: { path: [90.4, 89] } },
      liquidity: { depth: 1e7, resilience: 1 },
      venue: {
        maxLeverage: 1000,
        maintenanceMargin: 0,
        liquidationFee: 0,
        waterfall: ['adl'],
        insuranceFund: 0,
      },
      crowd: {
        accounts: [
          { side: 'long', collateral: 0.03, leverage: (5.5 * 91) / 3, entry: 91 },
          { side: 'short', collateral: 0.19, leverage: (45.5 * 90) / 19, entry: 90 },
        ],
      },
    })
    simulation.advance()
    expect(simulation.readSummary()).toMatchObject({ adlContracts: 5, badDebt: 0 })
  })
})
