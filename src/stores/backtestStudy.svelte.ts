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
import { MAX_DOCUMENT_BYTES } from '../schema/documentText.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import { createPricesPool, type PricesPool } from '../worker/pricesPool.ts'
import { Asked, AskedOf, type CancelablePool } from './asked.svelte.ts'
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

/** What is known of the prices that are open. */
interface Tried {
  readonly answer: Backtest
  /** What it was asked with. */
  readonly asked: BacktestSettings
  /** Null until the crowds have played. */
  readonly replay: ReplayAnswer | null
}

interface Table {
  readonly name: string
  readonly bytes: ArrayBuffer
}

/** Loads a table, and tells which share of it has come. */
type Load = (tell: (share: number) => void) => Table | Promise<Table>

export class BacktestStudy {
  readonly read: AskedOf<OpenedHistory, PricesPool<PriceChoice, OpenedPrices>>
  readonly tried: Asked<Tried>
  settings: BacktestSettings | null = $state.raw(null)
  /** Where a table could be read in several ways. */
  doubt: { readonly question: string; readonly options: readonly PriceOption[] } | null = $state.raw(null)
  readonly #fetch: (file: string) => Promise<ArrayBuffer>
  #file: Table | null = null

  constructor(
    pool?: CancelablePool,
    prices: PricesPool<PriceChoice, OpenedPrices> = createPricesPool(),
    fetchData: (file: string) => Promise<ArrayBuffer> = fetchFromSite,
  ) {
    this.tried = new Asked(pool)
    this.read = new AskedOf(prices)
    this.#fetch = fetchData
  }

  get opened(): OpenedHistory | null {
    return this.read.now
  }

  get answer(): Backtest | null {
    return this.tried.now?.answer ?? null
  }

  get asked(): BacktestSettings | null {
    return this.tried.now?.asked ?? null
  }

  get replay(): ReplayAnswer | null {
    return this.tried.now?.replay ?? null
  }

  get problem(): string | null {
    return this.read.problem ?? this.tried.problem
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
    const { name, file, stretch } = HISTORIES[history]
    const load = async () => ({ name, bytes: await this.#fetch(file) })
    await this.#read(load, history, {}, settings ?? { ...this.#usual, ...stretch })
  }

  /** Takes a person's own file. */
  async openFile(file: File): Promise<void> {
    const { name, size } = file
    const load: Load = async (tell) => {
      if (size > MAX_DOCUMENT_BYTES)
        throw new Error(`${name} is too large: at most ${MAX_DOCUMENT_BYTES / 1_048_576} MB.`)
      tell(0)
      const table = { name, bytes: await readBytes(file, tell) }
      // A file that another took the place of meanwhile ends here.
      tell(1)
      return (this.#file = table)
    }
    await this.#read(load, null, {}, null)
  }

  /** Reads the own file again, as one of its options says. */
  async choose(option: PriceOption): Promise<void> {
    const file = this.#file
    if (file) await this.#read(() => file, null, option.choice, null)
  }

  /** Another rule, or another stretch. */
  async change(part: Partial<BacktestSettings>): Promise<void> {
    if (!this.opened || !this.settings) return
    const wanted = { ...this.settings, ...part }
    this.settings = { ...wanted, ...keepWithin(wanted, this.opened.prices.length - 1) }
    this.#begin()
    await this.#try()
  }

  /** Stops reading or playing; what is known stays. */
  cancel(): void {
    this.read.cancel()
    this.tried.cancel()
  }

  get #usual() {
    const { rule, confidence, memory } = this.settings ?? USUAL
    return { rule, confidence, memory }
  }

  #begin(): void {
    this.cancel()
    this.read.problem = this.tried.problem = this.doubt = null
  }

  async #read(
    load: Load,
    history: HistoryName | null,
    choice: PriceChoice,
    settings: BacktestSettings | null,
  ): Promise<void> {
    this.#begin()
    let isRead = false
    await this.read.ask(async (pool, hear, tell) => {
      const { name, bytes } = await load((share) => tell({ done: share, all: 1 }))
      tell(null)
      const [found] = await pool.perform([{ table: bytes, choice }])
      const opened = this.#take(found, name, history)
      hear(opened)
      // What is on the page is about other prices: at no moment does it stand beside these.
      this.tried.clear()
      const days = opened.prices.length - 1
      const wanted = settings ?? { ...this.#usual, ...guessStretch(days) }
      this.settings = { ...wanted, ...keepWithin(wanted, days) }
      isRead = true
      return opened
    }, true)
    if (isRead) await this.#try()
  }

  /** @throws Error in words where it is no history that a rule can be tried on */
  #take(found: OpenedPrices, name: string, history: HistoryName | null): OpenedHistory {
    const { series, words, question, options, chosen } = found
    if (!series) {
      if (options.length > 0) this.doubt = { question, options }
      throw new Error(`${name} cannot be read. ${words}`)
    }
    const { prices, moments, stepSeconds } = series
    if (prices.length <= FEWEST_FITTED + FEWEST_TRIED)
      throw new Error(
        `${name} has ${prices.length} prices. It takes ${FEWEST_FITTED + FEWEST_TRIED + 1} to fit a rule and to try it.`,
      )
    const kept = { prices, moments, stepSeconds: stepSeconds ?? DAY }
    return { history, name, ...kept, words, question, options, chosen }
  }

  async #try(): Promise<void> {
    const { opened, settings } = this
    if (!opened || !settings) return
    await this.tried.ask(async (pool, hear, tell) => {
      const prices = opened.prices.slice(0, settings.testUntil + 1)
      const [answer] = await performAll(pool, [{ kind: 'backtest', prices, ...settings }])
      hear({ answer, asked: settings, replay: null })
      const plan = planReplay(answer, settings.testFrom, REPLAYED_DAYS)
      const document = parseScenario(describeReplay(prices, plan, opened.stepSeconds))
      const tasks = Array.from({ length: CROWDS / CROWDS_A_TASK }, (_, i) => ({
        kind: 'replay' as const,
        document,
        margin: plan.margin,
        from: 1 + i * CROWDS_A_TASK,
        count: CROWDS_A_TASK,
      }))
      tell(null)
      const crowds = await performAll(pool, tasks, (answered) => tell({ done: answered, all: tasks.length }))
      return { answer, asked: settings, replay: { plan, document, crowds: crowds.flat() } }
    }, true)
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
