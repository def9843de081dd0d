/**
 * What a run leaves behind for checks and proofs (schema/outcome.ts). Reads the state from outside, never writes it: what
 * looks at everyone is looked at in every tenth step, so that a run of a small crowd stays a matter of milliseconds.
 */
import {
  bankruptcyPrice,
  contractsAt,
  DELEVERAGED,
  depositAt,
  equityAt,
  haircutAt,
  LIQUIDATED,
  liquidationPrice,
} from './ledger.ts'
import { computeLeverageHeld, computeNearContracts } from './crowdReadings.ts'
import { computeOpenInterest, computeSpiralProfile } from './readings.ts'
import { Simulation } from './simulation.ts'
import { markPrice, type Market, type Venue } from './venue.ts'
import { EVENT_AT as at, EVENT_CODE, EVENT_WIDTH } from '../schema/event.ts'
import { holdShares } from '../schema/holding.ts'
import type { Outcome } from '../schema/outcome.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'

const LOOK_EVERY = 10
/** A fall that sells out nobody farther away than this counts as small. */
const NEAR = 0.05
/** "You". */
const FIRST = 0

const DEBTS = [at.fundCents, at.venueCents, at.pendingCents, at.badDebtCents, at.deleveragedContracts]

type FirstOpening = Pick<Outcome['first'], 'leverage' | 'liquidationPrice' | 'bankruptcyPrice'>

/** A run on its way to its outcome; advanced in parts where somebody has to be listened to meanwhile. */
export class OutcomeRun {
  readonly #simulation: Simulation
  readonly #opening: Outcome['opening']
  readonly #firstOpening: FirstOpening
  #peak: Outcome['peak'] = { nearContracts: 0, openInterest: 0, rAhead: 0 }
  #firstPrice = 0
  #isFirstBankrupt = false
  #firstDeleveraged = 0

  /** @throws FieldError where the opening shows that the scenario is wrong */
  constructor(scenario: Scenario) {
    this.#simulation = Simulation.create(scenario, { events: true })
    this.#opening = readOpening(this.#simulation)
    this.#firstOpening = readFirstOpening(this.#simulation)
    this.#look()
  }

  get isDone(): boolean {
    return this.#simulation.isDone
  }

