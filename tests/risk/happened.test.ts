/**
 * Goal: whether an event has happened is what the printed summary of the run says, whatever the scenario or the world.
 * Method: random documents, played to the end; each event against the summary, the accounts and the series, which do not know it.
 * An event that has happened stays; a fund that was empty may be filled again.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { parseEvent } from '../../src/risk/event.ts'
import { hasHappened } from '../../src/risk/happened.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

/** Plays to the end; tells for each event whether it happened, and fails where one was taken back. */
function playOut(document: Scenario | WorldDocument, events: readonly string[]) {
  const simulation = Simulation.create(document)
  const parsed = events.map((event) => parseEvent(event, document))
  let before = parsed.map((event) => hasHappened(event, simulation))
  const each: (() => void)[] = []
  return {
    simulation,
    onStep: (look: () => void) => each.push(look),
    play(): boolean[] {
      while (!simulation.isDone) {
        simulation.advance()
        const now = parsed.map((event) => hasHappened(event, simulation))
        expect(
          events.filter((_, i) => before[i] && !now[i] && !events[i].startsWith('fundExhausted')),
        ).toEqual([])
        before = now
        for (const look of each) look()
      }
      return before
    },
  }
}

describe('what has happened is what is printed', () => {
  it('of a scenario', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(documentArbitrary, (input) => {
        const document = parseScenario(input)
        const { startPrice } = document.market
        const low = String(startPrice * 0.95)
        const events = ['insolvent', 'failures:1', 'adl', `priceBelow:${low}`, `fairBelow:${low}`]
        const accounts = ['accountLiquidated:0', 'accountLiquidated:1']
        const { simulation, play } = playOut(document, [...events, ...accounts])
        const happened = play()
        const summary = simulation.readSummary()
        const table = simulation.readAccounts()
        expect(happened).toEqual([
          summary.insolvent,
          summary.insolvent,
          summary.adlContracts > 0,
          summary.minPrice < Number(low),
          summary.lowestFairValue < Number(low),
          table[0].state === 'liquidated',
          table[1].state === 'liquidated',
        ])
        ;[...events, ...accounts].forEach((event, i) => seen.add(`${event.split(':')[0]} ${happened[i]}`))
      }),
      runs(150),
    )
    for (const event of ['insolvent', 'adl', 'priceBelow', 'fairBelow', 'accountLiquidated'])
      expect([...seen]).toEqual(expect.arrayContaining([`${event} true`, `${event} false`]))
  })

  it('of a world', () => {
    const seen = new Set<string>()
    const count = runs(120).numRuns
    for (let seed = 1; seed <= count; seed++) {
      const document = parseWorld(randomWorld(seed))
      const ids = Object.keys(document.venues)
      const events = ['insolvent', 'illiquid', 'adl', ...ids.map((_, k) => `failures:${k + 1}`)]
      const ofVenues = ids.flatMap((id) => [`insolvent:${id}`, `illiquid:${id}`])
      const { simulation, play } = playOut(document, [...events, ...ofVenues])
      const happened = play()
      const { venues, failed } = computeWorldSummary(simulation)
      const all = Object.values(venues)
      expect(happened).toEqual([
        failed.length > 0,
        all.some(({ illiquidStep }) => illiquidStep !== null),
        all.some(({ adlContracts }) => adlContracts > 0),
        ...ids.map((_, k) => failed.length >= k + 1),
        ...all.flatMap(({ insolvent, illiquidStep }) => [insolvent, illiquidStep !== null]),
      ])
      ;[...events, ...ofVenues].forEach((event, i) => seen.add(`${event.split(':')[0]} ${happened[i]}`))
    }
    for (const event of ['insolvent', 'illiquid', 'adl', 'failures'])
      expect([...seen]).toEqual(expect.arrayContaining([`${event} true`, `${event} false`]))
  })

  it('of prices and accounts of a world: of its first book, and of the venue that is named', () => {
    let liquidated = 0
    for (let seed = 1; seed <= 60; seed++) {
      const document = parseWorld(randomWorld(seed))
      const start = Simulation.create(document)
      const [book] = start.places.books
      if (book.venue.state.ledger.count === 0) continue
      const venue = book.venue.rules.id
      const asset = Object.keys(document.assets)[book.rules.asset]
      const low = document.assets[asset].startPrice * 0.97
      const { simulation, onStep, play } = playOut(document, [
        `fairBelow:${low}`,
        `accountLiquidated:${venue}.0`,
      ])
      const fair: number[] = []
      onStep(() => fair.push(readWorldSeriesRow(simulation).fair[asset]))
      const [fell, isLiquidated] = play()
      expect(fell).toBe(Math.min(...fair) < low)
      expect(isLiquidated).toBe(readWorldAccounts(simulation)[venue][0].state === 'liquidated')
      if (isLiquidated) liquidated++
    }
    expect(liquidated).toBeGreaterThan(5)
  })
})
