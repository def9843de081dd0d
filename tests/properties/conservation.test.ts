// Every cent and every contract, after every step of any run: counted here from the accounts themselves, not by the
// engine's own invariants.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVENT_FIELDS, EVENT_KINDS, type EventField } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { cashAt, contractsAt, LIQUIDATED } from '../../src/engine/ledger.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { documentArbitrary, runs } from '../support/arbitraries.ts'

const RUNS = 150

function countEverything({ places }: Simulation) {
  const [{ state }] = places.venues
  const { ledger, totals } = state
  const [{ state: market }] = places.markets
  const plain = [market.counterparty, market.makers, market.outside]
  let cents = state.fundCents + state.equityCents
  let contracts = 0
  for (const account of plain) {
    cents += account.cashCents
    contracts += account.contracts
  }
  for (let id = 0; id < ledger.count; id++) {
    contracts += ledger.rows[contractsAt(ledger, id, 0)]
    cents += ledger.rows[cashAt(ledger, id)]
  }
  return { cents: cents - totals.badDebtCents - totals.depositedCents - state.openingFundsCents, contracts }
}

/** Runs to the end and collects, step by step, what a look at the simulation finds wrong. */
function watch(simulation: Simulation, look: () => readonly string[]): string[] {
  const found = [...look()]
  while (!simulation.isDone && found.length === 0) {
    simulation.advance()
    found.push(...look().map((what) => `step ${simulation.step}: ${what}`))
  }
  return found
}

describe('after every step', () => {
  test('no cent and no contract has appeared or gone', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const simulation = Simulation.create(parseScenario(document))
        const look = () => {
          const { cents, contracts } = countEverything(simulation)
          return cents === 0 && contracts === 0 ? [] : [`${cents} cents, ${contracts} contracts`]
        }
        expect(watch(simulation, look)).toEqual([])
        const { conservationError, contractsError } = simulation.readSummary()
        expect([conservationError, contractsError]).toEqual([0, 0])
      }),
      runs(RUNS),
    )
  })

  test('no fund is below zero, every amount is whole, and no total falls', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const simulation = Simulation.create(parseScenario(document), { assert: true })
        const venue = simulation.places.venues[0].state
        let before = new Map<string, number>()
        const look = () => {
          const now = new Map(Object.entries({ ...venue.totals, fund: venue.fundCents }))
          const wrong = [...now].filter(([name, value]) => {
            if (name === 'adlAgainstMarkCents') return false
            if (!Number.isSafeInteger(value)) return true
            return name !== 'fund' && value < (before.get(name) ?? 0)
          })
          before = now
          const isShort = venue.fundCents < 0 || venue.equityCents < 0 || venue.pendingCents !== 0
          return [...wrong.map(([name, value]) => `${name} ${value}`), ...(isShort ? ['a fund'] : [])]
        }
        expect(watch(simulation, look)).toEqual([])
      }),
      runs(RUNS),
    )
  })

  test('state, contracts and cash of an account agree', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const simulation = Simulation.create(parseScenario(document))
        const look = () =>
          simulation
            .readAccounts()
            .filter(
              ({ state, contracts, cash, haircut }) =>
                (state === 'open') !== (contracts !== 0) ||
                (state !== 'open' && cash < 0) ||
                haircut < 0 ||
                !Number.isSafeInteger(cash),
            )
            .map((row) => JSON.stringify(row))
        expect(watch(simulation, look)).toEqual([])
      }),
      runs(RUNS),
    )
  })
})

