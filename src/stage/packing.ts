/**
 * Packs marks outwards from the price axis, so that the shape of the heap is the density of the crowd. Prices are cut into
 * rows as high as the smallest marks; a big position takes several rows. The biggest come first and stand nearest to the
 * axis, the small ones fill what is left between them. Nothing is random: the same crowd is packed the same way.
 */
export interface PackRequest {
  readonly prices: ArrayLike<number>
  /** Sizes of the positions; the area of a mark is in proportion. */
  readonly contracts: ArrayLike<number>
  /** Places in the lists, by falling size. */
  readonly order: ArrayLike<number>
  readonly pxPerPrice: number
  /** Room outwards from the axis. */
  readonly width: number
  /** Prices in view: only they decide how big marks can be. */
  readonly low: number
  readonly high: number
}

export interface Packing {
  /** Height of a row in pixels. */
  readonly unit: number
  /** Contracts of a mark that fills one row. */
  readonly contractsPerUnit: number
  /** Middle of each mark, in pixels from the axis. */
  readonly x: Float32Array
  /** The price at which each mark is drawn: the middle of its rows. */
  readonly price: Float32Array
  readonly radius: Float32Array
  /** Rows of `rowPrice`, from `firstRow` on, and how far each is filled. */
  readonly rowPrice: number
  readonly firstRow: number
  readonly filled: Float32Array
}

const SMALLEST_UNIT = 2.6
const LARGEST_UNIT = 20
const MOST_SLOTS = 3
/** Rows kept beyond the prices in view, as a share of them, for a scale that grows. */
const MARGIN = 2
/** Share of a row that the reference mark fills. */
const FILL = 0.84
/** Radius of the smallest marks, as a share of a row. */
const SMALLEST = 0.3
/** Least distance between two marks of one row, in rows. */
const PITCH = 0.92

/** The largest marks with which everything fits. */
export function packMarks(request: PackRequest): Packing {
  const reference = findReference(request)
  let low = SMALLEST_UNIT
  let high = LARGEST_UNIT
  let best = packWith(request, high, reference)
  if (fits(best, request)) return best
  best = packWith(request, low, reference)
  if (!fits(best, request)) return squeeze(best, request)
  for (let i = 0; i < 8; i++) {
    const middle = (low + high) / 2
    const packing = packWith(request, middle, reference)
    if (fits(packing, request)) {
      best = packing
      low = middle
    } else high = middle
  }
  return best
}

/** The same marks at new prices, as big as before; or anew where they no longer fit. */
export function repackMarks(request: PackRequest, before: Packing): Packing {
  const packing = packWith(request, before.unit, before.contractsPerUnit)
  return longestRow(packing, request) <= request.width * 1.08 ? packing : packMarks(request)
}

/** The size of position that fills one row: three of five in view are smaller. */
function findReference({ prices, contracts, order, low, high }: PackRequest): number {
  let count = 0
  for (let i = 0; i < order.length; i++) {
    const price = prices[order[i]]
    if (price >= low && price <= high) count++
  }
  let seen = 0
  for (let i = 0; i < order.length; i++) {
    const price = prices[order[i]]
    if (price >= low && price <= high && ++seen >= count * 0.4) return contracts[order[i]]
  }
  return order.length > 0 ? contracts[order[order.length >> 1]] : 1
}

function packWith(request: PackRequest, unit: number, reference: number): Packing {
  const { prices, contracts, order, pxPerPrice, low, high } = request
  const rowPrice = unit / pxPerPrice
  const margin = Math.min(4000, Math.ceil(((high - low) / rowPrice) * MARGIN))
  const firstRow = Math.floor(low / rowPrice) - margin
  const rows = Math.ceil(high / rowPrice) + margin - firstRow
  const heap = createHeap(rows)
  const x = new Float32Array(prices.length).fill(NaN)
  const price = new Float32Array(prices.length).fill(NaN)
  const radius = new Float32Array(prices.length)
  const slotsOf = new Uint8Array(prices.length)
  const place = (id: number, slots: number) => {
    const at = prices[id] / rowPrice - slots / 2 - firstRow
    // Not where the price is infinite, or far from everything in view.
    if (!(at >= 1 && at <= rows - slots - 1)) return
    const width = toWidth(radius[id] / unit, slots) * unit
    const row = slots === 1 ? chooseSmallRow(heap, at, width) : chooseRow(heap.filled, at, slots)
    x[id] = slots === 1 ? putSmall(heap, row, width) : putBig(heap, row, slots, width)
    price[id] = (row + firstRow + slots / 2) * rowPrice
  }
  for (let i = 0; i < order.length; i++) {
    const id = order[i]
    const size = computeSize(contracts[id] / reference)
    radius[id] = size * unit
    slotsOf[id] = countSlots(size)
    if (slotsOf[id] > 1) place(id, slotsOf[id])
  }
  // The small ones in no order of size, so that the edge of the heap is not a fringe of specks.
  for (let id = 0; id < slotsOf.length; id++) if (slotsOf[id] === 1) place(id, 1)
  return { unit, contractsPerUnit: reference, x, price, radius, rowPrice, firstRow, filled: heap.filled }
}

