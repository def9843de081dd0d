/**
 * Goal: every trader is one mark at the price that sells them out, moves when that price does, and stays who they are.
 * Method: crowds of a few traders by hand, and large ones counted; time is what the test says.
 */
import { describe, expect, it } from 'vitest'
import type { CrowdFrame, CrowdOpening } from '../../src/schema/frame.ts'
import { STATE_CODE } from '../../src/schema/states.ts'
import { Crowd, LOOK, MOST_MARKS, PLACE } from '../../src/stage/crowd.ts'
import { CrowdShape } from '../../src/stage/crowdShape.ts'
import { findLargestRow, rowTotal, sumDensity } from '../../src/stage/density.ts'
import { pickTrader } from '../../src/stage/picking.ts'

const room = { range: { low: 80, high: 120 }, width: 500, height: 600 }

function createOpening(count: number): CrowdOpening {
  const contracts = Float32Array.from(
    { length: count },
    (_, i) => (i % 5 < 3 ? 1 : -1) * (100 + ((i * 37) % 900)),
  )
  return {
    contracts,
    liquidationPrice: contracts.map((each, i) =>
      each > 0 ? 97 - ((i * 0.618) % 15) : 103 + ((i * 0.618) % 15),
    ),
    state: new Uint8Array(count),
    entryPrice: new Float32Array(count).fill(100),
    deposit: new Float64Array(count).fill(1e5),
  }
}

/** The crowd after some were sold out: the frames no longer tell what they held. */
function sellOut(opening: CrowdOpening, ids: readonly number[], state = 1): CrowdFrame {
  const frame = {
    contracts: opening.contracts.slice(),
    liquidationPrice: opening.liquidationPrice.slice(),
    state: opening.state.slice(),
  }
  for (const id of ids) {
    frame.contracts[id] = 0
    frame.state[id] = state
  }
  return frame
}

describe('the crowd', () => {
  it('shows everyone up to ten thousand, beyond an even sample', () => {
    const crowd = new Crowd()
    crowd.open(createOpening(MOST_MARKS), room)
    expect([crowd.shown, crowd.isSample]).toEqual([10_000, false])
    crowd.open(createOpening(50_000), room)
    expect([crowd.shown, crowd.total, crowd.isSample]).toEqual([2_000, 50_000, true])
    expect(new Set(crowd.ids).size).toBe(2_000)
    for (const mark of [0, 7, 1999]) expect(crowd.markOf(crowd.ids[mark])).toBe(mark)
    expect(crowd.markOf(1)).toBe(-1)
  })

  it('keeps size, side and place of who is sold out, and says who it was', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    const place = crowd.places.slice(7 * PLACE, 8 * PLACE)
    const news = crowd.update(sellOut(opening, [7, 8]), true, 1000)
    expect(news).toEqual({ places: false, looks: true, sold: [7, 8] })
    expect(crowd.places.slice(7 * PLACE, 8 * PLACE)).toEqual(place)
    expect(crowd.sizeOf(7)).toBe(Math.abs(opening.contracts[7]))
    expect(crowd.looks[7 * LOOK + 2]).toBe(1)
    expect(crowd.looks[7 * LOOK + 3]).toBe(1)
    expect(crowd.update(sellOut(opening, [7, 8]), true, 1100).looks).toBe(false)
  })

  it('lets newcomers grow where they stand, and leaves everyone else where they are', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    const before = crowd.places.slice()
    const grown = createOpening(503)
    // The look of an open mark that was not there before: the shader lets it grow from nothing.
    const news = crowd.update({ ...grown, state: grown.state }, true, 1000)
    expect([crowd.shown, crowd.total, news.places, news.looks]).toEqual([503, 503, true, true])
    expect([...crowd.looks.slice(502 * LOOK + 1, 503 * LOOK)]).toEqual([1, 56, 1])
    expect(crowd.places[502 * PLACE]).toBe(crowd.places[502 * PLACE + 2])
    expect(crowd.places[502 * PLACE + 2]).toBeGreaterThan(0)
    // Targets may move to make room; the glide starts from where each stood.
    for (const mark of [0, 100, 499]) expect(crowd.places[mark * PLACE]).toBe(before[mark * PLACE + 2])
    crowd.update(sellOut(grown, [502]), true, 2000)
    expect([...crowd.looks.slice(502 * LOOK + 2, 503 * LOOK)]).toEqual([1, 2])
  })

  it('gathers newcomers until marks are packed again, and shows them grown after a jump', () => {
    const crowd = new Crowd()
    crowd.open(createOpening(500), room)
    crowd.update(createOpening(501), true, 1000)
    expect(crowd.update(createOpening(502), true, 1100).places).toBe(true)
    expect(crowd.places[501 * PLACE + 2]).toBeLessThan(0)
    expect(crowd.isRepackDue).toBe(true)
    crowd.repack(true, 1500)
    expect(crowd.places[501 * PLACE + 2]).toBeGreaterThan(0)
    expect(crowd.looks[501 * LOOK + 3]).toBe(1.5)
    crowd.update(createOpening(510), false, 9000)
    expect(crowd.looks[509 * LOOK + 3]).toBeLessThan(0)
    crowd.update(createOpening(500), false, 9100)
    expect([crowd.shown, crowd.sides.length, crowd.sizes.length]).toEqual([500, 500, 500])
  })

  it('keeps its sample when newcomers arrive, with as many of them as of the others', () => {
    const crowd = new Crowd()
    crowd.open(createOpening(50_000), room)
    const chosen = crowd.ids.slice()
    crowd.update(createOpening(50_100), true, 1000)
    expect([...crowd.ids.slice(0, 2_000)]).toEqual([...chosen])
    expect([...crowd.ids.slice(2_000)]).toEqual([50_000, 50_025, 50_050, 50_075])
    expect([crowd.markOf(50_050), crowd.markOf(50_051)]).toEqual([2_002, -1])
  })

  it('sends only the engine’s sales on their way, not who closed by a stop', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    const stopped = STATE_CODE.stopped
    expect(crowd.update(sellOut(opening, [7], stopped), true, 1000)).toEqual({
      places: false,
      looks: true,
      sold: [],
    })
    expect(crowd.looks[7 * LOOK + 2]).toBe(stopped)
  })

  it('shows no motion after a jump in time', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    const news = crowd.update(sellOut(opening, [7]), false, 5000)
    expect(news.sold).toEqual([])
    expect(crowd.looks[7 * LOOK + 3]).toBeLessThan(0)
  })

  it('moves marks to new prices together, not at every step', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    const shared = sellOut(opening, [])
    for (let id = 0; id < 500; id++) if (opening.contracts[id] < 0) shared.liquidationPrice[id] -= 2
    expect(crowd.update(shared, true, 1000).places).toBe(true)
    for (let id = 0; id < 500; id++) if (opening.contracts[id] < 0) shared.liquidationPrice[id] -= 2
    expect(crowd.update(shared, true, 1100).places).toBe(false)
    expect([crowd.mustRepack(1200), crowd.mustRepack(1500)]).toEqual([false, true])
    crowd.repack(true, 1500)
    expect(crowd.mustRepack(3000)).toBe(false)
    const short = opening.contracts.findIndex((each) => each < 0)
    const off = crowd.places[short * PLACE + 3] - (opening.liquidationPrice[short] - 4)
    expect(Math.abs(off)).toBeLessThanOrEqual(crowd.packing?.rowPrice ?? 0)
  })

  it('takes in newcomers', () => {
    const crowd = new Crowd()
    const opening = createOpening(500)
    crowd.open(opening, room)
    crowd.update(sellOut(opening, [3]), true, 0)
    const longer = createOpening(600)
    crowd.update(sellOut(longer, [3]), true, 2000)
    expect(crowd.shown).toBe(600)
    expect(crowd.sizeOf(3)).toBe(Math.abs(opening.contracts[3]))
    expect(crowd.sideOf(599)).toBe(Math.sign(longer.contracts[599]))
  })

  it('finds the trader under a pointer, and nobody far from any mark', () => {
    const crowd = new Crowd()
    crowd.open(createOpening(300), room)
    const box = { left: 540, top: 20, width: 500, height: 600 }
    const y = (price: number) => 20 + ((120 - price) / 40) * 600
    for (const mark of [0, 11, 299]) {
      const x = 540 + crowd.places[mark * PLACE + 2]
      expect(pickTrader(crowd, room.range, box, x, y(crowd.places[mark * PLACE + 3]))).toBe(mark)
    }
    expect(pickTrader(crowd, room.range, box, 1000, y(100))).toBeNull()
    expect(pickTrader(crowd, room.range, box, 200, y(95))).toBeNull()
  })
})

