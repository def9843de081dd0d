/** One study in the risk lab: the document that is asked about, and what each question knows of it. */
import type { RiskDocument } from '../risk/counting.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import { estimateWork, BUDGET } from '../schema/workload.ts'
import { BacktestStudy } from './backtestStudy.svelte.ts'
import { Better, usualComparison } from './better.svelte.ts'
import { Breaks, usualPush } from './breaks.svelte.ts'
import { Channels } from './channels.svelte.ts'
import { Futures } from './futures.svelte.ts'
import { usualRareEvent } from './labEvents.ts'
import * as link from './labLink.ts'
import { RUN_CHOICES, type LabQuestion } from './labQuestions.ts'
import { LabScenario, type LabWish } from './labScenario.svelte.ts'
import { fundSweep, Matters, rangesOf, toAxis, usualSweep } from './matters.svelte.ts'
import { Rarity } from './rarity.svelte.ts'
import { Tails } from './tails.svelte.ts'
import { Volatility } from './volatility.svelte.ts'

const START_RUNS = 400
/** A search for a push plays at most about so many of them. */
const PUSHES_TRIED = 16
/** Of the budget of one run that a link starts by itself: a minute or so of all runs together. */
const BUDGETS = 5

export class LabStudy {
  readonly lab = new LabScenario()
  readonly futures = new Futures()
  readonly rarity = new Rarity()
  readonly matters = new Matters()
  /** Sizes of a fund, each played anew. */
  readonly fundAnew = new Matters()
  readonly breaks = new Breaks()
  readonly better = new Better()
  readonly channels = new Channels()
  readonly tails = new Tails()
  readonly volatility = new Volatility()
  readonly backtest = new BacktestStudy()
  /** Why what an address asks is not asked; null where it is. */
  wishProblem: string | null = $state(null)
  #document: RiskDocument | null = null
  #wish: LabWish | null = null

  /**
   * Plays the first futures by itself, and what the address asks, except where that would take minutes: then a button asks.
   * @param wish what the address asks about the document; null where it asks nothing
   */
  begin(document: RiskDocument, wish: LabWish | null): void {
    const isNew = document !== this.#document
    const next = wish !== this.#wish ? wish : null
    this.#document = document
    this.#wish = wish
    if (!isNew && next === null) return
    this.wishProblem = null
    if (isNew) {
      const { futures, rarity, matters, fundAnew, breaks, better, channels } = this
      for (const asked of [futures, rarity, matters, fundAnew, breaks, better, channels]) asked.clear()
      this.futures.least = 1
    }
    const runs = next === null ? null : this.#take(document, next)
    if (isNew || runs !== null)
      void this.futures.ask(document, this.lab.heavy === null ? (runs ?? START_RUNS) : 0)
  }

  /** What is asked, for its link: as the answer was, or as it is typed where there is none. */
  tell(question: LabQuestion): { readonly texts: readonly string[]; readonly compared: Scenario | null } {
    const { rarity, matters, fundAnew, breaks, better, tails, volatility, futures, channels } = this
    const told = (texts: readonly string[], compared: Scenario | null = null) => ({ texts, compared })
    const write = <F>(form: F | null, how: (form: F) => string[]) => (form === null ? [] : how(form))
    switch (question) {
      case 'likely':
      case 'fund':
        return told([
          ...link.writeRuns(futures.answer.isRunning ? futures.wanted : futures.list.length),
          ...(this.lab.world ? [`le${futures.least}`] : []),
          ...(question === 'likely' && channels.form.asked ? [`ch${channels.form.asked}`] : []),
          ...(question === 'fund' && fundAnew.form.told ? [`fa${fundAnew.form.told.runs}`] : []),
        ])
      case 'rare':
        return told(write(rarity.form.told, link.writeEventOnly))
      case 'matters': {
        const each = matters.tornadoForm.told
        return told([...write(matters.form.told, link.writeSweep), ...(each === null ? [] : [`tr${each}`])])
      }
      case 'breaks':
        return told(write(breaks.form.told, link.writePush))
      case 'better':
        return told(write(better.form.told, link.writeBetter), better.form.told?.b)
      case 'tails':
        return told([
          ...link.writeRuns(tails.runs),
          ...link.writeTails(tails.settings),
          ...link.writeVolatility(volatility),
        ])
      case 'backtest':
        return told([])
    }
  }