/** Radius of a mark in rows, from its contracts in those of the reference: the area follows the contracts. */
function computeSize(ratio: number): number {
  return Math.max(SMALLEST, Math.min((FILL / 2) * Math.sqrt(ratio), (MOST_SLOTS - 0.2) / 2))
}

/** Rows that a mark of this radius takes; it may reach a little into the next one, never far into a mark there. */
function countSlots(size: number): number {
  return Math.ceil(2 * size - 0.15)
}

/** Room along its rows of a mark of this radius, in rows. */
function toWidth(size: number, slots: number): number {
  return Math.max(slots === 1 ? PITCH : slots, 2 * size + 0.1)
}

/** The room that a mark takes in the heap, in squares of a row's height. */
export function computeRoom(contracts: number, contractsPerUnit: number): number {
  const size = computeSize(contracts / contractsPerUnit)
  const slots = countSlots(size)
  return slots * toWidth(size, slots)
}

/** How far each row is filled, and what was left empty in it: start, end, start, end. */
interface Heap {
  readonly filled: Float32Array
  readonly gaps: number[][]
}

function createHeap(rows: number): Heap {
  return { filled: new Float32Array(rows), gaps: Array.from({ length: rows }, () => []) }
}

/** Of the two places that a big mark can have, both within its own height of its price, the one nearer to the axis. */
function chooseRow(filled: Float32Array, place: number, slots: number): number {
  const nearest = Math.round(place)
  const other = nearest > place ? nearest - 1 : nearest + 1
  const reach = (row: number) => {
    let start = 0
    for (let k = Math.max(0, row); k < row + slots && k < filled.length; k++)
      start = Math.max(start, filled[k])
    return start
  }
  return reach(other) < reach(nearest) ? other : nearest
}

/**
 * The same for a small mark, by where it would stand. With only the nearest row, chance fills single rows far beyond their
 * neighbors, and dense crowds grow thin arms that mean nothing.
 */
function chooseSmallRow(heap: Heap, place: number, width: number): number {
  const nearest = Math.round(place)
  const other = nearest > place ? nearest - 1 : nearest + 1
  return reachOf(heap, other, width) < reachOf(heap, nearest, width) ? other : nearest
}

/** Where the next small mark of a row would begin. */
function reachOf({ filled, gaps }: Heap, row: number, width: number): number {
  const gap = gaps[row] ?? []
  for (let i = 0; i < gap.length; i += 2) if (gap[i + 1] - gap[i] >= width) return gap[i]
  return filled[row] ?? Infinity
}

/** Stands a big mark on top of what its rows hold; what stays empty beneath it is left to small ones. */
function putBig({ filled, gaps }: Heap, row: number, slots: number, width: number): number {
  let start = 0
  for (let k = row; k < row + slots; k++) start = Math.max(start, filled[k])
  for (let k = row; k < row + slots; k++) {
    if (filled[k] < start) gaps[k].push(filled[k], start)
    filled[k] = start + width
  }
  return start + width / 2
}

/** Stands a small mark in the nearest gap of its row, or at the end. */
function putSmall({ filled, gaps }: Heap, row: number, width: number): number {
  const gap = gaps[row]
  for (let i = 0; i < gap.length; i += 2) {
    const start = gap[i]
    if (gap[i + 1] - start < width) continue
    gap[i] = start + width
    return start + width / 2
  }
  filled[row] += width
  return filled[row] - width / 2
}

/** How far the heap reaches at a price. */
export function widthAt(packing: Packing | null, price: number): number {
  if (!packing) return 0
  return packing.filled[Math.floor(price / packing.rowPrice) - packing.firstRow] ?? 0
}

function longestRow({ filled, rowPrice, firstRow }: Packing, { low, high }: PackRequest): number {
  let longest = 0
  for (let row = 0; row < filled.length; row++) {
    const middle = (row + firstRow + 0.5) * rowPrice
    if (middle >= low && middle <= high) longest = Math.max(longest, filled[row])
  }
  return longest
}

function fits(packing: Packing, request: PackRequest): boolean {
  return longestRow(packing, request) <= request.width
}

/** The smallest marks do not fit either: they overlap, and the shape stays. */
function squeeze(packing: Packing, request: PackRequest): Packing {
  const factor = request.width / longestRow(packing, request)
  return {
    ...packing,
    x: packing.x.map((each) => each * factor),
    filled: packing.filled.map((each) => each * factor),
  }
}
