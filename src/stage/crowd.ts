/**
 * The marks of the crowd: who is shown, where each stands and how it looks, as flat lists for the graphics card. Work happens
 * when a run opens and when a new crowd arrives, never in a frame without news. A mark that is sold out changes once and one
 * way; when marks get new prices (a shared loss, a new deposit) they all glide to their new places together.
 */
import type { CrowdFrame, CrowdOpening } from '../schema/frame.ts'
import { STATE_CODE } from '../schema/states.ts'
import { grow } from './lists.ts'
import { packMarks, repackMarks, type Packing } from './packing.ts'
import type { Range } from './scales.ts'

/** @internal */
export const MOST_MARKS = 10_000
const SAMPLE = 2_000
/** Numbers a mark has in each list. */
export const PLACE = 4
export const LOOK = 4
/** The look holds the state and this many times the state before, from which it changes. */
const BEFORE = 8
/** The state before, of a mark that was not there: it grows. */
const NOBODY = 7
/** Off the picture. */
const NOWHERE = -1e5
const REPACK_EVERY_MS = 400
/** A jump in time shows no motion: the change lies far in the past. */
const LONG_AGO = -1e4

export interface CrowdRoom {
  /** Prices of the scale. */
  readonly range: Range
  readonly width: number
  readonly height: number
}

/** What a new crowd changed. */
interface CrowdNews {
  places: boolean
  looks: boolean
  /** Marks whose positions the engine has just sold. */
  sold: number[]
}

export class Crowd {
  /** Of every trader: 1 long, −1 short, 0 never in the market. */
  sides = new Int8Array(0)
  /** Traders by mark. */
  ids = new Int32Array(0)
  total = 0
  packing: Packing | null = null
  /** Glide from, glide to: x, price, x, price. */
  places = new Float32Array(0)
  /** Radius, side, states now and before, second of the last change. */
  looks = new Float32Array(0)
  /** Second at which the glide began. */
  glideStarted = LONG_AGO
  isRepackDue = false
  /** Last known contracts of every trader: of one who is out, the frames say 0. */
  sizes = new Float32Array(0)
  #sizes = new Float32Array(0)
  #prices = new Float32Array(0)
  #states = new Uint8Array(0)
  #order = new Int32Array(0)
  #isOrderStale = true
  #room: CrowdRoom = { range: { low: 0, high: 1 }, width: 1, height: 1 }
  #packedPrices = new Float32Array(0)
  /** Newcomers without a place. */
  #fresh: number[] = []
  #repackedMs = -Infinity

  get isSample(): boolean {
    return this.ids.length < this.total
  }

  get shown(): number {
    return this.ids.length
  }

  open(opening: CrowdOpening, room: CrowdRoom): void {
    this.sides = new Int8Array(0)
    this.sizes = new Float32Array(0)
    this.#choose(opening)
    this.#room = room
    this.packing = null
    this.#pack(false, 0)
  }

  /** New room, of a resized picture or after a jump in time: all places are new. */
  fit(room: CrowdRoom): void {
    this.#room = room
    this.packing = null
    this.#pack(false, 0)
  }

  /** A wider scale, while a run plays: marks stay at their prices, and find room in their next turn. */
  widen(room: CrowdRoom): void {
    this.#room = room
    this.isRepackDue = true
  }

  /**
   * Takes in a new crowd.
   * @param isMoving false after a jump in time: then nothing is animated
   */
  update(crowd: CrowdFrame, isMoving: boolean, nowMs: number): CrowdNews {
    const seconds = nowMs / 1000
    const news: CrowdNews = { places: false, looks: false, sold: [] }
    if (crowd.state.length > this.total && this.#canGrow(crowd.state.length)) {
      this.#admit(crowd, isMoving ? seconds : LONG_AGO)
      news.looks = news.places = true
    } else if (crowd.state.length !== this.total) this.#choose(crowd)
    const row = this.packing?.rowPrice ?? 1
    let isRekeyed = this.packing === null
    for (let i = 0; i < this.ids.length; i++) {
      const id = this.ids[i]
      const state = crowd.state[id]
      if (state !== this.#states[i]) {
        if (isMoving && state === STATE_CODE.liquidated) news.sold.push(i)
        this.looks[i * LOOK + 2] = state + BEFORE * this.#states[i]
        this.#states[i] = state
        this.looks[i * LOOK + 3] = isMoving ? seconds : LONG_AGO
        news.looks = true
      }
      const size = Math.abs(crowd.contracts[id])
      if (size > 0 && Math.abs(size - this.#sizes[i]) > 0.1 * this.#sizes[i]) {
        this.#sizes[i] = this.sizes[id] = size
        isRekeyed = this.#isOrderStale = true
      }
      const price = crowd.liquidationPrice[id]
      this.#prices[i] = price
      if (Math.abs(price - this.#packedPrices[i]) > row) isRekeyed = true
    }
    this.isRepackDue ||= isRekeyed
    if (this.isRepackDue && (!isMoving || nowMs - this.#repackedMs >= REPACK_EVERY_MS)) {
      this.repack(isMoving, nowMs)
      news.places = true
    }
    return news
  }

  /** Brings marks with new prices to their places. While a run plays, changes are gathered first. */
  repack(isMoving: boolean, nowMs: number): void {
    this.#repackedMs = nowMs
    this.#pack(isMoving, nowMs / 1000)
  }

  /** Whether marks wait to be repacked and have waited long enough. */
  mustRepack(nowMs: number): boolean {
    return this.isRepackDue && nowMs - this.#repackedMs >= REPACK_EVERY_MS
  }

  sizeOf(mark: number): number {
    return this.#sizes[mark]
  }

  priceOf(mark: number): number {
    return this.#prices[mark]
  }

  sideOf(mark: number): number {
    return this.looks[mark * LOOK + 1]
  }

  /** The place of a trader among the marks, or −1 where the sample leaves it out. */
  markOf(id: number): number {
    let low = 0
    let high = this.ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.ids[middle] < id) low = middle + 1
      else high = middle
    }
    return this.ids[low] === id ? low : -1
  }

  /** Who is shown: everyone, or an even sample (ids are in no order, so every n-th is as good as chance). */
  #choose(crowd: CrowdFrame): void {
    this.total = crowd.state.length
    this.#fresh = []
    this.#meet(crowd)
    const shown = this.total <= MOST_MARKS ? this.total : SAMPLE
    this.ids = Int32Array.from({ length: shown }, (_, i) => Math.floor((i * this.total) / shown))
    this.#sizes = Float32Array.from(this.ids, (id) => this.sizes[id])
    this.#prices = Float32Array.from(this.ids, (id) => crowd.liquidationPrice[id])
    this.#isOrderStale = true
    this.#states = Uint8Array.from(this.ids, (id) => crowd.state[id])
    this.places = new Float32Array(shown * PLACE)
    this.looks = new Float32Array(shown * LOOK)
    for (let i = 0; i < shown; i++) {
      const id = this.ids[i]
      this.looks[i * LOOK + 1] = this.sides[id]
      this.looks[i * LOOK + 2] = this.#states[i]
      this.looks[i * LOOK + 3] = LONG_AGO
    }
    this.packing = null
  }

  /** A sample stays the one that was chosen; everyone stays everyone while there is room. */
  #canGrow(total: number): boolean {
    return this.ids.length > 0 && (this.isSample || total <= MOST_MARKS)
  }

