/**
 * What the page knows of the dials of a run: what each said at every so many steps, played once more in a worker, and on wish
 * how often each warned in vain and in time over many seeds. One that is changed while it plays is played anew.
 */
import type { DialGiven, DialId, PlacedDial } from '../dials/dial.ts'
import { placeDials, warns } from '../dials/readDials.ts'
import { estimateBadLosses, type BadLosses } from '../risk/badLoss.ts'
import type { RiskDocument } from '../risk/counting.ts'
import { performAll } from '../risk/performAll.ts'
import { findWarnings, readEvery, type Warnings } from '../risk/warnings.ts'
import type { WatchedSeed, WatchedTask } from '../risk/watchedRuns.ts'
import { toWorld } from '../schema/version1.ts'
import { Asked, FIRST_SEED, type CancelablePool } from './asked.svelte.ts'

/** Moments of the run on the screen. */
const SHOWN_MOMENTS = 120
const COUNTED_RUNS = 40

/** What was counted of the world, whatever its seed. */
interface Counted {
  readonly losses: BadLosses
  readonly warnings: Warnings | null
}

export interface ShownDial {
  readonly placed: PlacedDial
  /** Of the last moment up to the present step at which it was read; NaN where there is none. */
  readonly value: number
  readonly warns: boolean
  readonly steps: readonly number[]
  readonly values: readonly number[]
}

export class Monitoring {
  readonly watched: Asked<WatchedSeed>
  readonly counted: Asked<Counted>
  /** The run that the dials are of. */
  document: RiskDocument | null = $state.raw(null)
  readonly #given: DialGiven = $derived.by(() => {
    const losses = this.counted.now?.losses.losses
    if (losses === undefined) return {}
    return { losses: Object.fromEntries(Object.entries(losses).map(([id, { value }]) => [id, value])) }
  })
  readonly dials: readonly PlacedDial[] = $derived.by(() => {
    if (this.document === null) return []
    const world = this.document.version === 2 ? this.document : toWorld(this.document)
    return placeDials(world, this.#given)
  })

  constructor(pools?: readonly [watching: CancelablePool, counting: CancelablePool]) {
    this.watched = new Asked(pools?.[0])
    this.counted = new Asked(pools?.[1])
  }

  /** The share that is counted; null while nothing is. */
  get progress(): number | null {
    if (!this.counted.isRunning) return null
    const { losses, warnings } = this.counted.now ?? {}
    // The losses are one run a seed, the warnings two.
    const done = (losses?.done ?? 0) + (warnings ? (warnings.done / warnings.all) * 2 * COUNTED_RUNS : 0)
    return done / (3 * COUNTED_RUNS)
  }

  get warnings(): Warnings | null {
    return this.counted.now?.warnings ?? null
  }

  /** Plays the run beside the one on the screen; another world forgets what was counted of the one before. */
  async watch(document: RiskDocument): Promise<void> {
    if (this.document && !isSameWorld(this.document, document)) this.counted.clear()
    this.document = document
    await this.#play()
  }

  /** Counts over many seeds; then the dial that needs the loss of one future in twenty is there too. */
  async count(): Promise<void> {
    const { document } = this
    if (document === null) return
    const seeds = { from: FIRST_SEED, runs: COUNTED_RUNS }
    await this.counted.ask(async (pool, hear) => {
      const losses = await estimateBadLosses({ document, ...seeds }, pool, (soFar) =>
        hear({ losses: soFar, warnings: null }),
      )
      const values = Object.entries(losses.losses).map(([id, { value }]) => [id, value])
      const given: DialGiven = { losses: Object.fromEntries(values) }
      const warnings = await findWarnings({ document, given, ...seeds }, pool, (soFar) =>
        hear({ losses, warnings: soFar }),
      )
      return { losses, warnings }
    })
    if (this.document !== null) await this.#play()
  }

  /** The dials at a step of the run; null before they are known. */
  at(step: number): ShownDial[] | null {
    const history = this.watched.now?.history
    if (history === undefined) return null
    const last = history.steps.findLastIndex((one) => one <= step)
    return this.dials.map((placed) => {
      const values = history.values[placed.dial.id] ?? []
      const value = values.at(last) ?? NaN
      return { placed, value, warns: warns(placed.dial, value), steps: history.steps, values }
    })
  }

  /** What was counted of a dial; null before. */
  warningsOf(id: DialId): Warnings['dials'][number] | null {
    return this.warnings?.dials.find((one) => one.id === id) ?? null
  }

  /** The workers end. */
  close(): void {
    this.watched.cancel()
    this.counted.cancel()
  }

  #play(): Promise<void> {
    const { document } = this
    if (document === null) return Promise.resolve()
    const task: WatchedTask = {
      kind: 'watched',
      document,
      seeds: [document.seed],
      given: this.#given,
      everySteps: readEvery(document.steps, SHOWN_MOMENTS),
      isCalm: false,
      endsWithStorm: false,
    }
    return this.watched.ask(async (pool) => (await performAll(pool, [task]))[0][0], true)
  }
}

/** Another seed is another run of the same world. */
function isSameWorld(a: RiskDocument, b: RiskDocument): boolean {
  return JSON.stringify({ ...a, seed: '' }) === JSON.stringify({ ...b, seed: '' })
}
