/** One study in the risk lab: the document that is asked about, and what each question knows of it. */
import type { RiskDocument } from '../risk/counting.ts'
import { BacktestStudy } from './backtestStudy.svelte.ts'
import { Better } from './better.svelte.ts'
import { Breaks } from './breaks.svelte.ts'
import { Futures } from './futures.svelte.ts'
import { LabScenario } from './labScenario.svelte.ts'
import { Matters } from './matters.svelte.ts'
import { Rarity } from './rarity.svelte.ts'
import { Tails } from './tails.svelte.ts'
import { Volatility } from './volatility.svelte.ts'

const START_RUNS = 400

export class LabStudy {
  readonly lab = new LabScenario()
  readonly futures = new Futures()
  readonly rarity = new Rarity()
  readonly matters = new Matters()
  readonly breaks = new Breaks()
  readonly better = new Better()
  readonly tails = new Tails()
  readonly volatility = new Volatility()
  readonly backtest = new BacktestStudy()

  /** Plays the first futures by itself, except where they would take minutes: then a button asks. */
  begin(document: RiskDocument): void {
    for (const asked of [this.rarity, this.matters, this.breaks, this.better]) asked.clear()
    void this.futures.ask(document, this.lab.heavy === null ? START_RUNS : 0)
  }

  /** The workers end. */
  close(): void {
    this.futures.close()
    this.rarity.cancel()
    for (const asked of [this.matters, this.breaks, this.better]) asked.cancel()
    this.tails.cancel()
    this.volatility.cancel()
    this.backtest.close()
  }
}
