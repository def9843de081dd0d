/**
 * The state of the oracle's world, as plain objects: assets, markets with their books, venues with their accounts and
 * treasuries, desks, chains. What a step does with it stands in the other files of this folder.
 * Part of an oracle that shares no code with the engine.
 */
import type {
  BehaviorInput,
  ConditionInput,
  Curve,
  IndexInput,
  Layer,
  Ranking,
  RuleInput,
  ShockInput,
  VenueInput,
} from './document.ts'

/** Anything that can hold contracts of one asset and cash. */
export interface Holder {
  contracts: number
  cash: number
}

export interface Asset {
  id: string
  startPrice: number
  path: number[]
  tokenOf: string | null
  shockFactor: number
  /** Fair values by step, from step 0 on; each stays as it was then. */
  fairs: number[]
  /** Net contracts that treasuries have sold out of their holdings. */
  soldByTreasuries: number
}

interface Desk {
  id: string
  capital: number
}

interface Chain {
  id: string
  slotsPerStep: number | null
  gas: number
  slotFactor: number
  gasFactor: number
  slotsLeft: number
  cash: number
}

/** Where the orders in one asset on one exchange meet the makers. */
export interface Book {
  curve: Curve
  baseDepth: number
  resilience: number
  stress: { sensitivity: number; memorySteps: number; calmReturn: number } | null
  makersCapital: number
  desk: Desk | null
  anchor: 'fair' | 'reserves'
  fee: number
  arbitrage: number
  displacement: number
  depth: number
  depthFactor: number
  variance: number
  priceBefore: number
  lowestPrice: number
  breakerHistory: number[]
  makers: Holder
  outside: Holder
  arbitrageur: Holder
  hedger: Holder
  hedge: { pool: string; share: number; everySteps: number } | null
}

export interface Market {
  asset: Asset
  /** The venue whose accounts have legs here, and its place in that venue's list. */
  venue: Venue
  place: number
  maintenanceMargin: number
  indexWeight: number
  lagSteps: number
  index: IndexInput
  /** Index by step, from step 0 on. */
  indexes: number[]
  counterparty: Holder
  /** The book that orders of this market go to: its own, or a lending protocol's `soldOn`. */
  book: Book
  bookVenue: Venue
}

export interface Account {
  id: number
  /** Contracts by the venue's markets, in order. */
  contracts: number[]
  cash: number
  state: 'open' | 'liquidated' | 'deleveraged' | 'closed'
  deposit: number
  haircut: number
  legFoundDeficit: boolean
  everUnbid: boolean
  /** What a behavior needs to remember; null for accounts without one. */
  habit: Habit | null
}

export interface Habit {
  rules: BehaviorInput
  /** The venue's market in which the account opened its only leg. */
  place: number
  firstDeposit: number
  firstContracts: number
  firstLeverage: number
  topUpsPromised: number
  promise: { cents: number; dueStep: number } | null
  releverEnded: boolean
}

export interface Claim {
  on: Venue
  cents: number
  /** What was placed at the opening, less what was called back: P⁰ of docs/model.md section 11.7. */
  placed: number
}

export interface Holding {
  market: Market
  contracts: number
  bookValue: number
}

interface Totals {
  liquidations: number
  bankruptPositions: number
  fees: number
  fundPaid: number
  venuePaid: number
  adlContracts: number
  adlAgainstMark: number
  socializedLoss: number
  badDebt: number
  halts: number
  ownPaid: number
  claimsLost: number
  withdrawn: number
  refused: number
  stolen: number
  /** What a mechanism counts by itself, under the name by which it is printed. */
  [further: string]: number
}

export interface Venue {
  id: string
  /** What the document says of it: optional parts are read there by the rule that they belong to. */
  input: VenueInput
  kind: 'exchange' | 'lending' | 'institution'
  liquidationFee: number
  closeFactor: number
  capacity: number
  latencySteps: number
  surplus: 'trader' | 'fund'
  /** Money layers alone where there is no choice: lending protocols and institutions. */
  waterfall: Layer[]
  ranking: Ranking
  lossBase: 'profit' | 'openInterest'
  breaker: { move: number; windowSteps: number; haltSteps: number } | null
  bonus: number
  chain: Chain | null
  governance: { delaySteps: number; majority: number; by: 'position' | 'equity' }
  closesOnFailure: boolean
  maxLeverage: number
  /** What only a rule can set: to what re-levering goes back at most, caps in cents, and when money can be withdrawn again. */
  leverageCap: number
  positionCap: number
  openInterestCap: number
  withdrawalsFrom: number

  markets: Market[]
  accounts: Account[]
  fund: number
  equity: number
  liquidatorCash: number
  queue: { account: Account; dueStep: number }[]
  capacityLeft: number
  haltedUntil: number
  wasHalted: boolean
  pending: number
  adlGivers: Set<Account>
  openInterest: number

  depositors: number
  claims: Claim[]
  holdings: Holding[]
  run: { perStep: number; after: ConditionInput[]; started: boolean } | null

  /** Bad debt that clearing has not looked at yet, and whether there ever was any. */
  unshared: number
  everBadDebt: boolean
  insolventStep: number | null
  illiquidStep: number | null
  closedStep: number | null
  totals: Totals
}

export interface World {
  step: number
  steps: number
  shocks: ShockInput[]
  assets: Asset[]
  desks: Desk[]
  chains: Chain[]
  venues: Venue[]
  rulesDue: { step: number; venue: Venue; rule: RuleInput }[]
  /** Net worth at the opening of the venues that tokens belong to. */
  firstWorth: Map<string, number>
  /** Waves of the clearing of this step. */
  waves: Map<Venue, number>
  failed: { venue: string; step: number; wave: number }[]
  votes: { step: number; venue: string; yes: number; no: number; passed: boolean }[]
  /** Deposits of accounts, and depositors' money, funds and equity less book values at the opening. */
  moneyIn: number
  /** Collects the names of the branches a run went through. */
  seen: Set<string>
}

export function venueById(world: World, id: string): Venue {
  const venue = world.venues.find((v) => v.id === id)
  if (venue === undefined) throw new Error(`there is no venue ${id}`)
  return venue
}

export function marketOf(venue: Venue, asset: string): Market {
  const market = venue.markets.find((m) => m.asset.id === asset)
  if (market === undefined) throw new Error(`${venue.id} has no market in ${asset}`)
  return market
}

/** The markets that have a book of their own, venue by venue. */
export function bookMarkets(world: World): Market[] {
  return world.venues.filter((venue) => venue.kind === 'exchange').flatMap((venue) => venue.markets)
}
