/**
 * Goal: marks stand near their price, apart from each other and inside of the room, the same each time.
 * Method: crowds without randomness, in small and large rooms; distances are measured.
 */
import { describe, expect, it } from 'vitest'
import { computeRoom, packMarks, repackMarks, widthAt, type PackRequest } from '../../src/stage/packing.ts'

/** A crowd without randomness: prices and sizes from two irrational steps. */
function createRequest(count: number, over: Partial<PackRequest> = {}): PackRequest {
  const prices = Float64Array.from({ length: count }, (_, i) => 80 + 18 * ((i * 0.618034) % 1))
  const contracts = Float64Array.from({ length: count }, (_, i) => 10 + 2000 * ((i * 0.414214) % 1) ** 4)
  const order = Array.from(prices.keys()).sort((a, b) => contracts[b] - contracts[a] || a - b)
  return { prices, contracts, order, pxPerPrice: 15, width: 500, low: 80, high: 120, ...over }
}

describe('packing', () => {
  it.each([1, 12, 400, 3000])('keeps %d marks apart and in the room', (count) => {
    const request = createRequest(count)
    const { x, price, radius } = packMarks(request)
    const y = Array.from(price, (each) => each * request.pxPerPrice)
    let overlaps = 0
    for (let a = 0; a < count; a++) {
      expect(x[a] - radius[a]).toBeGreaterThan(-1)
      expect(x[a]).toBeLessThanOrEqual(request.width)
      for (let b = a + 1; b < count; b++) {
        const apart = Math.hypot(x[a] - x[b], y[a] - y[b])
        if (apart < (radius[a] + radius[b]) * 0.85) overlaps++
      }
    }
    expect(overlaps).toBe(0)
  })

  it('draws each mark within a row of its price', () => {
    const request = createRequest(2000)
    const { price, unit } = packMarks(request)
    for (let i = 0; i < 2000; i++) {
      const off = Math.abs(price[i] - request.prices[i]) * request.pxPerPrice
      expect(off).toBeLessThanOrEqual(unit * 1.001)
    }
  })

  it.each([1, 2, 3])('grows no arms where chance alone fills a row more, crowd %d', (seed) => {
    // A crowd as thick everywhere: what stands out of it by chance means nothing.
    let state = seed
    const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const prices = Float64Array.from({ length: 2000 }, () => 80 + 40 * next())
    const contracts = Float64Array.from(prices, () => 100 + 20 * next())
    const order = Array.from(prices.keys()).sort((a, b) => contracts[b] - contracts[a] || a - b)
    const { filled, unit, rowPrice, firstRow } = packMarks(createRequest(2000, { prices, contracts, order }))
    const rows = Array.from(filled.keys()).filter(
      (row) => (row + firstRow) * rowPrice > 81 && (row + 1 + firstRow) * rowPrice < 119,
    )
    expect(rows.length).toBeGreaterThan(30)
    const mean = rows.reduce((sum, row) => sum + filled[row], 0) / rows.length
    for (const row of rows) {
      expect(filled[row] - Math.max(filled[row - 1], filled[row + 1])).toBeLessThanOrEqual(2.5 * unit)
      expect(filled[row]).toBeLessThan(mean + 5 * unit)
    }
  })

  it('gives bigger positions bigger marks', () => {
    const request = createRequest(1000)
    const { radius } = packMarks(request)
    for (let i = 1; i < 1000; i++)
      expect(radius[request.order[i]]).toBeLessThanOrEqual(radius[request.order[i - 1]])
  })

  it('packs the same crowd the same way', () => {
    expect(packMarks(createRequest(1500)).x).toEqual(packMarks(createRequest(1500)).x)
  })

  it('lets marks overlap rather than leave the room, where there are too many', () => {
    const request = createRequest(10_000, {
      prices: new Float64Array(10_000).fill(90),
      width: 200,
    })
    const { x } = packMarks(request)
    expect(Math.max(...x)).toBeLessThanOrEqual(200)
  })

  it('leaves out who has no price to be sold out at', () => {
    const request = createRequest(5, { prices: [90, Infinity, -20, NaN, 91] })
    const { x } = packMarks(request)
    expect([...x].map(Number.isNaN)).toEqual([false, true, true, true, false])
  })

  it('keeps the size of marks when prices change, as long as they fit', () => {
    const request = createRequest(1000)
    const before = packMarks(request)
    const moved = repackMarks(
      { ...request, prices: Array.from(request.prices, (each) => each - 0.7) },
      before,
    )
    expect(moved.unit).toBe(before.unit)
    expect(moved.radius).toEqual(before.radius)
    const crowded = repackMarks({ ...request, prices: Array.from(request.prices, () => 90) }, before)
    expect(crowded.unit).toBeLessThan(before.unit)
  })

  it('says how far the heap reaches', () => {
    const request = createRequest(1000)
    const packing = packMarks(request)
    expect(widthAt(packing, 90)).toBeGreaterThan(0)
    expect(widthAt(packing, 115)).toBe(0)
    expect(widthAt(packing, 1e9)).toBe(0)
    expect(widthAt(null, 90)).toBe(0)
  })

  it('counts more room for bigger positions', () => {
    const rooms = [1, 100, 200, 900, 9000].map((contracts) => computeRoom(contracts, 100))
    for (let i = 1; i < rooms.length; i++) expect(rooms[i]).toBeGreaterThanOrEqual(rooms[i - 1])
    expect(rooms.at(-1)).toBe(9)
  })
})