  /** Advances by some steps, at most to the end. */
  advance(steps: number): void {
    for (let i = 0; i < steps && !this.isDone; i++) {
      this.#simulation.advance()
      if (this.isDone || this.#simulation.step % LOOK_EVERY === 0) this.#look()
    }
  }

  /** Goes on to the end and tells. */
  finish(): Outcome {
    this.advance(Infinity)
    const { program } = this.#simulation
    const { outside } = marketOf(this.#simulation).state
    return {
      summary: this.#simulation.readSummary(),
      startPrice: program.assets[0].startPrice,
      steps: program.document.steps,
      opening: this.#opening,
      end: readEnd(this.#simulation),
      peak: this.#peak,
      sold: {
        contracts: Math.max(0, -outside.contracts),
        cents: Math.max(0, outside.cashCents),
        firstPrice: this.#firstPrice,
      },
      first: this.#readFirst(),
    }
  }

  #readFirst(): Outcome['first'] {
    const { ledger } = venueOf(this.#simulation).state
    return {
      ...this.#firstOpening,
      liquidated: ledger.state[FIRST] === LIQUIDATED,
      bankrupt: this.#isFirstBankrupt,
      deleveragedContracts: this.#firstDeleveraged,
      depositCents: ledger.rows[depositAt(ledger, FIRST)],
      equityCents: equityAt(ledger, FIRST, 0, markPrice(marketOf(this.#simulation))),
      haircutCents: ledger.rows[haircutAt(ledger, FIRST)],
    }
  }

  /** Looks at everyone, and at what was reported since the last look. */
  #look(): void {
    const market = marketOf(this.#simulation)
    const { nearContracts, openInterest, rAhead } = this.#peak
    this.#peak = {
      nearContracts: Math.max(nearContracts, computeNearContracts(market, NEAR)),
      openInterest: Math.max(openInterest, computeOpenInterest(market)),
      rAhead: computeSpiralProfile(market, 1).values.reduce((most, r) => Math.max(most, r), rAhead),
    }
    const rows = this.#simulation.takeEvents()
    for (let row = 0; row < rows.length; row += EVENT_WIDTH) this.#hear(rows, row)
  }

  #hear(rows: Float64Array, row: number): void {
    const kind = rows[row + at.kind]
    const contracts = rows[row + at.contracts]
    if (kind === EVENT_CODE.shock && contracts > 0 && this.#firstPrice === 0)
      this.#firstPrice = rows[row + at.priceBefore]
    if (rows[row + at.account] !== FIRST) return
    if (kind === EVENT_CODE.deleveraging) this.#firstDeleveraged += Math.abs(contracts)
    if (kind === EVENT_CODE.liquidation && DEBTS.some((field) => rows[row + field] > 0))
      this.#isFirstBankrupt = true
  }
}

/** The venue and the market that an outcome is about: the first ones. */
function venueOf({ places }: Simulation): Venue {
  return places.venues[0]
}
function marketOf({ places }: Simulation): Market {
  return places.markets[0]
}

function readOpening(simulation: Simulation): Outcome['opening'] {
  const { state } = venueOf(simulation)
  const market = marketOf(simulation)
  return {
    traders: state.ledger.count,
    openInterest: state.openInterestContracts,
    depthContracts: market.state.depthContracts,
    insuranceFundCents: state.fundCents,
    venueEquityCents: state.equityCents,
    makersCapitalCents: market.state.makersCapitalCents,
    depositsCents: state.totals.depositedCents,
    notionalCents: market.state.openContracts * simulation.program.assets[0].startPrice,
  }
}

/** All 0 where the trader could not buy a single contract. */
function readFirstOpening(simulation: Simulation): FirstOpening {
  const { ledger } = venueOf(simulation).state
  const { maintenanceMargin } = marketOf(simulation).state
  const contracts = ledger.rows[contractsAt(ledger, FIRST, 0)]
  if (contracts === 0) return { leverage: 0, liquidationPrice: 0, bankruptcyPrice: 0 }
  return {
    leverage: (Math.abs(contracts) * ledger.entryPrice[FIRST]) / ledger.rows[depositAt(ledger, FIRST)],
    liquidationPrice: liquidationPrice(ledger, FIRST, 0, maintenanceMargin),
    bankruptcyPrice: bankruptcyPrice(ledger, FIRST, 0),
  }
}

function readEnd(simulation: Simulation): Outcome['end'] {
  const { ledger } = venueOf(simulation).state
  const market = marketOf(simulation)
  const mark = markPrice(market)
  let liquidated = 0
  let deleveraged = 0
  let solvent = 0
  for (let id = 0; id < ledger.count; id++) {
    const state = ledger.state[id]
    if (state === LIQUIDATED) liquidated++
    else if (equityAt(ledger, id, 0, mark) > 0) solvent++
    if (state === DELEVERAGED) deleveraged++
  }
  return {
    traders: ledger.count,
    solvent,
    liquidated,
    deleveraged,
    openInterest: computeOpenInterest(market),
    depthContracts: market.state.depthContracts,
    nearContracts: computeNearContracts(market, NEAR),
    leverageHeld: computeLeverageHeld(market),
  }
}

/** The document with its shares resolved by its own opening. */
export function openHeld(base: object): Scenario {
  const scenario = parseScenario(base)
  const simulation = Simulation.create(scenario)
  const { fundCents, equityCents, capacityPerStep } = venueOf(simulation).state
  const { baseDepthContracts, makersCapitalCents } = marketOf(simulation).state
  return holdShares(scenario, {
    depthContracts: baseDepthContracts,
    insuranceFund: fundCents / 100,
    venueEquity: equityCents / 100,
    makersCapital: makersCapitalCents / 100,
    capacityPerStep: capacityPerStep === Infinity ? null : capacityPerStep,
  })
}

/** Holds each base once, since many runs share one. */
export class HeldBases {
  readonly #held = new Map<string, Scenario>()

  /**
   * The scenario of a run spec, validated.
   * @throws FieldError
   */
  resolve({ base, writes }: RunSpec): Scenario {
    const key = JSON.stringify(base)
    let held = this.#held.get(key)
    if (held === undefined) {
      held = openHeld(base)
      this.#held.set(key, held)
    }
    return parseScenario(applyWrites(held, writes))
  }
}
