/**
 * Answers the page's requests: one session a worker, several runs in it, each with requests in their order. Knows
 * nothing of workers, so that tests run it as it is. Long ways are done in slices with a pause between them, in which
 * newer requests come in; a newer `seek`, `open` or `close` stops what it makes pointless. A look ahead and a sketch go on
 * beside the rest.
 */
import { listTableBuffers } from './accountTable.worker.ts'
import { listFrameBuffers, listOpenedBuffers } from './frame.worker.ts'
import { drawSketch } from './sketch.worker.ts'
import type { RunSource } from './runSource.worker.ts'
import { ScenarioSource } from './scenarioSource.worker.ts'
import { SimulatedRun } from './simulatedRun.worker.ts'
import { StudyRuns } from './study.worker.ts'
import { SUPERSEDED } from './superseded.ts'
import { FieldError } from '../schema/fieldError.ts'
import type {
  Answers,
  Envelope,
  OpenedRun,
  OpenedWorld,
  Reply,
  Request,
  WorkerError,
} from '../schema/message.ts'

export interface SessionOptions {
  readonly post: (reply: Reply, transfer: ArrayBufferLike[]) => void
  /** Lets other tasks of the thread run, messages among them. */
  readonly pause: () => Promise<void>
  /** A clock in milliseconds. */
  readonly now: () => number
  /** Check the engine's invariants after every step. */
  readonly assert?: boolean
  /** For the checkpoints of all runs together. */
  readonly budgetBytes?: number
}

/** @internal */
export const CHECKPOINT_BUDGET_BYTES = 200e6
const PROGRESS_EVERY_MS = 100

interface Job {
  readonly id: number
  readonly request: Request
  isSuperseded: boolean
}

interface Answer {
  readonly answer: Answers[keyof Answers]
  readonly transfer: ArrayBufferLike[]
}

export class Session {
  readonly #options: SessionOptions
  readonly #runs = new Map<number, SimulatedRun>()
  readonly #study = new StudyRuns()
  /** Of each run, what waits or is being done, in order; its look ahead is a lane of its own, and so is its sketch. */
  readonly #lanes = new Map<string, Job[]>()

  constructor(options: SessionOptions) {
    this.#options = options
  }

  receive({ id, request }: Envelope): void {
    const name = nameLane(request)
    const job: Job = { id, request, isSuperseded: false }
    const lane = this.#lanes.get(name)
    if (lane === undefined) {
      const started = [job]
      this.#lanes.set(name, started)
      void this.#work(name, started)
      return
    }
    supersede(lane, request.kind)
    lane.push(job)
  }

