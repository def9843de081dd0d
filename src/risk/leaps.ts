/**
 * News that leaps (docs/model.md section 12.3): a Student-t number or a jump can come all the way to an event in one step, from
 * anywhere, so that no level on the way tells of it. Runs in which news leaps are left out of the levels and estimated by importance
 * sampling: now and then a step is drawn from wider news, and a run counts by how much less likely it was.
 */
import { isLeaping, type Jumps, type Leaping } from './leapingNews.ts'
import { exp, ln } from '../engine/arithmetic.ts'
import type { AssetRules, Program } from '../engine/program.ts'
import { Stream } from '../engine/random.ts'
import type { Simulation } from '../engine/simulation.ts'
import { SECONDS_A_YEAR, type FairValueDocument } from '../schema/fairValue.ts'

/** From which size on a move of an asset is a leap, as a log return beside its drift. */
export interface LeapRule {
  readonly asset: number
  readonly bound: number
}

/** Smaller moves are no leaps, in standard deviations of a step without jumps. */
const LEAST_DEVIATIONS = 6
/** Leaps a run at most: smaller moves come more often, and levels see them. */
const LEAPS_A_RUN = 0.1
/** Of wider news: so many times the bound, or for jumps the spread of their size. Which of them is drawn, alike. */
const WIDER = { studentT: [1, 4, 16], jumps: [1, 2] } as const
/** Wider steps a run, and jumps in such a step, on average. */
const WIDER_A_RUN = 1
const JUMPS_A_STEP = 1
/** More jumps in one step than this do not count. */
const MOST_JUMPS = 24
const LEAST_VARIANCE = 1e-20

/** Assets whose news can leap. One that follows a common factor is left to the levels: its moves hang together with others'. */
function listLeaping({ assets }: Program): readonly number[] {
  return assets.flatMap(({ fairValue, loading }, place) =>
    'process' in fairValue && isLeaping(fairValue) && loading === 0 ? [place] : [],
  )
}

const yearsOf = ({ document }: Program) => document.stepSeconds / SECONDS_A_YEAR

/** Mean of a jump's factor, less 1. */
const meanJump = ({ meanLog, sdLog }: Jumps) => exp(meanLog + 0.5 * sdLog * sdLog) - 1

function driftOf(news: Leaping, years: number): number {
  const drift = (news.annualDrift - 0.5 * news.annualVolatility * news.annualVolatility) * years
  return news.process === 'jumps' ? drift - news.perYear * meanJump(news) * years : drift
}

/** The moves of a run's assets, step by step. */
export class Moves {
  readonly #rules: readonly LeapRule[]
  readonly #simulation: Simulation
  readonly #before: number[]

  constructor(rules: readonly LeapRule[], simulation: Simulation) {
    this.#rules = rules
    this.#simulation = simulation
    this.#before = rules.map(({ asset }) => this.#raw(asset))
  }

  #raw(asset: number): number {
    return this.#simulation.places.assets[asset].state.rawFair
  }

  /** Of the step that has just been taken, beside the drift, by rule. */
  read(): number[] {
    const { program } = this.#simulation
    return this.#rules.map(({ asset }, i) => {
      const now = this.#raw(asset)
      const move = ln(now / this.#before[i]) - driftOf(newsOf(program.assets[asset]), yearsOf(program))
      this.#before[i] = now
      return move
    })
  }

  isLeap(moves: readonly number[]): boolean {
    return moves.some((move, i) => Math.abs(move) > this.#rules[i].bound)
  }
}

function newsOf({ fairValue }: AssetRules): Leaping {
  if (!isLeaping(fairValue)) throw new Error('This news does not leap.')
  return fairValue
}

/** Every asset whose news can leap, each move a leap: to see how large moves are. */
export function watchAll(program: Program): LeapRule[] {
  return listLeaping(program).map((asset) => ({ asset, bound: 0 }))
}

/**
 * What is a leap, from the moves of so many runs: so large that hardly one run in ten has one. Of frequent jumps only the largest are:
 * levels see the others, but hardly ever one of those.
 * @param moves by asset that can leap
 */
export function placeBounds(
  program: Program,
  moves: readonly (readonly number[])[],
  runs: number,
): LeapRule[] {
  const years = yearsOf(program)
  return listLeaping(program).flatMap((asset, i): LeapRule[] => {
    const news = newsOf(program.assets[asset])
    const least = LEAST_DEVIATIONS * news.annualVolatility * Math.sqrt(years)
    const sizes = moves[i].map(Math.abs).sort((a, b) => b - a)
    const rare = sizes[Math.floor(LEAPS_A_RUN * runs)] ?? 0
    if (news.process === 'jumps' && news.perYear === 0) return []
    return [{ asset, bound: Math.max(least, rare) }]
  })
}