  /**
   * Takes what an address asks, and asks it where it is light.
   * @returns how many futures are wished for; null where the address does not say
   */
  #take(document: RiskDocument, wish: LabWish): number | null {
    try {
      const texts = link.sortTexts(wish.texts)
      if (wish.question === 'likely' || wish.question === 'fund') {
        const most = Math.max(...RUN_CHOICES.futures)
        const venues = document.version === 2 ? Object.keys(document.venues).length : 1
        this.futures.least = link.readWhole(texts, 'le', venues) ?? 1
        if (document.version === 2) this.#takeChannels(document, texts)
        else if (wish.question === 'fund') this.#takeFund(document, texts)
        return link.readWhole(texts, 'ru', most)
      }
      if (document.version === 1) this.#takeQuestion(document, wish, texts)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      this.wishProblem = error.message
    }
    return null
  }

  #takeQuestion(document: Scenario, { question, compared }: LabWish, texts: link.AskedTexts): void {
    const { rarity, matters, breaks, better, tails } = this
    if (question === 'rare') {
      const form = { event: link.readEvent(texts, document, usualRareEvent(document)) }
      rarity.form.typed = form
      if (this.#isLight(document, START_RUNS)) void rarity.ask(document, form)
    } else if (question === 'matters') {
      if (texts.has('ev')) {
        const form = link.readSweep(texts, document, usualSweep(document))
        matters.form.typed = form
        const cells = rangesOf(form).reduce((count, range) => count * toAxis(range).values.length, 1)
        if (this.#isLight(document, cells * form.runs)) void matters.askSweep(document, form)
      }
      const each = link.readWhole(texts, 'tr', Math.max(...RUN_CHOICES.tornado))
      matters.tornadoForm.typed = each
    } else if (question === 'breaks') {
      const form = link.readPush(texts, document, usualPush(document))
      breaks.form.typed = form
      if (this.#isLight(document, PUSHES_TRIED * form.runs)) void breaks.ask(document, form)
    } else if (question === 'better') {
      const form = link.readBetter(texts, document, usualComparison(document), compared)
      better.form.typed = form
      if (this.#isLight(document, 2 * form.runs)) void better.ask(document, form)
    } else if (question === 'tails') {
      const settings = link.readTailSettings(texts, document)
      const runs = link.readWhole(texts, 'ru', Math.max(...RUN_CHOICES.tails))
      if (settings) tails.prepare(document, settings, runs ?? RUN_CHOICES.tails[0])
      if (this.#isLight(document, runs ?? 0)) void tails.begin(document, RUN_CHOICES.tails[0])
      this.#takeVolatility(document, texts)
    }
  }

  #takeChannels(world: WorldDocument, texts: link.AskedTexts): void {
    const [fewest] = RUN_CHOICES.channels
    const runs = link.readWhole(texts, 'ch', Math.max(...RUN_CHOICES.channels))
    this.channels.form.typed = runs
    if (runs !== null && runs <= fewest && this.lab.heavy === null) void this.channels.ask(world, runs)
  }

  /** Sizes of a fund that are played anew: so many runs of each. */
  #takeFund(document: Scenario, texts: link.AskedTexts): void {
    const runs = link.readWhole(texts, 'fa', Math.max(...RUN_CHOICES.sweep))
    if (runs === null) return
    const form = fundSweep(document, runs)
    this.fundAnew.form.typed = form
    if (this.#isLight(document, form.places * runs)) void this.fundAnew.askSweep(document, form)
  }

  #takeVolatility(document: Scenario, texts: link.AskedTexts): void {
    const asked = link.readVolatility(texts, Math.max(...RUN_CHOICES.volatility))
    if (asked === null) return
    this.volatility.event = asked.event
    if (this.#isLight(document, 6 * asked.runs)) void this.volatility.ask(document, asked.runs)
  }

  /** Whether so many runs may start by themselves. */
  #isLight(document: Scenario, runs: number): boolean {
    return this.lab.heavy === null && estimateWork(document).visits * runs <= BUDGETS * BUDGET.visits
  }

  /** The workers end. */
  close(): void {
    this.futures.close()
    for (const asked of [
      this.rarity,
      this.matters,
      this.fundAnew,
      this.breaks,
      this.better,
      this.channels,
      this.tails,
    ])
      asked.cancel()
    this.volatility.cancel()
    this.backtest.cancel()
  }
}
