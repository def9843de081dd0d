/**
 * Plays a golden scenario step by step and gives back what stands in golden.json: five key figures that a reviewer can read,
 * and the hash of what the run did. Node's test and the browsers' pages both play with this file.
 */
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { BehaviorHash, type Readable } from './behaviorHash.ts'
import { goldenScenarios, type GoldenScenario } from './scenarios.ts'

export interface GoldenRun {
  finalPrice: number
  /** The price farthest from the start, up or down: the bottom of a crash, the top of a squeeze. */
  farthestPrice: number
  liquidations: number
  /** What losers could not pay themselves, in cents: paid by fund, venue and winners, or by nobody. */
  lossPassedOnCents: number
  fundLeftCents: number
  hash: string
}

/** Opens a golden scenario. Each call is a run of its own. */
export function openGolden({ document }: GoldenScenario): Simulation {
  const simulation = Simulation.create(parseScenario(document))
  return simulation
}

/** What a run did so far: mixed and measured at its opening and after each of its steps. */
export class Watch {
  readonly #hash = new BehaviorHash()
  readonly #startPrice: number
  #farthestPrice: number

  constructor(run: Readable) {
    this.#startPrice = run.readSeriesRow().price
    this.#farthestPrice = this.#startPrice
    this.look(run)
  }

  look(run: Readable): void {
    this.#hash.mixStep(run)
    const { price } = run.readSeriesRow()
    if (Math.abs(price - this.#startPrice) > Math.abs(this.#farthestPrice - this.#startPrice))
      this.#farthestPrice = price
  }

  advance(simulation: Simulation, steps: number): void {
    for (let i = 0; i < steps; i++) {
      simulation.advance()
      this.look(simulation)
    }
  }

  report(run: Readable): GoldenRun {
    const { finalPrice, liquidations, insuranceFund, ...paid } = run.readSummary()
    return {
      finalPrice,
      farthestPrice: this.#farthestPrice,
      liquidations,
      lossPassedOnCents: paid.fundPaid + paid.venuePaid + paid.socializedLoss + paid.badDebt,
      fundLeftCents: insuranceFund,
      hash: this.#hash.digest(),
    }
  }
}

export function playGolden(golden: GoldenScenario): { run: GoldenRun; simulation: Simulation } {
  const simulation = openGolden(golden)
  const watch = new Watch(simulation)
  watch.advance(simulation, golden.steps)
  return { run: watch.report(simulation), simulation }
}

/** For a page, which knows the scenarios by their names. */
export function playByName(name: string): GoldenRun {
  const golden = goldenScenarios.find((one) => one.name === name)
  if (!golden) throw new Error(`No golden scenario: ${name}`)
  return playGolden(golden).run
}
