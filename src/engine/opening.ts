/**
 * Builds the world of a scenario: one market and one venue today, lists of them in the state, so that more fit later.
 * Resolves shares of open interest and of traders once, from the crowd that opened (docs/model.md section 10).
 */
import { Arrivals } from './arrivals.ts'
import { toCents } from './arithmetic.ts'
import { BehaviorState } from './behavior.ts'
import { createBehaviorColumns } from './behaviorTriggers.ts'
import { MAX_TOTAL_CENTS, openCrowd, type Opening } from './crowd.ts'
import { EventLog } from './events.ts'
import { createHistory } from './history.ts'
import { LiquidationQueue } from './liquidationQueue.ts'
import type { Market } from './market.ts'
import { Stream } from './random.ts'
import { TriggerIndex } from './triggerIndex.ts'
import { contractsAt, liquidationPrice } from './accounts.ts'
import { NEVER_HALTED, type Totals, type Venue, type VenueRules } from './venue.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario, Shock, ShareOfOpenInterest } from '../schema/scenario.ts'

/** Everything that a run is. Markets and venues are lists, even while there is one of each. */
export interface World {
  readonly scenario: Scenario
  /** The seed that the streams come from: the scenario's, with the name of the branch where there is one. */
  readonly streamSeed: string
  step: number
  readonly markets: Market[]
  readonly venues: Venue[]
  /** Shocks by the step in which they take effect, in order of the document. */
  readonly shocks: Map<number, Shock[]>
  readonly fairStream: Stream
  readonly arrivals: Arrivals | null
  /** All long contracts at the opening, the counterparty's included. */
  readonly openInterestContracts: number
  /** Traders at the opening, of whom a capacity may be a share. */
  readonly openingTraders: number
}

export function openWorld(scenario: Scenario, log: EventLog | null): World {
  const opening = openCrowd(scenario)
  const market = createMarket(scenario, opening)
  const venue = createVenue(scenario, market, opening, log)
  const shocks = new Map<number, Shock[]>()
  for (const shock of scenario.shocks) addShock(shocks, shock)
  const rule = scenario.crowd.behavior?.arrivals
  const world: World = {
    scenario,
    streamSeed: scenario.seed,
    step: 0,
    markets: [market],
    venues: [venue],
    shocks,
    fairStream: new Stream(scenario.seed, 'fairValue'),
    arrivals: rule && rule.perStep > 0 ? new Arrivals(scenario, rule, scenario.seed) : null,
    openInterestContracts: opening.openInterestContracts,
    openingTraders: opening.accounts.count,
  }
  if (venue.behavior) {
    const stream = new Stream(scenario.seed, 'behavior')
    for (let id = 0; id < venue.accounts.count; id++) venue.behavior.welcome(venue, id, stream, 0)
  }
  buildIndexes(venue)
  return world
}

export function addShock(shocks: Map<number, Shock[]>, shock: Shock): void {
  const list = shocks.get(shock.step)
  if (list) list.push(shock)
  else shocks.set(shock.step, [shock])
}

/** Fills every index from the accounts as they are: at the opening, and after a snapshot was restored. */
export function buildIndexes(venue: Venue): void {
  const { accounts } = venue
  const side = (sign: number) => {
    let n = 0
    for (let id = 0; id < accounts.count; id++)
      if (accounts.ledger[contractsAt(id)] * sign > 0 && accounts.queued[id] === 0) n++
    const ids = new Int32Array(n)
    const scores = new Float64Array(n)
    let i = 0
    for (let id = 0; id < accounts.count; id++) {
      if (accounts.ledger[contractsAt(id)] * sign <= 0 || accounts.queued[id] === 1) continue
      ids[i] = id
      scores[i++] = sign * liquidationPrice(accounts, id, venue.rules.maintenanceMargin)
    }
    return { ids, scores }
  }
  const longs = side(1)
  venue.longs.build(longs.ids, longs.scores)
  const shorts = side(-1)
  venue.shorts.build(shorts.ids, shorts.scores)
  if (venue.behavior) for (let id = 0; id < accounts.count; id++) venue.behavior.reindex(venue, id)
}

/** A number, or a share of open interest in contracts. */
function resolveContracts(field: string, value: number | ShareOfOpenInterest, openInterest: number): number {
  if (typeof value === 'number') return value
  assertOpenInterest(field, openInterest)
  return value.shareOfOpenInterest * openInterest
}

