/**
 * Documents whose shares of open interest are resolved by their own opening and held from then on (schema/holding.ts): what
 * run specs are made of (schema/runSpec.ts). Opens worlds, and forgets them.
 */
import type { Run } from './run.ts'
import { Simulation } from './simulation.ts'
import type { Market } from './venue.ts'
import { holdShares, type Resolved } from '../schema/holding.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { ExchangeDocument, VenueDocument } from '../schema/worldVenues.ts'

/** What the shares of the first venue's document came to, as a document says it: contracts and dollars. */
export function readResolved({ places }: Pick<Run, 'places'>): Resolved {
  const { fundCents, equityCents, capacityPerStep } = places.venues[0].state
  const { baseDepthContracts, makersCapitalCents } = places.markets[0].state
  return {
    depthContracts: baseDepthContracts,
    insuranceFund: fundCents / 100,
    venueEquity: equityCents / 100,
    makersCapital: makersCapitalCents / 100,
    capacityPerStep: capacityPerStep === Infinity ? null : capacityPerStep,
  }
}

/** The document with its shares resolved by its own opening. */
export function openHeld(base: object): Scenario {
  const scenario = parseScenario(base)
  return holdShares(scenario, readResolved(Simulation.create(scenario)))
}

/** The same of a world: depth and makers of every book, funds and capacity of every venue. */
export function openHeldWorld(base: object): WorldDocument {
  const document = parseWorld(base)
  const { places } = Simulation.create(document)
  const venues = places.venues.map(({ rules, state, markets }) => {
    const venue = document.venues[rules.id]
    const funds = { insuranceFund: state.fundCents / 100, venueEquity: state.equityCents / 100 }
    if (venue.kind === 'institution') return [rules.id, { ...venue, ...funds }]
    const capacityPerStep = state.capacityPerStep === Infinity ? null : state.capacityPerStep
    const held = { ...venue, ...funds, liquidation: { ...venue.liquidation, capacityPerStep } }
    return [rules.id, venue.kind === 'lending' ? held : { ...held, markets: holdBooks(venue, markets) }]
  })
  return { ...document, venues: Object.fromEntries(venues) as Record<string, VenueDocument> }
}

function holdBooks({ markets: documents }: ExchangeDocument, markets: readonly Market[]) {
  const books = Object.entries(documents).map(([asset, market], leg) => {
    const { baseDepthContracts: depth, makersCapitalCents } = markets[leg].state
    const { makers } = market.liquidity
    const held = {
      ...market.liquidity,
      depth,
      ...(makers && { makers: { capital: makersCapitalCents / 100 } }),
    }
    return [asset, { ...market, liquidity: held }]
  })
  return Object.fromEntries(books) as ExchangeDocument['markets']
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
