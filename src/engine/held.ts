/**
 * Documents whose shares of open interest are resolved by their own opening and held from then on (schema/holding.ts): what
 * run specs are made of (schema/runSpec.ts). Opens worlds, and forgets them.
 */
import type { Run } from './run.ts'
import { Simulation } from './simulation.ts'
import { holdShares, type Resolved } from '../schema/holding.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'

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
