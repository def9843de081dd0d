/**
 * Would a margin rule have known? A history of prices, what is asked of it, the breaches, and the same history with a crowd on it. A newer
 * question takes the place of the one before; what is known of the same prices stays on the page until then.
 */
import type { PriceChoice, PriceOption } from '../prices/priceChoice.ts'
import type { OpenedPrices } from '../prices/openPrices.ts'
import type { Backtest } from '../risk/backtest/backtest.ts'
import type { Replay } from '../risk/backtest/replay.ts'
import { describeReplay, planReplay, type ReplayPlan } from '../risk/backtest/replayPlan.ts'
import { performAll } from '../risk/performAll.ts'
import type { RiskAnswer, RiskTask } from '../risk/task.ts'
import { MAX_DOCUMENT_BYTES } from '../schema/documentText.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import { WorkerPool } from '../worker/pool.ts'
import { createPricesPool, type PricesPool } from '../worker/pricesPool.ts'
import { SupersededError } from '../worker/superseded.ts'
import type { CancelablePool } from './asked.svelte.ts'
import {
  FEWEST_FITTED,
  FEWEST_TRIED,
  guessStretch,
  HISTORIES,
  keepWithin,
  readQuestion,
  USUAL,
  writeQuestion,
  type BacktestSettings,
  type HistoryName,
} from './backtestQuestion.ts'

const DAY = 86_400
const REPLAYED_DAYS = 250
/** Enough to see whether it is the crowd or chance. */
export const CROWDS = 20
const CROWDS_A_TASK = 2

export interface OpenedHistory {
  /** Null where it is the person's own file. */
  readonly history: HistoryName | null
  readonly name: string
  readonly prices: readonly number[]
  /** Seconds since 1970; null where the table has no dates. */
  readonly moments: readonly number[] | null
  readonly stepSeconds: number
  /** What was read, in one line and what there is to know about it. */
  readonly words: string
  readonly question: string
  readonly options: readonly PriceOption[]
  readonly chosen: number
}

export interface ReplayAnswer {
  readonly plan: ReplayPlan
  readonly document: Scenario
  readonly crowds: readonly Replay[]
}

export class BacktestStudy {
  opened: OpenedHistory | null = $state.raw(null)
  settings: BacktestSettings | null = $state.raw(null)
  answer: Backtest | null = $state.raw(null)
  /** What the answer was asked with. */
  asked: BacktestSettings | null = $state.raw(null)
  replay: ReplayAnswer | null = $state.raw(null)
  isRunning = $state(false)
  /** Reading a file: how much of it has come, from 0 to 1, then null until it is read; undefined where nothing is read. */
  reading: number | null | undefined = $state(undefined)
  problem: string | null = $state(null)
  /** Where a table could be read in several ways. */
  doubt: { readonly question: string; readonly options: readonly PriceOption[] } | null = $state.raw(null)
  readonly #pool: CancelablePool
  readonly #prices: PricesPool<PriceChoice, OpenedPrices>
  readonly #fetch: (file: string) => Promise<ArrayBuffer>
  #turn = 0
  #file: { readonly name: string; readonly bytes: ArrayBuffer } | null = null

  constructor(
    pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>(),
    prices: PricesPool<PriceChoice, OpenedPrices> = createPricesPool(),
    fetchData: (file: string) => Promise<ArrayBuffer> = fetchFromSite,
  ) {
    this.#pool = pool
    this.#prices = prices
    this.#fetch = fetchData
  }

  /** The address that asks this again; null where the prices are somebody's own. */
  get query(): string | null {
    const history = this.opened?.history
    return history && this.settings ? writeQuestion(history, this.settings) : null
  }

  /** Asks what an address says, or the first question where nothing was asked yet. */
  async begin(query: string): Promise<void> {
    const read = readQuestion(query)
    if (read === null && this.opened) return
    if (read && query === this.query) return
    await this.open(read?.history ?? 'sp500', read?.settings)
  }