/** Dollars, or a share of open interest at the start price; in cents. */
function resolveCents(
  field: string,
  value: number | ShareOfOpenInterest,
  openInterest: number,
  price: number,
): number {
  if (typeof value === 'number') return toCents(value)
  if (value.shareOfOpenInterest === 0) return 0
  assertOpenInterest(field, openInterest)
  const cents = Math.floor(value.shareOfOpenInterest * openInterest * price + 0.5)
  if (cents > MAX_TOTAL_CENTS)
    throw new FieldError(
      `${field}.shareOfOpenInterest`,
      value.shareOfOpenInterest,
      `a share that comes to at most ${MAX_TOTAL_CENTS} cents`,
    )
  return cents
}

function assertOpenInterest(field: string, openInterest: number): void {
  if (openInterest === 0)
    throw new FieldError(
      `${field}.shareOfOpenInterest`,
      undefined,
      'open interest to take a share of, but nobody could open a position',
    )
}

function createMarket(scenario: Scenario, opening: Opening): Market {
  const { liquidity, venue } = scenario
  const { startPrice } = scenario.market
  const depth = resolveContracts('liquidity.depth', liquidity.depth, opening.openInterestContracts)
  const capital = liquidity.makers?.capital ?? 0
  return {
    curve: liquidity.curve,
    baseDepthContracts: depth,
    resilience: liquidity.resilience,
    stress: liquidity.stress ?? null,
    makersCapitalCents: resolveCents(
      'liquidity.makers.capital',
      capital,
      opening.openInterestContracts,
      startPrice,
    ),
    makers: { contracts: 0, cashCents: 0 },
    outside: { contracts: 0, cashCents: 0 },
    rawFair: startPrice,
    fairShockFactor: 1,
    fair: startPrice,
    displacement: 0,
    discount: 1,
    price: startPrice,
    previousPrice: startPrice,
    lowestPrice: startPrice,
    lowestFair: startPrice,
    depthShockFactor: 1,
    depthContracts: depth,
    lowestDepthContracts: depth,
    variance: (liquidity.stress?.calmReturn ?? 0) * (liquidity.stress?.calmReturn ?? 0),
    recentFair: createHistory(Math.min(venue.mark.lagSteps, scenario.steps) + 1, startPrice),
  }
}

export function createRules(scenario: Scenario, traders: number): VenueRules {
  const { venue } = scenario
  const { capacityPerStep } = venue.liquidation
  return {
    maintenanceMargin: venue.maintenanceMargin,
    liquidationFee: venue.liquidationFee,
    closeFactor: venue.liquidation.closeFactor,
    capacityPerStep:
      capacityPerStep === null
        ? Infinity
        : typeof capacityPerStep === 'number'
          ? capacityPerStep
          : Math.ceil(capacityPerStep.shareOfTraders * traders),
    latencySteps: venue.liquidation.latencySteps,
    surplusToFund: venue.liquidation.surplus === 'fund',
    indexWeight: venue.mark.indexWeight,
    waterfall: venue.waterfall,
    adlProRata: venue.adl.ranking === 'proRata',
    socializedBase: venue.socializedLoss.base,
    breaker: venue.circuitBreaker,
  }
}

function createVenue(scenario: Scenario, market: Market, opening: Opening, log: EventLog | null): Venue {
  const { venue } = scenario
  const { startPrice } = scenario.market
  const { accounts, openInterestContracts } = opening
  const fundCents = resolveCents(
    'venue.insuranceFund',
    venue.insuranceFund,
    openInterestContracts,
    startPrice,
  )
  const equityCents = resolveCents('venue.venueEquity', venue.venueEquity, openInterestContracts, startPrice)
  const { behavior } = scenario.crowd
  const breaker = venue.circuitBreaker
  return {
    rules: createRules(scenario, accounts.count),
    market,
    accounts,
    counterparty: opening.counterparty,
    queue: new LiquidationQueue(),
    longs: new TriggerIndex(accounts.count),
    shorts: new TriggerIndex(accounts.count),
    behavior: behavior
      ? new BehaviorState(behavior, createBehaviorColumns(accounts.count), accounts.count)
      : null,
    adlLongs: null,
    adlShorts: null,
    crowdMark: NaN,
    log,
    fundCents,
    equityCents,
    initialFundsCents: fundCents + equityCents,
    pendingCents: 0,
    haltedUntilStep: NEVER_HALTED,
    priceHistory: breaker
      ? createHistory(Math.min(breaker.windowSteps, scenario.steps + 1), startPrice)
      : null,
    totals: createTotals(opening.depositedCents),
  }
}

function createTotals(depositedCents: number): Totals {
  return {
    liquidations: 0,
    bankruptPositions: 0,
    feesCents: 0,
    fundPaidCents: 0,
    venuePaidCents: 0,
    adlContracts: 0,
    adlAccounts: 0,
    adlAgainstMarkCents: 0,
    socializedCents: 0,
    badDebtCents: 0,
    ownPaidCents: 0,
    halts: 0,
    haltedSteps: 0,
    depositedCents,
  }
}
