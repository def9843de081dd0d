/**
 * Goal: words of a lesson's figure lie over no curve, no dot and no other words where there is room, and lines at one price have
 * one label.
 * Method: figures by hand, with a falling curve through the middle.
 */
import { describe, expect, it } from 'vitest'
import { listBetLabels, listLines, type BetPicture } from '../../src/ui/course/figures/betLabels.ts'
import { fitHeading, placeLabels, slideAlong, type Drawn } from '../../src/ui/course/figures/labelRoom.ts'

const room = { left: 0, right: 300, top: 0, bottom: 200 }
const nothing: Drawn = { curve: [], dots: [], dot: 3 }
const along = (y: number) => slideAlong(y, 0, 300, 'end')
const label = (text: string, y: number) => ({ text, isStrong: false, spots: along(y) })

describe('a label', () => {
  it('takes its first place where that is clear', () => {
    expect(placeLabels([label('word', 50)], nothing, 10, room)).toEqual([{ x: 300, y: 50, anchor: 'end' }])
  })

  it('goes on to where no curve, no dot and no other label is', () => {
    const curve = [
      { x: 250, y: 0 },
      { x: 295, y: 200 },
    ]
    const [first, second] = placeLabels(
      [label('long words', 50), label('more', 52)],
      { ...nothing, curve },
      10,
      room,
    )
    // 60 wide: at the end it would lie over the curve, which is near 261 at this row.
    expect(first.anchor).toBe('start')
    expect(first.x).toBeLessThan(230)
    expect(second.x).not.toBe(first.x)
    const dots = Array.from({ length: 9 }, (_, i) => ({ x: 30 * i, y: 50 }))
    const [clear] = placeLabels([label('to', 50)], { ...nothing, dots }, 10, room)
    expect(clear).toEqual({ x: 300, y: 50, anchor: 'end' })
  })

  it('hides as little as it can where no place is clear', () => {
    const dots = [10, 20, 30, 150, 290, 295].map((x) => ({ x, y: 50 }))
    const wide = label('x'.repeat(40), 50)
    const [spot] = placeLabels([wide], { ...nothing, dots }, 10, room)
    expect(spot).toEqual({ x: 25, y: 50, anchor: 'start' })
  })

  it('is shortened where a heading is too wide', () => {
    expect(fitHeading('A bet', 'A', 10, 100)).toBe('A bet')
    expect(fitHeading('A very long title', 'A', 10, 100)).toBe('A')
  })
})

const sideOf = (name: string, liquidationPrice: number, bankruptcyPrice = 90) => ({
  name,
  trader: { liquidationPrice, bankruptcyPrice },
  sale: { step: 60, price: 90.3 },
  isTold: true,
})

describe('the picture of a bet', () => {
  const plot = { left: 0, top: 0, width: 300, height: 200 }
  const range = { low: 85, high: 101 }
  const rowOf = (price: number) => 200 * (1 - (price - range.low) / (range.high - range.low))
  const curve = Array.from({ length: 101 }, (_, i) => ({ x: 3 * i, y: rowOf(100 - 0.16 * i) }))
  const picture = (sides: BetPicture['sides'], isNarrow = false): BetPicture => {
    const lines = listLines(sides, true)
    return {
      sides,
      lines,
      isClose: true,
      isNarrow,
      start: 100,
      steps: 100,
      range,
      plot,
      type: 10,
      ring: 6,
      curve,
    }
  }

  it('has one label for lines at one price', () => {
    const texts = listLines([sideOf('A', 90.45), sideOf('B', 91.84)], true).map(({ text }) => text)
    expect(texts).toEqual([
      'A: sold out at $90.45',
      'B: sold out at $91.84',
      'A and B: nothing left at $90.00',
    ])
    expect(listLines([sideOf('B', 90.45)], false)).toMatchObject([
      { text: 'sold out at $90.45', isOther: false },
    ])
  })

  it('names lines far below the start where the price has not been', () => {
    const labels = listBetLabels(picture([sideOf('B', 90.45)]))
    expect(labels.map(({ key }) => key)).toEqual(['B-mark', 'B-zero', 'B-out', 'gap'])
    for (const { spot, text } of labels.slice(0, 2)) {
      expect(spot).toMatchObject({ x: 4, anchor: 'start' })
      // The curve is at this row further right.
      const at = curve.find(({ y }) => y > spot.y - 8)
      expect(at?.x).toBeGreaterThan(4 + text.length * 6.8)
    }
  })

  it('says less where there is little room', () => {
    const labels = listBetLabels(picture([sideOf('B', 90.45)], true))
    expect(labels.map(({ text }) => text)).toEqual(['sold out at $90.45', 'nothing $90.00'])
  })
})
