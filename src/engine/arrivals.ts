/**
 * Newcomers (docs/model.md section 8): a Poisson number a step, each entering at the market against the makers, the more of them
 * long the more the price stands above its own average. Draws from streams of its own; writes accounts, book and average.
 */
import { addAccount } from './accounts.ts'
import { checkBreaker } from './breaker.ts'
import { cushioned, drawTrader, MAX_TOTAL_CENTS } from './crowd.ts'
import { fill } from './market.ts'
import { poisson, Stream, type StreamState } from './random.ts'
import { reindex, type Venue } from './venue.ts'
import { parameter } from '../schema/parameters.ts'
import type { Behavior, DrawnCrowd, Scenario } from '../schema/scenario.ts'

const MAX_TRADERS = parameter('crowd.traders').max

export interface ArrivalsState {
  /** The average that newcomers compare the price with, in dollars. */
  averagePrice: number
  arrived: number
  /** Drawn in a halted step, or beyond the limits of traders and of deposits. */
  lost: number
}

export class Arrivals {
  readonly rule: NonNullable<Behavior['arrivals']>
  readonly state: ArrivalsState
  readonly #crowd: DrawnCrowd
  readonly #counts: Stream
  readonly #traits: Stream
  readonly #behavior: Stream

  constructor(
    scenario: Scenario,
    rule: NonNullable<Behavior['arrivals']>,
    seed: string,
    state?: ArrivalsState,
    streams?: StreamState[],
  ) {
    this.rule = rule
    this.state = state ?? { averagePrice: scenario.market.startPrice, arrived: 0, lost: 0 }
    this.#crowd = 'traders' in scenario.crowd ? scenario.crowd : STANDARD_CROWD
    this.#counts = new Stream(seed, 'arrivals', streams?.[0])
    this.#traits = new Stream(seed, 'newcomers', streams?.[1])
    this.#behavior = new Stream(seed, 'newcomersBehavior', streams?.[2])
  }

  streamStates(): StreamState[] {
    return [this.#counts.state(), this.#traits.state(), this.#behavior.state()]
  }

  /** Draws the newcomers of the step, whatever happens; they enter until the step is halted or the limit of traders is met. */
  admit(scenario: Scenario, venue: Venue, mark: number, step: number, isHalted: boolean): void {
    const { longShare } = this.#crowd
    const trend = venue.market.price / this.state.averagePrice - 1
    const chance = Math.min(1, Math.max(0, longShare + this.rule.trendFollowing * trend))
    for (let left = poisson(this.#counts, this.rule.perStep); left > 0; left--) {
      const trader = drawTrader(this.#traits, scenario, this.#crowd, chance, mark)
      const isBeyond = venue.totals.depositedCents + trader.cents > MAX_TOTAL_CENTS
      if (isHalted || isBeyond || venue.accounts.count >= MAX_TRADERS) {
        this.state.lost++
        continue
      }
      const wanted = Math.floor((trader.cents * trader.leverage) / mark)
      const n = cushioned(wanted, trader.side, trader.cents, mark, mark, venue.rules.maintenanceMargin)
      this.#enter(venue, trader.side * n, trader.cents, mark, step)
      isHalted = n > 0 && checkBreaker(venue, step)
    }
  }

  #enter(venue: Venue, contracts: number, cents: number, mark: number, step: number): void {
    const priceBefore = venue.market.price
    const received = contracts === 0 ? 0 : fill(venue.market, -contracts)
    const id = addAccount(venue.accounts, contracts === 0 ? 0 : contracts, cents + received, cents, mark)
    venue.totals.depositedCents += cents
    this.state.arrived++
    venue.behavior?.welcome(venue, id, this.#behavior, step)
    reindex(venue, id)
    venue.log?.add('arrival', step, id, {
      contracts: -contracts,
      cents: received,
      price: mark,
      priceBefore,
      priceAfter: venue.market.price,
    })
  }

  /** End of the step: the average moves toward the price. */
  closeStep(venue: Venue): void {
    this.state.averagePrice += (venue.market.price - this.state.averagePrice) / this.rule.trendMemorySteps
  }
}

/** Who arrives at a crowd of explicit accounts: the starting point of the sandbox. */
const STANDARD_CROWD: DrawnCrowd = {
  traders: 0,
  longShare: parameter('crowd.longShare').default,
  leverage: {
    distribution: 'logUniform',
    min: parameter('crowd.leverage.min').default,
    max: parameter('crowd.leverage.max').default,
  },
  deposit: {
    median: parameter('crowd.deposit.median').default,
    sigma: parameter('crowd.deposit.sigma').default,
  },
  entrySpread: parameter('crowd.entrySpread').default,
}
