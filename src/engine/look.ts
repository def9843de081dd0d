/**
 * A look at a run at one moment, for readings: its places, and beside each what several readings share, which is computed when
 * the first of them asks. Reads the state, writes nothing of it.
 */
import { countCrowd, type CrowdCounts } from './crowdReadings.ts'
import { computeInvariants, type Invariants } from './invariants.ts'
import type { Run } from './run.ts'
import { computeSpiralProfile, type PeakedProfile } from './spiral.ts'
import type { Market, Venue } from './venue.ts'
import type { AssetState } from './world.ts'
import type { PlaceKind } from '../schema/reading.ts'

/** What looks at everyone is looked at in every so many steps, so that a run stays a matter of milliseconds. */
export const LOOK_EVERY = 10

export interface AssetLook {
  readonly state: AssetState
  readonly startPrice: number
}

export class MarketLook {
  readonly market: Market
  readonly asset: AssetLook
  #down: PeakedProfile | undefined
  #up: PeakedProfile | undefined

  constructor(market: Market, asset: AssetLook) {
    this.market = market
    this.asset = asset
  }

  /** R from the mark downwards. */
  down(): PeakedProfile {
    return (this.#down ??= profileOf(this.market, 1))
  }

  /** R from the mark upwards. */
  up(): PeakedProfile {
    return (this.#up ??= profileOf(this.market, -1))
  }
}

/** Loans force sales on another book: what they force is told by the spiral matrix alone. */
function profileOf(market: Market, side: 1 | -1): PeakedProfile {
  if (market.soldOn === market) return computeSpiralProfile(market, side)
  const peak = { value: NaN, accounts: NaN, spread: NaN }
  return { prices: new Float64Array(0), values: new Float64Array(0), peak }
}

/** A look at a venue and its crowd. */
export class VenueLook {
  readonly venue: Venue
  readonly step: number
  #counts: CrowdCounts | undefined

  constructor(venue: Venue, step: number) {
    this.venue = venue
    this.step = step
  }

  crowd(): CrowdCounts {
    return (this.#counts ??= countCrowd(this.venue))
  }
}

export class RunLook {
  readonly assets: readonly AssetLook[]
  readonly markets: readonly MarketLook[]
  readonly venues: readonly VenueLook[]
  readonly #places: Run['places']
  #invariants: Invariants | undefined

  constructor({ program, world, places }: Run) {
    this.#places = places
    this.assets = places.assets.map(({ state }, place) => {
      return { state, startPrice: program.assets[place].startPrice }
    })
    this.markets = places.markets.map((market) => new MarketLook(market, this.assets[market.rules.asset]))
    this.venues = places.venues.map((venue) => new VenueLook(venue, world.step))
  }

  /** Over all venues. */
  invariants(): Invariants {
    return (this.#invariants ??= computeInvariants(this.#places))
  }
}

/** What a look at each kind of place is. */
export interface Looks {
  run: RunLook
  asset: AssetLook
  market: MarketLook
  venue: VenueLook
  crowd: VenueLook
}

/** The look at one of the places of a kind. */
export function lookAt(
  look: RunLook,
  kind: Exclude<PlaceKind, 'account'>,
  place: number,
): Looks[typeof kind] {
  if (kind === 'run') return look
  if (kind === 'asset') return look.assets[place]
  return kind === 'market' ? look.markets[place] : look.venues[place]
}
