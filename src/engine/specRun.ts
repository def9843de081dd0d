/**
 * Runs from run specs (schema/runSpec.ts), of either version, to their outcomes: bases are opened and held once, controls are written,
 * channels of a world are switched off. Opens worlds, and forgets them.
 */
import { HeldBases, openHeldWorld } from './held.ts'
import { createDepthOf } from './openedDepth.ts'
import { OutcomeRun } from './outcome.ts'
import { WorldOutcomeRun } from './worldOutcome.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import type { WorldDocument } from '../schema/world.ts'
import { switchOff } from '../schema/worldChannels.ts'

export class SpecRuns {
  readonly scenarios = new HeldBases()
  readonly #worlds = new Map<string, WorldDocument>()

  /**
   * A run at its opening, on its way to its outcome.
   * @throws FieldError
   */
  open(spec: RunSpec): OutcomeRun | WorldOutcomeRun {
    const { world } = spec
    if (world === undefined) return new OutcomeRun(this.scenarios.resolve(spec))
    return new WorldOutcomeRun(this.resolveWorld(spec), world.reads)
  }

  /**
   * The world of a run spec, validated.
   * @throws FieldError
   */
  resolveWorld({ base, writes, world }: RunSpec): WorldDocument {
    const key = JSON.stringify(base)
    const held = this.#worlds.get(key) ?? openHeldWorld(base)
    this.#worlds.set(key, held)
    return (world?.off ?? []).reduce(
      (document, { channel, link }) => switchOff(document, channel, createDepthOf(document), link),
      parseWorld(applyWrites(held, writes)),
    )
  }
}
