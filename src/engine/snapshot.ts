/**
 * Snapshots of the whole state, and its hash (docs/model.md section 9). A snapshot is plain data: it can be cloned, transferred and stored.
 * Indexes are not part of it: they follow from the accounts. What is here continues exactly as the run it was taken from.
 */
import { copyColumns, fromColumns, type AccountColumns } from './accounts.ts'
import { Arrivals, type ArrivalsState } from './arrivals.ts'
import { BehaviorState } from './behavior.ts'
import { BEHAVIOR_COLUMNS, createBehaviorColumns } from './behaviorTriggers.ts'
import type { EventLog } from './events.ts'
import { LiquidationQueue } from './liquidationQueue.ts'
import type { Market } from './market.ts'
import { addShock, buildIndexes, createRules, type World } from './opening.ts'
import { Stream, type StreamState } from './random.ts'
import { TriggerIndex } from './triggerIndex.ts'
import type { Venue } from './venue.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

type Columns = Record<string, Float64Array | Int32Array | Uint8Array>

/** The state of one venue beside its market: scalars, columns cut to the accounts in use, and the queue. */
interface VenueState {
  scalars: Pick<
    Venue,
    | 'fundCents'
    | 'equityCents'
    | 'initialFundsCents'
    | 'pendingCents'
    | 'haltedUntilStep'
    | 'counterparty'
    | 'priceHistory'
    | 'totals'
  >
  accounts: AccountColumns
  behavior: Columns | null
  queue: { ids: Int32Array; dueSteps: Int32Array }
  openingTraders: number
}

export interface WorldSnapshot {
  engineVersion: string
  scenario: Scenario
  /** With the shocks that were applied during the run. */
  shocks: Shock[]
  streamSeed: string
  step: number
  openInterestContracts: number
  markets: Market[]
  venues: VenueState[]
  fairStream: StreamState
  arrivals: { state: ArrivalsState; streams: StreamState[] } | null
}

function cutColumns(table: object, names: readonly string[], count: number): Columns {
  const columns = table as Columns
  return Object.fromEntries(names.map((name) => [name, columns[name].slice(0, count)]))
}

/** A copy of everything that the rest of the run depends on. */
export function takeSnapshot(world: World): WorldSnapshot {
  return {
    engineVersion: ENGINE_VERSION,
    scenario: world.scenario,
    shocks: [...world.shocks.values()].flat(),
    streamSeed: world.streamSeed,
    step: world.step,
    openInterestContracts: world.openInterestContracts,
    markets: structuredCopy(world.markets),
    venues: world.venues.map(({ accounts, behavior, queue, ...venue }) => ({
      scalars: structuredCopy({
        fundCents: venue.fundCents,
        equityCents: venue.equityCents,
        initialFundsCents: venue.initialFundsCents,
        pendingCents: venue.pendingCents,
        haltedUntilStep: venue.haltedUntilStep,
        counterparty: venue.counterparty,
        priceHistory: venue.priceHistory,
        totals: venue.totals,
      }),
      accounts: copyColumns(accounts),
      behavior: behavior ? cutColumns(behavior.columns, BEHAVIOR_COLUMNS, accounts.count) : null,
      queue: queue.toArrays(),
      openingTraders: world.openingTraders,
    })),
    fairStream: world.fairStream.state(),
    arrivals: world.arrivals
      ? { state: { ...world.arrivals.state }, streams: world.arrivals.streamStates() }
      : null,
  }
}

/**
 * A world that continues exactly as the one the snapshot was taken from.
 * @param branch derives every stream anew under this name, so that runs can part from one moment on
 */