test('who was sold out is counted once, by side, however many orders it took', () => {
  fc.assert(
    fc.property(documentArbitrary, (document) => {
      const simulation = Simulation.create(parseScenario(document))
      const { ledger } = simulation.places.venues[0].state
      const sides = new Map<number, number>()
      const look = () => {
        let out = 0
        let shorts = 0
        // Newcomers who came and went within one step.
        let unseen = 0
        for (let id = 0; id < ledger.count; id++) {
          const contracts = ledger.rows[contractsAt(ledger, id, 0)]
          if (contracts !== 0) sides.set(id, Math.sign(contracts))
          if (ledger.state[id] !== LIQUIDATED) continue
          out++
          if (sides.get(id) === -1) shorts++
          if (!sides.has(id)) unseen++
        }
        const run = new RunLook(simulation)
        const told = [read(run, 'tradersLiquidated'), read(run, 'shortsLiquidated')]
        const isRight = told[0] === out && told[1] >= shorts && told[1] <= shorts + unseen
        return isRight ? [] : [`${told.join(', ')}, not ${out}, ${shorts}`]
      }
      expect(watch(simulation, look)).toEqual([])
    }),
    runs(RUNS),
  )
})

test('losses are what everyone paid: own deposits, funds, winners, nobody', () => {
  fc.assert(
    fc.property(documentArbitrary, (document) => {
      const simulation = Simulation.create(parseScenario(document))
      simulation.advance(simulation.program.document.steps)
      const s = simulation.readSummary()
      expect(s.losses).toBe(s.ownPaid + s.fundPaid + s.venuePaid + s.socializedLoss + s.badDebt)
      expect(s.insolvent).toBe(s.badDebt > 0)
      expect(s.insuranceFund + s.venueEquity).toBe(
        simulation.places.venues[0].state.openingFundsCents + s.fees - s.fundPaid - s.venuePaid,
      )
      const haircuts = simulation.readAccounts().reduce((sum, row) => sum + row.haircut, 0)
      expect(haircuts).toBe(s.socializedLoss)
    }),
    runs(RUNS),
  )
})

const column = (rows: Float64Array, field: EventField) =>
  Array.from(
    { length: rows.length / EVENT_FIELDS.length },
    (_, i) => rows[i * EVENT_FIELDS.length + EVENT_FIELDS.indexOf(field)],
  )
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)

test('the events tell the whole story: their sums are the totals, and watching changes nothing', () => {
  fc.assert(
    fc.property(documentArbitrary, (document) => {
      const scenario = parseScenario(document)
      const simulation = Simulation.create(scenario, { events: true })
      simulation.advance(scenario.steps)
      const rows = simulation.takeEvents()
      expect(simulation.takeEvents()).toHaveLength(0)
      const s = simulation.readSummary()
      const kinds = column(rows, 'kind').map((code) => EVENT_KINDS[code])
      const count = (kind: string) => kinds.filter((k) => k === kind).length
      const sum = (field: EventField, kind?: string) =>
        total(column(rows, field).filter((_, i) => kind === undefined || kinds[i] === kind))
      expect({
        liquidations: count('liquidation'),
        halts: count('halt'),
        arrived: count('arrival'),
        fees: sum('feeCents'),
        fundPaid: sum('fundCents'),
        venuePaid: sum('venueCents'),
        adlContracts: total(
          column(rows, 'contracts').map((n, i) => (kinds[i] === 'deleveraging' ? Math.abs(n) : 0)),
        ),
        adlOfLiquidations: sum('deleveragedContracts', 'liquidation'),
        socializedLoss: sum('cents', 'socializedLoss'),
        badDebt: sum('pendingCents') - sum('cents', 'socializedLoss') + sum('badDebtCents'),
        deposited: total(simulation.world.venues.map(({ totals }) => totals.depositedCents)),
      }).toEqual({
        liquidations: s.liquidations,
        halts: s.halts,
        arrived: simulation.world.venues[0].arrivals[0]?.arrived ?? 0,
        fees: s.fees,
        fundPaid: s.fundPaid,
        venuePaid: s.venuePaid,
        adlContracts: s.adlContracts,
        adlOfLiquidations: s.adlContracts,
        socializedLoss: s.socializedLoss,
        badDebt: s.badDebt,
        deposited: total(Array.from(simulation.snapshot().venues[0].ledger.depositCents)),
      })
      expect(column(rows, 'step')).toEqual([...column(rows, 'step')].sort((a, b) => a - b))
      const unwatched = Simulation.create(scenario)
      unwatched.advance(scenario.steps)
      expect(unwatched.hash()).toBe(simulation.hash())
    }),
    runs(RUNS),
  )
})
