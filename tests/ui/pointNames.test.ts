/**
 * Goal: names of the frontier's points never lie over each other or beyond the edge, also where points are one.
 * Method: many triples of points, in corners and by chance.
 */
import { expect, test } from 'vitest'
import { Stream } from '../../src/engine/random.ts'
import { placeNames, toBox, type Room } from '../../src/ui/desk/after/pointNames.ts'

const ROOM: Room = { left: 40, right: 320, top: 0, bottom: 166 }
const NAMES = ['untouched', 'best known', 'you']

function expectApart(places: readonly (readonly [number, number])[]): void {
  const points = NAMES.map((name, i) => ({ name, x: places[i][0], y: places[i][1] }))
  const boxes = placeNames(points, ROOM).map(toBox)
  boxes.forEach((box, i) => {
    expect(box.left).toBeGreaterThanOrEqual(ROOM.left)
    expect(box.right).toBeLessThanOrEqual(ROOM.right)
    for (const other of boxes.slice(i + 1)) {
      const apart = box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top
      expect(apart, JSON.stringify({ places, box, other })).toBe(true)
    }
  })
} // prettier-ignore

test('points that are one have names beside each other', () => {
  expectApart([[290, 150], [200, 20], [290, 150]]) // prettier-ignore
  expectApart([[306, 154], [306, 154], [306, 154]]) // prettier-ignore
  expectApart([[42, 14], [42, 14], [60, 18]]) // prettier-ignore
})

test('wherever points are', () => {
  const stream = new Stream('names', 'points')
  const at = () => [40 + 266 * stream.uniform(), 12 + 142 * stream.uniform()] as const
  for (let i = 0; i < 300; i++) expectApart([at(), at(), at()])
})
