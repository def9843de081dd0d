/**
 * Goal: shapes become the right triangles, and forced orders travel as one batch a frame.
 * Method: the numbers in the buffers, for shapes and orders that can be drawn by hand.
 */
import { describe, expect, it } from 'vitest'
import type { SeriesReading } from '../../src/schema/readings.ts'
import type { MarketReadings, VenueReadings } from '../../src/schema/frame.ts'
import { Crowd } from '../../src/stage/crowd.ts'
import { measureBatch, Orders } from '../../src/stage/orders.ts'
import { Triangles } from '../../src/stage/triangles.ts'

const ink = { r: 200, g: 100, b: 50 }

describe('triangles', () => {
  it('make two of a rectangle, with the color premultiplied', () => {
    const triangles = new Triangles()
    triangles.rect(1, 2, 10, 20, ink, 0.5)
    const { corners } = triangles
    expect(corners.length).toBe(6 * 3)
    expect([corners[0], corners[1], corners[6], corners[7]]).toEqual([1, 2, 11, 22])
    const bytes = new Uint8Array(corners.buffer, corners.byteOffset + 8, 4)
    expect([...bytes]).toEqual([100, 50, 25, 128])
  })

  it('grow as far as they must and start anew without growing', () => {
    const triangles = new Triangles()
    const points = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? i : (i * 7) % 50))
    triangles.line(points, 2, ink, 1)
    const { length } = triangles.corners
    expect(length).toBe(9_999 * 3 * 6 * 3)
    triangles.clear()
    expect(triangles.corners.length).toBe(0)
    triangles.line(points, 2, ink, 1)
    expect(triangles.corners.length).toBe(length)
  })

  it('fade a line out over one pixel and keep its joints short', () => {
    const triangles = new Triangles()
    triangles.line([0, 50, 100, 50, 0, 50.001], 4, ink, 1)
    const { corners } = triangles
    for (let i = 0; i < corners.length; i += 3) {
      expect(Math.abs(corners[i + 1] - 50)).toBeLessThan(6)
      expect(corners[i]).toBeGreaterThan(-6)
      expect(corners[i]).toBeLessThan(106)
    }
  })
})

describe('forced orders', () => {
  it('are one batch a frame, at the mean price of those who were sold out', () => {
    const crowd = new Crowd()
    const opening = {
      contracts: Float32Array.of(100, 300, -50),
      liquidationPrice: Float32Array.of(96, 92, 110),
      state: new Uint8Array(3),
      entryPrice: new Float32Array(3),
      deposit: new Float64Array(3),
    }
    crowd.open(opening, { range: { low: 80, high: 120 }, width: 400, height: 400 })
    const forced = Float64Array.of(0, 5, 40, 60)
    const bought = Float64Array.of(0, 0, 0, 20)
    const series = {
      length: 4,
      column: (field: SeriesReading) => (field === 'forcedBuys' ? bought : forced),
    }
    const market = { mark: 90 } as MarketReadings
    const venue = {} as VenueReadings
    const view = {
      step: 3,
      market,
      venue,
      crowd: opening,
      series,
      ghost: null,
      sketch: null,
      selected: null,
      pinned: null,
      hoverStep: null,
      isPlaying: false,
    }
    expect(measureBatch(view, 1, crowd, [0, 1])).toEqual({ contracts: 100, bought: 20, price: 93 })
    expect(measureBatch(view, 3, crowd, [])).toEqual({ contracts: 0, bought: 0, price: 90 })
  })

  it('travel together when they come faster than the eye can follow, and arrive', () => {
    const orders = new Orders()
    orders.add({ contracts: 0, bought: 0, price: 90 })
    expect(orders.isMoving).toBe(false)
    for (let now = 1000; now < 2000; now += 10) {
      orders.add({ contracts: 10, bought: 0, price: 90 })
      orders.advance(now)
    }
    expect(orders.isMoving).toBe(true)
    orders.advance(2100)
    orders.advance(9000)
    expect(orders.isMoving).toBe(false)
  })
})