/** Wider news, one way or another, with how likely a move is under it, against the news as it is. */
interface Wider {
  readonly news: Leaping
  ratio(move: number): number
}

function listWider(news: Leaping, bound: number, years: number): Wider[] {
  const { process, annualVolatility: sigma } = news
  if (process === 'studentT') {
    const { degreesOfFreedom: nu } = news
    const variance = (nu - 2) * sigma * sigma * years
    return WIDER.studentT.map((times) => {
      const scale = (times * bound) / (sigma * Math.sqrt(years))
      const annualVolatility = sigma * scale
      // The drift of a step stays.
      const annualDrift = news.annualDrift + 0.5 * (annualVolatility * annualVolatility - sigma * sigma)
      const ratio = (move: number) => {
        const u = (move * move) / variance
        return exp(((nu + 1) / 2) * ln((1 + u) / (1 + u / (scale * scale)))) / scale
      }
      return { news: { ...news, annualVolatility, annualDrift }, ratio }
    })
  }
  // Without a walk all moves are jumps, or none.
  const variance = Math.max(LEAST_VARIANCE, sigma * sigma * years)
  const own = jumpDensity(news.perYear * years, news.meanLog, news.sdLog, variance)
  return WIDER.jumps.map((times) => {
    const wider = { ...news, perYear: JUMPS_A_STEP / years, sdLog: news.sdLog * times }
    const shift = wider.perYear * meanJump(wider) - news.perYear * meanJump(news)
    const density = jumpDensity(JUMPS_A_STEP, wider.meanLog, wider.sdLog, variance)
    return {
      news: { ...wider, annualDrift: news.annualDrift + shift },
      ratio: (move) => density(move) / own(move),
    }
  })
}

/** How likely a move is, up to a factor: a Poisson number of jumps, and the walk beside them. */
function jumpDensity(mean: number, meanLog: number, sdLog: number, variance: number) {
  return (move: number): number => {
    let [sum, weight] = [0, exp(-mean)]
    for (let n = 0; n <= MOST_JUMPS; n++, weight *= mean / n) {
      const spread = variance + n * sdLog * sdLog
      const off = move - n * meanLog
      // Far out everything would be 0 ÷ 0.
      sum += (weight * Math.max(exp(-Math.min(600, (off * off) / (2 * spread))), 1e-260)) / Math.sqrt(spread)
    }
    return sum
  }
}

/**
 * A run with a wider step now and then, and how much it counts: less the likelier its moves were made. The news of its program are
 * exchanged while such a step is taken, so nobody else may go on with it.
 */
export class WidenedRun {
  readonly simulation: Simulation
  hasLeapt: boolean
  weight = 1
  readonly #moves: Moves
  readonly #draws: Stream
  readonly #share: number
  readonly #wider: readonly {
    readonly rules: { fairValue: FairValueDocument }
    readonly own: Leaping
    readonly ways: readonly Wider[]
  }[]

  /**
   * @param seed of its own
   * @param hasLeapt before
   */
  constructor(simulation: Simulation, rules: readonly LeapRule[], seed: number, hasLeapt = false) {
    this.simulation = simulation
    this.hasLeapt = hasLeapt
    this.#moves = new Moves(rules, simulation)
    this.#draws = new Stream(String(seed), 'leap')
    const { program } = simulation
    this.#share = Math.min(0.5, WIDER_A_RUN / program.document.steps)
    this.#wider = rules.map(({ asset, bound }) => {
      const own = newsOf(program.assets[asset])
      return { rules: program.assets[asset], own, ways: listWider(own, bound, yearsOf(program)) }
    })
  }

  advance(): void {
    for (const { rules, ways } of this.#wider) {
      const draw = this.#draws.uniform() / this.#share
      if (draw < 1) rules.fairValue = ways[Math.floor(draw * ways.length)].news
    }
    this.simulation.advance()
    for (const { rules, own } of this.#wider) rules.fairValue = own
    const moves = this.#moves.read()
    if (this.#moves.isLeap(moves)) this.hasLeapt = true
    this.#wider.forEach(({ ways }, i) => {
      const ratio = ways.reduce((sum, way) => sum + way.ratio(moves[i]), 0) / ways.length
      this.weight /= 1 - this.#share + this.#share * ratio
    })
  }
}