  /** Does the jobs of one lane, first come first served, until none is left. */
  async #work(name: string, lane: Job[]): Promise<void> {
    const { post } = this.#options
    for (let job = lane[0]; job !== undefined; job = lane[0]) {
      try {
        const { answer, transfer } = await this.#perform(job)
        post({ id: job.id, answer }, transfer)
      } catch (error) {
        post({ id: job.id, error: toWorkerError(error) }, [])
      }
      lane.shift()
    }
    this.#lanes.delete(name)
  }

  async #perform(job: Job): Promise<Answer> {
    // An opening cannot be stopped, so a newer one gets its chance to come in first.
    if (OPENS.has(job.request.kind)) await this.#options.pause()
    assertWanted(job)
    const { request } = job
    switch (request.kind) {
      case 'open': {
        const opened = this.#open(request.runId, new ScenarioSource(request.document))
        return { answer: opened, transfer: listOpenedBuffers(opened.frame, [opened.opening]) }
      }
      case 'openWorld': {
        const { WorldSource } = await import('./worldSource.worker.ts')
        assertWanted(job)
        const opened = this.#open(request.runId, new WorldSource(request.document, request.off))
        return { answer: opened, transfer: listOpenedBuffers(opened.frame, opened.openings) }
      }
      case 'advance': {
        const run = this.#find(request.runId)
        assertSteps(request.steps)
        return this.#move(job, run, Math.min(run.step + request.steps, run.steps))
      }
      case 'seek':
        return this.#move(job, this.#find(request.runId), request.step)
      case 'push': {
        const run = this.#find(request.runId)
        const shock = run.push(request.push)
        this.#endLook(request.runId)
        const frame = run.readFrame()
        return { answer: { shock, frame }, transfer: listFrameBuffers(frame) }
      }
      case 'look': {
        const series = await this.#finish(job, this.#find(request.runId).lookAhead())
        return { answer: series, transfer: [series.rows.buffer] }
      }
      case 'sketch': {
        const sketch = await this.#finish(job, drawSketch(request.document, this.#options.now))
        return { answer: sketch, transfer: sketch ? [sketch.price.buffer] : [] }
      }
      case 'trader': {
        const trader = this.#find(request.runId).readTrader(request.id, request.market)
        return { answer: trader, transfer: [trader.events.buffer] }
      }
      case 'accounts': {
        const report = this.#find(request.runId).readAccounts()
        return { answer: report, transfer: listTableBuffers(report) }
      }
      case 'prepare':
        return { answer: this.#study.prepare(request.spec), transfer: [] }
      case 'study': {
        const outcomes = await this.#finish(job, this.#study.run(request.specs, this.#options.now))
        return { answer: outcomes, transfer: [] }
      }
      case 'close':
        this.#runs.delete(request.runId)
        this.#endLook(request.runId)
        this.#shareBudget()
        return { answer: null, transfer: [] }
      default:
        throw new Error(`The model does not know the request "${String((request as Request).kind)}".`)
    }
  }

  /** The run that was there before stays if the document is wrong. */
  #open<Opened extends OpenedRun | OpenedWorld>(runId: number, source: RunSource<Opened>): Opened {
    const { now, assert = false } = this.#options
    const run = new SimulatedRun(runId, source, { assert, now, limitBytes: this.#budget })
    this.#runs.set(runId, run as SimulatedRun)
    this.#endLook(runId)
    this.#shareBudget()
    return run.readOpened()
  }

  async #move(job: Job, run: SimulatedRun, step: number): Promise<Answer> {
    await this.#finish(job, run.moveTo(step))
    const frame = run.readFrame()
    return { answer: frame, transfer: listFrameBuffers(frame) }
  }

  /** Does slice after slice, tells how far it is, and listens in between. */
  async #finish<T>(job: Job, slices: Generator<number, T>): Promise<T> {
    const { now, pause, post } = this.#options
    let said = now()
    for (;;) {
      const slice = slices.next()
      if (slice.done) return slice.value
      if (now() - said >= PROGRESS_EVERY_MS) {
        post({ id: job.id, progress: slice.value }, [])
        said = now()
      }
      await pause()
      assertWanted(job)
    }
  }

  /** The future that is looked at belongs to a run that is no longer there, and the lever that is sketched was let go. */
  #endLook(runId: number): void {
    for (const kind of ASIDE)
      for (const job of this.#lanes.get(nameLane({ kind, runId })) ?? []) job.isSuperseded = true
  }

  #find(runId: number): SimulatedRun {
    const run = this.#runs.get(runId)
    if (run === undefined) throw new Error('No run is open here.')
    return run
  }

  get #budget(): number {
    return this.#options.budgetBytes ?? CHECKPOINT_BUDGET_BYTES
  }

  #shareBudget(): void {
    for (const run of this.#runs.values()) run.checkpoints.limitBytes = this.#budget / this.#runs.size
  }
}

/** What goes on beside the rest. */
const ASIDE: readonly Request['kind'][] = ['look', 'sketch']

function nameLane({ kind, runId }: Pick<Request, 'kind' | 'runId'>): string {
  return ASIDE.includes(kind) ? `${kind} ${runId}` : `run ${runId}`
}

const OPENS: ReadonlySet<Request['kind']> = new Set<Request['kind']>(['open', 'openWorld'])
const SUPERSEDING: ReadonlySet<Request['kind']> = new Set([...ASIDE, ...OPENS, 'seek', 'study', 'close'])
/** Questions about the present moment. They move nothing. */
const READS: ReadonlySet<Request['kind']> = new Set<Request['kind']>(['trader', 'accounts'])

/**
 * Marks what a newer request makes pointless. A seek reaches back to the last request that changes the run: a push, for
 * one, belongs to the step that the page saw. Questions in between are answered where the run then stands.
 */
function supersede(lane: readonly Job[], kind: Request['kind']): void {
  if (!SUPERSEDING.has(kind)) return
  for (let i = lane.length - 1; i >= 0; i--) {
    const older = lane[i].request.kind
    if (kind === 'seek' && READS.has(older)) continue
    if (kind === 'seek' && older !== 'seek' && older !== 'advance') return
    if (kind === 'study' && older !== 'study') continue
    if (older !== 'close') lane[i].isSuperseded = true
  }
}

function assertWanted(job: Job): void {
  if (job.isSuperseded) throw new Error(SUPERSEDED)
}

function assertSteps(steps: number): void {
  if (!Number.isInteger(steps) || steps < 0) throw new FieldError('steps', steps, 'a whole number of steps')
}

function toWorkerError(error: unknown): WorkerError {
  if (error instanceof FieldError) return { message: error.message, path: error.path }
  return { message: error instanceof Error ? error.message : String(error), path: null }
}