export function restoreWorld(snapshot: WorldSnapshot, log: EventLog | null, branch?: string): World {
  const { scenario } = snapshot
  const streamSeed = branch === undefined ? snapshot.streamSeed : `${snapshot.streamSeed}\u0000${branch}`
  const isBranch = branch !== undefined
  const shocks = new Map<number, Shock[]>()
  for (const shock of snapshot.shocks) addShock(shocks, shock)
  const markets = structuredCopy(snapshot.markets)
  const rule = scenario.crowd.behavior?.arrivals
  const world: World = {
    scenario,
    streamSeed,
    step: snapshot.step,
    markets,
    venues: snapshot.venues.map((state, i) => restoreVenue(scenario, state, markets[i], log)),
    shocks,
    fairStream: new Stream(streamSeed, 'fairValue', isBranch ? undefined : snapshot.fairStream),
    arrivals:
      snapshot.arrivals && rule
        ? new Arrivals(
            scenario,
            rule,
            streamSeed,
            { ...snapshot.arrivals.state },
            isBranch ? undefined : snapshot.arrivals.streams,
          )
        : null,
    openInterestContracts: snapshot.openInterestContracts,
    openingTraders: snapshot.venues[0].openingTraders,
  }
  for (const venue of world.venues) buildIndexes(venue)
  return world
}

function restoreVenue(scenario: Scenario, state: VenueState, market: Market, log: EventLog | null): Venue {
  const accounts = fromColumns(state.accounts)
  const { count } = accounts
  const rules = scenario.crowd.behavior
  const columns =
    state.behavior &&
    Object.assign(createBehaviorColumns(0), cutColumns(state.behavior, BEHAVIOR_COLUMNS, count))
  return {
    ...structuredCopy(state.scalars),
    rules: createRules(scenario, state.openingTraders),
    market,
    accounts,
    queue: LiquidationQueue.from(state.queue),
    longs: new TriggerIndex(count),
    shorts: new TriggerIndex(count),
    behavior: rules && columns ? new BehaviorState(rules, columns, count) : null,
    adlLongs: null,
    adlShorts: null,
    crowdMark: NaN,
    log,
  }
}

/** A deep copy of plain data and typed arrays, without the host's `structuredClone`. */
function structuredCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as T
  if (Array.isArray(value)) return value.map(structuredCopy) as T
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCopy(inner)])) as T
}

/**
 * A hash of the whole state, 16 hexadecimal digits: equal in Node and in every browser for the same scenario, seed and version.
 * Two interleaved 32-bit mixes after MurmurHash3 (Appleby, 2008); not for security.
 */
export function hashSnapshot(snapshot: WorldSnapshot): string {
  const mixer = new Mixer()
  mixer.mix(snapshot)
  return mixer.digest()
}

class Mixer {
  #a = 0x9747b28c
  #b = 0x5bd1e995
  readonly #double = new Float64Array(1)
  readonly #view = new DataView(this.#double.buffer)

  mix(value: unknown): void {
    if (typeof value === 'number') return this.#mixNumber(value)
    if (typeof value === 'string') {
      this.#mixWord(value.length)
      for (let i = 0; i < value.length; i++) this.#mixWord(value.charCodeAt(i))
    } else if (typeof value === 'boolean') this.#mixWord(value ? 3 : 2)
    else if (value === null || value === undefined) this.#mixWord(1)
    else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
      const list = value as ArrayLike<unknown>
      this.#mixWord(list.length)
      for (let i = 0; i < list.length; i++) this.mix(list[i])
    } else {
      for (const [key, inner] of Object.entries(value as object)) {
        this.mix(key)
        this.mix(inner)
      }
    }
  }

  /** Through a DataView, so that the byte order of the machine does not matter; 0 and −0 are the same number. */
  #mixNumber(value: number): void {
    this.#view.setFloat64(0, value + 0)
    this.#mixWord(this.#view.getUint32(0))
    this.#mixWord(this.#view.getUint32(4))
  }

  #mixWord(word: number): void {
    let k = Math.imul(word, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    const a = this.#a ^ k
    this.#a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0
    const b = this.#b ^ Math.imul(word ^ this.#a, 0x85ebca6b)
    this.#b = (Math.imul((b << 17) | (b >>> 15), 0xc2b2ae35) + 0x27d4eb2f) | 0
  }

  digest(): string {
    const finish = (h: number) => {
      h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
      h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
      return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0')
    }
    return finish(this.#a) + finish(this.#b ^ this.#a)
  }
}