describe('the density', () => {
  it('counts everyone once, wherever they went', () => {
    const opening = createOpening(50_000)
    const crowd = new Crowd()
    crowd.open(opening, room)
    const frame = sellOut(opening, [1, 2, 3])
    frame.state[4] = STATE_CODE.queued
    const ones = new Float32Array(50_000).fill(1)
    const density = sumDensity(frame, crowd.sides, ones, room.range, 200)
    let total = density.above + density.below
    for (let row = 0; row < 200; row++) total += rowTotal(density, row)
    expect(total).toBeCloseTo(50_000, 0)
    expect(density.out.reduce((sum, each) => sum + each)).toBeCloseTo(3)
    expect(density.queued.reduce((sum, each) => sum + each)).toBeCloseTo(1)
    const narrow = sumDensity(frame, crowd.sides, ones, { low: 90, high: 110 }, 200)
    expect(narrow.above).toBeGreaterThan(0)
    expect(narrow.below).toBeGreaterThan(0)
  })

  it('stands behind a sample as wide as its heap, and alone takes the room', () => {
    const opening = createOpening(50_000)
    const crowd = new Crowd()
    crowd.open(opening, room)
    const behind = new CrowdShape(true)
    behind.open({ prices: Float64Array.of(100, 90), values: Float64Array.of(1, 1) })
    behind.refit(crowd, room)
    expect(behind.sum(opening, crowd, room, 0)).toBe(true)
    expect(behind.sum(opening, crowd, room, 16)).toBe(false)
    const heap = Math.max(...(crowd.packing?.filled ?? []))
    const widest = behind.density ? findLargestRow(behind.density) * behind.densityScale : 0
    expect(widest).toBeGreaterThan(heap * 0.5)
    expect(widest).toBeLessThan(heap * 1.3)
    const alone = new CrowdShape(false)
    alone.open({ prices: Float64Array.of(100, 90), values: Float64Array.of(1, 1) })
    alone.refit(crowd, room)
    alone.sum(opening, crowd, room, 0)
    expect(alone.density && findLargestRow(alone.density) * alone.densityScale).toBeCloseTo(475)
  })

  it('is not needed where everyone is a mark', () => {
    const opening = createOpening(1000)
    const crowd = new Crowd()
    crowd.open(opening, room)
    const shape = new CrowdShape(true)
    shape.open({ prices: new Float64Array(0), values: new Float64Array(0) })
    shape.refit(crowd, room)
    shape.sum(opening, crowd, room, 0)
    expect(shape.density).toBeNull()
  })
})
