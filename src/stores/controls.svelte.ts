/**
 * The scenario that the levers describe. A situation is opened as it is written, in shares of open interest; what the
 * shares came to is held from then on, in contracts and dollars, so that raising leverage does not quietly deepen the book.
 * Knows no run: whoever shows the run opens the document when it has changed.
 */
import type { OpenedRun } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { writeAt } from '../schema/documentPath.ts'
import { holdShares } from '../schema/holding.ts'
import { writeLeverage } from '../schema/leverage.ts'
import { Past } from './past.svelte.ts'
import { applyStyle, createSituation, FIRST_SITUATION, VENUE_STYLES } from '../schema/presets.ts'

/** What was set before a change. */
interface Settings {
  readonly scenario: Scenario
  readonly start: Scenario
  readonly situation: string
}

const PUSHES = 'the pushes'

export class Controls {
  /** What the levers describe; null until the situation has opened. */
  scenario: Scenario | null = $state.raw(null)
  /** The scenario as the situation opened: what "reset" goes back to. */
  start: Scenario | null = $state.raw(null)
  /** Which situation this began as. */
  situation: string = $state(FIRST_SITUATION)
  /** What situations said before their shares were held, by what they came to. */
  readonly #written = new WeakMap<Scenario, Scenario>()
  readonly #past: Past<Settings>
  readonly #traders: number

  /** @param traders the size of the crowd on this kind of screen */
  constructor(traders: number, now: () => number = () => performance.now()) {
    this.#traders = traders
    this.#past = new Past(now)
  }

  /** What to run. */
  get document(): object {
    return this.scenario ?? createSituation(this.situation, this.#traders)
  }

  /** What this began as, in shares where it was written in shares. */
  get written(): Scenario | null {
    return this.start && (this.#written.get(this.start) ?? this.start)
  }

  /** What "undo" would take back, or null where there is nothing. */
  get undoable(): string | null {
    return this.#past.newest
  }

  choose(situation: string): void {
    this.#remember('the situation')
    this.situation = situation
    this.scenario = this.start = null
  }

  /** Takes over a scenario from outside, which becomes what "reset" goes back to. */
  load(scenario: Scenario): void {
    this.#remember('the opened scenario')
    this.scenario = this.start = scenario
  }

  /** Takes over the situation that has opened, with what its shares came to. */
  hold({ scenario, resolved }: Pick<OpenedRun, 'scenario' | 'resolved'>): void {
    if (this.scenario) return
    this.scenario = this.start = holdShares(scenario, resolved)
    this.#written.set(this.scenario, scenario)
  }

  /** A new scenario, made from the present one. */
  change(what: string, toNext: (scenario: Scenario) => Scenario): void {
    if (!this.scenario) return
    this.#remember(what)
    this.scenario = toNext(this.scenario)
  }

  setAt(path: string, value: unknown, what: string): void {
    this.change(what, (scenario) => writeAt(scenario, path, value))
  }

  /** The venue's maximum and the crowd's upper end together. */
  setLeverage(leverage: number): void {
    this.change('max leverage', (scenario) => writeLeverage(scenario, leverage))
  }

  chooseStyle(id: string): void {
    const style = VENUE_STYLES.find((one) => one.id === id)
    if (style) this.change('the venue’s style', (scenario) => applyStyle(scenario, style))
  }

  /** Another seed: the same scenario with other traders and other news. */
  reroll(): void {
    const [number] = crypto.getRandomValues(new Uint32Array(1))
    this.setAt('seed', number.toString(36), 'the seed')
  }

  /** Pushes that were made by hand stay with the scenario. */
  setShocks(shocks: readonly Shock[]): void {
    if (this.scenario) this.scenario = writeAt(this.scenario, 'shocks', [...shocks])
  }

  /** Pushes that are planned or taken away, as one change. */
  changeShocks(toNext: (shocks: readonly Shock[]) => Shock[]): void {
    if (!this.scenario) return
    // Two of them in a row are two changes.
    this.#remember(PUSHES, true)
    this.scenario = { ...this.scenario, shocks: toNext(this.scenario.shocks) }
  }

  undo(): void {
    const last = this.#past.take()
    if (!last) return
    const { scenario, start, situation } = last.before
    // Pushes made since then stay, unless they belong to another situation or are what is taken back.
    const shocks = this.start === start && last.what !== PUSHES ? this.scenario?.shocks : undefined
    this.situation = situation
    this.start = start
    this.scenario = shocks ? { ...scenario, shocks } : scenario
  }

  /** Everything as the situation began; nothing is left to take back. */
  reset(): void {
    this.#past.clear()
    this.scenario = this.start
  }

  #remember(what: string, isAlone = false): void {
    const { scenario, start, situation } = this
    if (scenario && start) this.#past.remember(what, { scenario, start, situation }, isAlone)
  }
}
