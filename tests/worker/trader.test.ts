/**
 * Goal: one trader is read as opened, as they stand and with the events that concern them, up to the moment.
 * Method: three traders by hand in a fall of ten percent, whose sums can be followed.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import type { CrowdFrame, TraderReading } from '../../src/schema/frame.ts'
import { STATE_CODE } from '../../src/schema/states.ts'

const runId = 1

/** Two longs, one of them highly leveraged, and a short, in a fall of ten percent into a deep book. */
const byHand = createCrash({
  steps: 20,
  market: { startPrice: 100, fairValue: { path: [100, 100, 90] } },
  liquidity: { depth: 1e9, resilience: 0 },
  venue: { maintenanceMargin: 0.005, liquidationFee: 0.005, insuranceFund: 1_000, maxLeverage: 100 },
  crowd: {
    accounts: [
      { side: 'long', collateral: 1_000, leverage: 20, entry: 100 },
      { side: 'long', collateral: 1_000, leverage: 2, entry: 100 },
      { side: 'short', collateral: 500, leverage: 5, entry: 100 },
    ],
  },
  shocks: [],
})

function toKinds({ events }: TraderReading): string[] {
  const kinds = []
  for (let row = 0; row < events.length; row += EVENT_FIELDS.length) kinds.push(EVENT_KINDS[events[row]])
  return kinds
}

describe('a trader', () => {
  it('is read as opened', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: byHand })
    const long = await client.request('trader', { runId, id: 0 })
    // $20,000 at $100 are 20,000 contracts of one cent a dollar; sold out where 1 − 1/20 meets the maintenance margin.
    expect(long).toMatchObject({
      side: 'long',
      state: 'open',
      contracts: 20_000,
      cash: -1_900_000,
      deposit: 100_000,
      entryPrice: 100,
      leverage: 20,
      effectiveLeverage: 20,
      equity: 100_000,
      bankruptcyPrice: 95,
    })
    expect(long.liquidationPrice).toBeCloseTo(95 / 0.995, 12)
    const short = await client.request('trader', { runId, id: 2 })
    expect(short).toMatchObject({ side: 'short', contracts: -2_500, leverage: 5, bankruptcyPrice: 120 })
    expect(short.liquidationPrice).toBeCloseTo(120 / 1.005, 12)
  })

  it('who is out keeps the prices of the opening, and has the events that tell why', async () => {
    const { client } = createSessionClient()
    const { frame } = await client.request('open', { runId, document: byHand })
    const opening = frame.crowds[0] as CrowdFrame
    const after = await client.request('seek', { runId, step: 5 })
    const out = await client.request('trader', { runId, id: 0 })
    expect(out).toMatchObject({
      state: 'liquidated',
      contracts: 0,
      cash: 0,
      equity: 0,
      effectiveLeverage: 0,
      leverage: 20,
      bankruptcyPrice: 95,
    })
    expect(toKinds(out)).toEqual(['liquidation'])
    const crowd = after.crowds[0] as CrowdFrame
    expect(crowd.state[0]).toBe(STATE_CODE.liquidated)
    expect(crowd.liquidationPrice[0]).toBe(opening.liquidationPrice[0])
    const other = await client.request('trader', { runId, id: 1 })
    expect(toKinds(other)).toEqual([])
    expect(other.effectiveLeverage).toBeCloseTo((20 * 90) / (1_000 - 200), 3)
  })

  it('has at a moment only the events up to it, also after the future is known', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: byHand })
    await client.request('seek', { runId, step: 20 })
    await client.request('seek', { runId, step: 1 })
    const before = await client.request('trader', { runId, id: 0 })
    expect([before.state, before.events.length]).toEqual(['open', 0])
  })

  it('who came later is read as they arrived', async () => {
    const { client } = createSessionClient()
    const { opening } = await client.request('open', { runId, document: runDocuments[4][1] })
    const first = opening.contracts.length
    let seen = 0
    for (let step = 4; step <= 120; step += 4) {
      const {
        venues: [{ traders }],
      } = await client.request('seek', { runId, step })
      const id = traders - 1
      if (id < first) continue
      const reading = await client.request('trader', { runId, id })
      const [kind, arrived, account, contracts] = reading.events
      expect([EVENT_KINDS[kind], account]).toEqual(['arrival', id])
      expect(arrived).toBeLessThanOrEqual(step)
      if (contracts === 0) continue
      expect(reading.side).toBe(contracts < 0 ? 'long' : 'short')
      expect(reading.leverage).toBeGreaterThan(0)
      expect(reading.leverage).toBeLessThanOrEqual(40)
      seen++
    }
    expect(seen).toBeGreaterThan(10)
  })
})