  /** Newcomers: of a sample, as many of them as of the crowd before. They appear where they are packed next. */
  #admit(crowd: CrowdFrame, seconds: number): void {
    const every = this.isSample ? Math.max(1, Math.round(this.total / this.ids.length)) : 1
    const known = this.ids.length
    const added: number[] = []
    for (let id = this.total; id < crowd.state.length; id++) if (id % every === 0) added.push(id)
    this.total = crowd.state.length
    this.#meet(crowd)
    this.ids = grow(this.ids, added)
    this.#sizes = grow(
      this.#sizes,
      added.map((id) => this.sizes[id]),
    )
    this.#prices = grow(
      this.#prices,
      added.map((id) => crowd.liquidationPrice[id]),
    )
    this.#states = grow(
      this.#states,
      added.map((id) => crowd.state[id]),
    )
    this.#packedPrices = grow(
      this.#packedPrices,
      added.map(() => NOWHERE),
    )
    this.places = grow(this.places, new Array<number>(added.length * PLACE).fill(NOWHERE))
    this.looks = grow(
      this.looks,
      added.flatMap((id) => [0, this.sides[id], crowd.state[id] + BEFORE * NOBODY, seconds]),
    )
    this.#fresh.push(...added.map((_, i) => known + i))
    this.isRepackDue = this.#isOrderStale = true
  }

  /** Remembers side and size of those who are new, and forgets those who are not there any more. */
  #meet({ contracts }: CrowdFrame): void {
    const known = Math.min(this.sizes.length, contracts.length)
    if (contracts.length === this.sizes.length) return
    this.sides = this.sides.subarray(0, known)
    this.sizes = this.sizes.subarray(0, known)
    const sides = new Int8Array(contracts.length)
    const sizes = new Float32Array(contracts.length)
    sides.set(this.sides)
    sizes.set(this.sizes)
    for (let id = known; id < contracts.length; id++) {
      sides[id] = Math.sign(contracts[id])
      sizes[id] = Math.abs(contracts[id])
    }
    this.sides = sides
    this.sizes = sizes
  }

  /** Marks by falling size; those who never held anything have none. */
  #sort(): void {
    const sizes = this.#sizes
    const held = Array.from(sizes.keys()).filter((i) => sizes[i] > 0)
    this.#order = Int32Array.from(held.sort((a, b) => sizes[b] - sizes[a] || a - b))
    this.#isOrderStale = false
  }

  #pack(isGliding: boolean, seconds: number): void {
    const { range, width, height } = this.#room
    const sizes = this.#sizes
    const prices = this.#prices
    if (this.#isOrderStale) this.#sort()
    const request = {
      prices,
      contracts: sizes,
      order: this.#order,
      pxPerPrice: height / (range.high - range.low),
      width,
      low: range.low,
      high: range.high,
    }
    const packing = this.packing ? repackMarks(request, this.packing) : packMarks(request)
    const isSettled = this.packing === null || !isGliding
    for (let i = 0; i < this.ids.length; i++) {
      const x = Number.isNaN(packing.x[i]) ? NOWHERE : packing.x[i]
      const price = Number.isNaN(packing.price[i]) ? NOWHERE : packing.price[i]
      const at = i * PLACE
      const canGlide = !isSettled && x !== NOWHERE && this.places[at + 2] !== NOWHERE
      this.places[at] = canGlide ? this.places[at + 2] : x
      this.places[at + 1] = canGlide ? this.places[at + 3] : price
      this.places[at + 2] = x
      this.places[at + 3] = price
      this.looks[i * LOOK] = packing.radius[i]
    }
    this.packing = packing
    this.isRepackDue = false
    // They begin to grow when they have a place.
    for (const mark of this.#fresh)
      if (this.looks[mark * LOOK + 3] !== LONG_AGO) this.looks[mark * LOOK + 3] = seconds
    this.#fresh = []
    this.#packedPrices = prices.slice()
    this.glideStarted = isGliding ? seconds : LONG_AGO
  }
}
