/**
 * Runs from run specs (schema/runSpec.ts), of either version, to their outcomes: bases are opened and held once, controls are written,
 * channels of a world are switched off, and a committee meets where there is one. Opens worlds, and forgets them.
 */
import { HeldBases, openHeldWorld } from './held.ts'
import { createDepthOf } from './openedDepth.ts'
import { OutcomeRun } from './outcome.ts'
import { WorldOutcomeRun } from './worldOutcome.ts'
import type { Committee, Minutes } from '../schema/committee.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import type { WorldDocument } from '../schema/world.ts'
import { switchOff } from '../schema/worldChannels.ts'

/** What a committee does to a world, and its minutes: the engine knows no dials, whoever makes runs brings them. */
type Convene = (
  document: WorldDocument,
  committee: Committee,
) => { readonly document: WorldDocument; readonly minutes: Minutes }

export class SpecRuns {
  readonly scenarios = new HeldBases()
  readonly #convene: Convene
  readonly #worlds = new Map<string, WorldDocument>()

  constructor(convene: Convene) {
    this.#convene = convene
  }

  /**
   * A run at its opening, on its way to its outcome.
   * @throws FieldError
   */
  open(spec: RunSpec): OutcomeRun | WorldOutcomeRun {
    const { world } = spec
    if (world === undefined) return new OutcomeRun(this.scenarios.resolve(spec))
    const { document, minutes } = this.#play(spec)
    return new WorldOutcomeRun(document, world.reads, minutes)
  }

  /**
   * The world of a run spec, validated, with what its committee proposes.
   * @throws FieldError
   */
  resolveWorld(spec: RunSpec): WorldDocument {
    return this.#play(spec).document
  }

  #play({ base, writes, world }: RunSpec): ReturnType<Convene> {
    const key = JSON.stringify(base)
    const held = this.#worlds.get(key) ?? openHeldWorld(base)
    this.#worlds.set(key, held)
    const document = (world?.off ?? []).reduce(
      (whole, { channel, link }) => switchOff(whole, channel, createDepthOf(whole), link),
      parseWorld(applyWrites(held, writes)),
    )
    return world?.committee ? this.#convene(document, world.committee) : { document, minutes: {} }
  }
}
