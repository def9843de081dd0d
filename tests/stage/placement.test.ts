/**
 * Goal: whatever is asked for, placed labels lie on no line, mark, other label or edge; the important ones come first, and none
 * jumps while its place is free.
 * Method: random lines, marks and wishes; lines are checked stretch by stretch, not by the boxes that placing uses.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coverColumn,
  coverLine,
  isOver,
  placeAll,
  type Candidate,
  type Rect,
  type Wish,
} from '../../src/stage/placement.ts'
import { isCrossed } from './crossing.ts'

const FRAME: Rect = { left: 0, top: 0, right: 400, bottom: 300 }

const pixel = (most: number) => fc.integer({ min: -20, max: most + 20 })
const rect = fc
  .tuple(pixel(400), pixel(300), fc.integer({ min: 4, max: 120 }), fc.integer({ min: 8, max: 30 }))
  .map(([left, top, width, height]): Rect => ({ left, top, right: left + width, bottom: top + height }))
const candidates = fc.array(
  fc
    .tuple(rect, fc.boolean())
    .map(([at, coversMarks]): Candidate => ({ ...at, text: 'label', anchor: 'left', coversMarks })),
  { maxLength: 12 },
)
const wishes = fc
  .array(fc.tuple(candidates, fc.integer({ min: 0, max: 5 })), { maxLength: 12 })
  .map((list) =>
    list.map(([each, rank], i): Wish => ({ key: `label ${i}`, kind: 'caption', rank, candidates: each })),
  )
/** A line through time: x never falls; and one down the crowd: y never falls. */
const line = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 2,
    maxLength: 30,
  })
  .map((steps) => {
    let x = 0
    return steps.flatMap(([run, y]) => [(x += run), y])
  })
const turn = (points: readonly number[]) => points.map((_, i) => points[i % 2 === 0 ? i + 1 : i - 1])

describe('placing', () => {
  it('keeps labels clear of lines, marks, each other and the edge', () => {
    fc.assert(
      fc.property(wishes, line, line, fc.array(rect, { maxLength: 6 }), (wanted, curve, outline, marks) => {
        const column = turn(outline)
        const lines = [...coverLine(curve, 5, 2), ...coverColumn(column, 5, 2)]
        const placed = placeAll(wanted, { frame: FRAME, lines, marks })
        for (const [place, label] of placed.entries()) {
          expect(label.left >= 0 && label.top >= 0 && label.right <= 400 && label.bottom <= 300).toBe(true)
          expect(isCrossed(label, curve)).toBe(false)
          expect(isCrossed(label, column)).toBe(false)
          expect(label.coversMarks !== true && marks.some((mark) => isOver(label, mark))).toBe(false)
          for (const other of placed.slice(place + 1)) expect(isOver(label, other)).toBe(false)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('leaves out nothing that would have a free place, and gives way to the more important only', () => {
    fc.assert(
      fc.property(wishes, line, (wanted, curve) => {
        const lines = coverLine(curve, 5, 2)
        const ground = { frame: FRAME, lines, marks: [] }
        const placed = placeAll(wanted, ground)
        for (const wish of wanted) {
          const before = placed.filter(({ key }) => {
            const other = wanted.find((each) => each.key === key)
            return (
              other &&
              (other.rank < wish.rank ||
                (other.rank === wish.rank && wanted.indexOf(other) < wanted.indexOf(wish)))
            )
          })
          const own = placed.find(({ key }) => key === wish.key)
          const again = placeAll([wish], { ...ground, lines: [...lines, ...before.map(widen)] })
          expect(own?.place).toBe(again[0]?.place)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('keeps a place that is still free, and what must stay stays', () => {
    const at = (left: number): Candidate => ({
      left,
      right: left + 40,
      top: 10,
      bottom: 20,
      text: 'a',
      anchor: 'left',
    })
    const wish: Wish = { key: 'a', kind: 'caption', rank: 0, candidates: [at(0), at(100)] }
    const ground = { frame: FRAME, lines: [], marks: [] }
    expect(placeAll([wish], ground)[0].place).toBe(0)
    expect(placeAll([wish], ground, new Map([['a', 1]]))[0].place).toBe(1)
    const lines = [{ left: 90, right: 200, top: 0, bottom: 300 }]
    expect(placeAll([wish], { ...ground, lines }, new Map([['a', 1]]))[0].place).toBe(0)
    const full = { ...ground, lines: [FRAME] }
    expect(placeAll([wish], full)).toEqual([])
    expect(placeAll([{ ...wish, mustStay: true }], full)[0].place).toBe(0)
  })
})

/** With the air that labels keep from each other. */
const widen = ({ left, top, right, bottom }: Rect): Rect => ({
  left: left - 2,
  top,
  right: right + 2,
  bottom,
})