  /** Takes a history that comes with the site. */
  async open(history: HistoryName, settings?: BacktestSettings): Promise<void> {
    const turn = this.#start()
    const { name, file, stretch } = HISTORIES[history]
    try {
      const bytes = await this.#fetch(file)
      if (turn !== this.#turn) return
      await this.#read(turn, history, { name, bytes }, {}, settings ?? { ...this.#usual, ...stretch })
    } catch (error) {
      this.#fail(turn, error)
    }
  }

  /** Takes a person's own file. */
  async openFile(file: File): Promise<void> {
    const turn = this.#start()
    if (file.size > MAX_DOCUMENT_BYTES)
      return this.#refuse(`${file.name} is too large: at most ${MAX_DOCUMENT_BYTES / 1_048_576} MB.`)
    this.reading = 0
    try {
      const bytes = await readBytes(file, (share) => {
        if (turn === this.#turn) this.reading = share
      })
      if (turn !== this.#turn) return
      this.#file = { name: file.name, bytes }
      await this.#read(turn, null, this.#file, {}, null)
    } catch (error) {
      this.#fail(turn, error)
    }
  }

  /** Reads the own file again, as one of its options says. */
  async choose(option: PriceOption): Promise<void> {
    if (!this.#file) return
    const turn = this.#start()
    try {
      await this.#read(turn, null, this.#file, option.choice, null)
    } catch (error) {
      this.#fail(turn, error)
    }
  }

  /** Another rule, or another stretch. */
  async change(part: Partial<BacktestSettings>): Promise<void> {
    if (!this.opened || !this.settings) return
    const wanted = { ...this.settings, ...part }
    this.settings = { ...wanted, ...keepWithin(wanted, this.opened.prices.length - 1) }
    await this.#ask()
  }

  /** Stops reading or playing; what is known stays. */
  cancel(): void {
    this.#turn++
    this.isRunning = false
    this.reading = undefined
    this.#pool.cancel()
    this.#prices.cancel()
  }

  close(): void {
    this.cancel()
  }

  get #usual() {
    const { rule, confidence, memory } = this.settings ?? USUAL
    return { rule, confidence, memory }
  }

  #start(): number {
    this.cancel()
    this.problem = this.doubt = null
    return this.#turn
  }

  async #read(
    turn: number,
    history: HistoryName | null,
    { name, bytes }: { readonly name: string; readonly bytes: ArrayBuffer },
    choice: PriceChoice,
    settings: BacktestSettings | null,
  ): Promise<void> {
    this.reading = null
    const [{ series, words, question, options, chosen }] = await this.#prices.perform([
      { table: bytes, choice },
    ])
    if (turn !== this.#turn) return
    this.reading = undefined
    if (!series) {
      if (options.length > 0) this.doubt = { question, options }
      return this.#refuse(`${name} cannot be read. ${words}`)
    }
    const { prices, moments, stepSeconds } = series
    const days = prices.length - 1
    if (days < FEWEST_FITTED + FEWEST_TRIED)
      return this.#refuse(
        `${name} has ${prices.length} prices. It takes ${FEWEST_FITTED + FEWEST_TRIED + 1} to fit a rule and to try it.`,
      )
    this.opened = {
      history,
      name,
      prices,
      moments,
      stepSeconds: stepSeconds ?? DAY,
      words,
      question,
      options,
      chosen,
    }
    // What is on the page is about other prices.
    this.answer = this.asked = this.replay = null
    const wanted = settings ?? { ...this.#usual, ...guessStretch(days) }
    this.settings = { ...wanted, ...keepWithin(wanted, days) }
    await this.#ask()
  }

  async #ask(): Promise<void> {
    const { opened, settings } = this
    if (!opened || !settings) return
    const turn = this.#start()
    this.isRunning = true
    try {
      const prices = opened.prices.slice(0, settings.testUntil + 1)
      const [answer] = await performAll(this.#pool, [{ kind: 'backtest', prices, ...settings }])
      if (turn !== this.#turn) return
      this.answer = answer
      this.asked = settings
      this.replay = null
      const plan = planReplay(answer, settings.testFrom, REPLAYED_DAYS)
      const document = parseScenario(describeReplay(prices, plan, opened.stepSeconds))
      const tasks = Array.from({ length: CROWDS / CROWDS_A_TASK }, (_, i) => ({
        kind: 'replay' as const,
        document,
        margin: plan.margin,
        from: 1 + i * CROWDS_A_TASK,
        count: CROWDS_A_TASK,
      }))
      const crowds = (await performAll(this.#pool, tasks)).flat()
      if (turn === this.#turn) this.replay = { plan, document, crowds }
    } catch (error) {
      this.#fail(turn, error)
    } finally {
      if (turn === this.#turn) this.isRunning = false
    }
  }

  #refuse(words: string): void {
    this.reading = undefined
    this.problem = words
  }

  #fail(turn: number, error: unknown): void {
    if (turn !== this.#turn || error instanceof SupersededError) return
    this.#refuse(error instanceof Error ? error.message : String(error))
  }
}

async function fetchFromSite(file: string): Promise<ArrayBuffer> {
  const answer = await fetch(`./data/${file}`)
  if (!answer.ok) throw new Error(`The prices could not be loaded (${answer.status}).`)
  return answer.arrayBuffer()
}

/** The bytes of a file, with word of how much has come. */
async function readBytes(file: File, hear: (share: number) => void): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(file.size)
  const reader = file.stream().getReader()
  let at = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, at)
    at += part.value.length
    hear(at / Math.max(1, file.size))
  }
  return bytes.buffer
}
