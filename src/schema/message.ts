/**
 * What the page and the worker say to each other. The page asks, the worker answers every request exactly once, with the
 * request's id; so that a request that fails, fails where it was made. Typed arrays are transferred, never copied.
 */
import type { Scenario, Shock } from './scenario.ts'
import type { CrowdOpening, Frame, TraderReading } from './frame.ts'
import type { Resolved } from './holding.ts'
import type { Outcome } from './outcome.ts'
import type { AccountTable, Summary } from './result.ts'
import type { MarketName } from './reading.ts'
import type { RunSpec } from './runSpec.ts'
import type { WorldDocument } from './world.ts'
import type { ChannelSwitch } from './worldChannels.ts'
import type { WorldAccountTable, WorldSummary } from './worldResult.ts'
import type { WorldShock } from './worldShocks.ts'

/** A shock at once: it takes effect in the next step. */
export type Push =
  | { kind: 'sell'; contracts: number }
  | { kind: 'depth'; factor: number }
  | { kind: 'fairValue'; change: number; overSteps?: number }

type WithoutStep<T> = T extends unknown ? Omit<T, 'step'> : never
/** The same in a world: any shock, with its place. */
export type WorldPush = WithoutStep<WorldShock>

export type Request =
  /** Validates and opens a document; whatever ran under this id before is forgotten. */
  | { kind: 'open'; runId: number; document: unknown }
  /**
   * The same with a document of version 2, channels switched off where that is wished; a link that is not there leaves the world as
   * it is. What follows of requests about a run is true of both.
   */
  | { kind: 'openWorld'; runId: number; document: unknown; off?: readonly ChannelSwitch[] }
  /** Takes up to this many steps, fewer at the end of the run. */
  | { kind: 'advance'; runId: number; steps: number }
  /** Goes to any step of the run, also one that was not reached yet. */
  | { kind: 'seek'; runId: number; step: number }
  /** Works the run out to its end without leaving the present step. A push, `open` or `close` stops it. */
  | { kind: 'look'; runId: number }
  /** The price of a document's whole run, roughly where the crowd is large. Opens nothing; `open` or `close` stops it. */
  | { kind: 'sketch'; runId: number; document: unknown }
  /** Adds a shock at the next step; what lay after the present step is forgotten. */
  | { kind: 'push'; runId: number; push: Push | WorldPush }
  /** Of the first market where none is named. */
  | { kind: 'trader'; runId: number; id: number; market?: MarketName }
  /** The summary and every account, of one and the same moment: what a file about the run says. */
  | { kind: 'accounts'; runId: number }
  /** The document of a run spec, its shares held and its writes made: what `open`, or of a world `openWorld`, can open. */
  | { kind: 'prepare'; runId: number; spec: RunSpec }
  /** Makes runs to their ends, unseen; a newer study under this id, or `close`, stops it. Open runs are left alone. */
  | { kind: 'study'; runId: number; specs: readonly RunSpec[] }
  | { kind: 'close'; runId: number }

export interface OpenedRun {
  /** The document with every default filled in. */
  scenario: Scenario
  opening: CrowdOpening
  resolved: Resolved
  engineVersion: string
  /** At step 0: what was at the start. */
  frame: Frame
}

export interface OpenedWorld {
  /** The document with every default filled in; where channels were switched off, without them. */
  world: WorldDocument
  /** The same with all channels. */
  whole: WorldDocument
  /** By market. */
  openings: readonly CrowdOpening[]
  /** By market: contracts that move the price by 1 % at the opening; 0 where there is no book. */
  depths: readonly number[]
  engineVersion: string
  /** At step 0. */
  frame: Frame
}

/** Summary and accounts of one moment. */
export interface RunAccounts {
  step: number
  summary: Summary
  table: AccountTable
}

export interface WorldAccounts {
  step: number
  summary: WorldSummary
  /** By venue; an institution's is empty. */
  tables: readonly WorldAccountTable[]
}

/** The price of a whole run by step, before anybody has opened it. */
export interface Sketch {
  readonly price: Float64Array<ArrayBuffer>
  /** Whether it is that of a sample of the crowd, and so only about the same. */
  readonly isPart: boolean
}

export interface Answers {
  open: OpenedRun
  openWorld: OpenedWorld
  advance: Frame
  seek: Frame
  /** Rows of all steps that no frame has brought yet. Frames bring them once more, as they are shown. */
  look: Frame['series']
  /** Null where it would be much work. */
  sketch: Sketch | null
  push: { shock: Shock | WorldShock; frame: Frame }
  trader: TraderReading
  /** As what is open prints it. */
  accounts: RunAccounts | WorldAccounts
  prepare: Scenario | WorldDocument
  study: readonly Outcome[]
  close: null
}

/** An error as it crosses the threads; `path` where a document is wrong, which the user can mend. */
export interface WorkerError {
  message: string
  path: string | null
}

export type Envelope = { id: number; request: Request }
export type Reply =
  | { id: number; answer: Answers[keyof Answers] }
  | { id: number; error: WorkerError }
  | { id: number; progress: number }
