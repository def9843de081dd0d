// Goal: those vote against a rule whom it would harm, and one that passed holds after its notice, as docs/model.md section 11.8 says.
// Method: venues in which nothing else acts, with known leverages; the votes by hand.
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH, NO_RULE, RULE_CODE } from '../../src/schema/event.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { book, exchange, long, world } from '../support/validationWorlds.ts'
import { house, proposal } from '../support/ruleHouse.ts'

describe('a vote on a rule', () => {
  const LEVERAGES = [2, 5, 10, 20, 30, 40, 50, 60]
  const accounts = LEVERAGES.map((leverage, i) => long(1000 + 100 * i, leverage))
  const values = LEVERAGES.map((leverage, i) => 100 * (1000 + 100 * i) * leverage)
  const breaker = { move: 0.5, windowSteps: 5, haltSteps: 5 }
  const rules = {
    maintenanceMargin: 0.015,
    liquidationFee: 0.005,
    maxLeverage: 60,
    liquidation: { closeFactor: 0.5, capacityPerStep: 10 },
    circuitBreaker: breaker,
  }
  /** Whose effective leverage is above so much votes against it; thin is above 1 / (1.5 × 1.5 %). */
  const above = (leverage: number) => LEVERAGES.map((l) => l > leverage)
  const thin = above(44)
  const none = above(1000)
  const worth = (dollars: number) => values.map((cents) => cents > 100 * dollars)

  it.each([
    [{ liquidationFee: 0.01 }, thin],
    [{ liquidationFee: 0.005 }, none],
    [{ closeFactor: 0.6 }, thin],
    [{ closeFactor: 0.1 }, none],
    [{ capacityPerStep: 11 }, thin],
    [{ capacityPerStep: null }, thin],
    [{ capacityPerStep: 0 }, none],
    [{ circuitBreaker: null }, thin],
    [{ circuitBreaker: { ...breaker, move: 0.9 } }, none],
    [{ maxLeverage: 30 }, above(30)],
    [{ maxLeverage: 100 }, none],
    [{ positionCap: 28_000 }, worth(28_000)],
    [{ positionCap: null }, none],
    [{ openInterestCap: 0 }, none],
  ])('%j has those against it whom it would harm', (set, against) => {
    const simulation = house({ shocks: [proposal(1, set)] }, { ...rules, crowd: { accounts } })
    simulation.advance()
    const [{ yes, no }] = simulation.world.votes
    const sum = (isNo: boolean) => values.filter((_, i) => against[i] === isNo).reduce((a, b) => a + b, 0)
    expect([yes, no]).toEqual([sum(false), sum(true)])
  })

  it('on an index weight goes by the marks that it would make', () => {
    const sale = { step: 1, kind: 'sell', venue: 'house', asset: 'coin', contracts: 4000 }
    const market = { liquidity: book(1000), mark: { indexWeight: 1 } }
    const simulation = house(
      { shocks: [sale, proposal(1, { indexWeight: 0 })] },
      { ...rules, maxLeverage: 1000, crowd: { accounts } },
      market,
    )
    simulation.advance()
    // At 96.08 a long is below 1.5 % from 18.5 times on.
    const harmed = values.filter((_, i) => LEVERAGES[i] > 18.5)
    expect(simulation.world.votes[0].no).toBe(harmed.reduce((a, b) => a + b))
  })

  it('that passed sets it after its notice, and the events say which rule it is', () => {
    const document = world({
      steps: 6,
      venues: {
        house: exchange(
          { coin: { liquidity: book() } },
          { governance: { delaySteps: 3 }, crowd: { accounts } },
        ),
      },
      shocks: [
        proposal(1, { capacityPerStep: null }),
        proposal(1, { circuitBreaker: breaker }),
        proposal(2, { maxLeverage: 1 }),
      ],
    })
    const simulation = Simulation.create(parseWorld(document), { events: true, assert: true })
    simulation.advance(6)
    const rows = simulation.takeEvents()
    const told: number[][] = []
    for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
      const at = (field: keyof typeof EVENT_AT) => rows[row + EVENT_AT[field]]
      const isVote = at('kind') === EVENT_CODE.vote
      if (isVote || at('kind') === EVENT_CODE.rule)
        told.push([at('step'), Number(isVote), at('deleveragedContracts'), at('mark'), at('priceBefore'), at('contracts')]) // prettier-ignore
    }
    expect(told).toEqual([
      [1, 1, RULE_CODE.capacityPerStep, NO_RULE, 0, 1],
      [1, 1, RULE_CODE.circuitBreaker, 0.5, 5, 1],
      [2, 1, RULE_CODE.maxLeverage, 1, 0, 0],
      [4, 0, RULE_CODE.capacityPerStep, NO_RULE, 0, 0],
      [4, 0, RULE_CODE.circuitBreaker, 0.5, 5, 0],
    ])
  })
})
