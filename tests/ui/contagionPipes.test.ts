/**
 * Goal: every link of every channel can be switched on the picture, pipes run between the houses that they join, and their words
 * do not lie on each other.
 * Method: the worlds of all situations, and houses of a usual size laid out by hand.
 */
import { describe, expect, it } from 'vitest'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { CHANNEL_IDS, CHANNELS } from '../../src/schema/worldChannels.ts'
import { situationList } from '../../src/situations/situationList.ts'
import { arrangeHouses, listHouses, type House } from '../../src/ui/contagion/houses.ts'
import { listPipes } from '../../src/ui/contagion/pipes.ts'
import { LANE, planPipes, routePipes, type HouseBox, type Plan } from '../../src/ui/contagion/routing.ts'
import { listGaps, turnWords } from '../../src/ui/contagion/townGrid.ts'

const worlds = await Promise.all(
  situationList.map(async ({ id, load }) => ({ id, world: parseWorld((await load()).situation.world) })),
)

const WIDTH = 1060
const GAP = 140
/** Between two that no pipe joins. */
const APART = 36
const HEIGHT = 300
/** What a switch with its words takes, in one line and in two. */
const WORDS = { lane: { width: 160, height: 24 }, gap: { width: 132, height: 46 } }

/** Of a pipe: an arrow with a piece of its line. */
const SEEN = 24

function layOut(rows: House[][], plan: Plan): Map<string, HouseBox> {
  const boxes = new Map<string, HouseBox>()
  let top = plan.roofLanes * LANE + 6
  rows.forEach((row, place) => {
    const gaps = listGaps(plan, place, row.length).map((isJoined) => (isJoined ? GAP : APART))
    const width = (WIDTH - gaps.reduce((sum, gap) => sum + gap, 0)) / row.length
    let left = 0
    row.forEach(({ id }, column) => {
      boxes.set(id, { left, right: left + width, top, bottom: top + HEIGHT, floor: top + HEIGHT / 2 })
      left += width + (gaps[column] ?? 0)
    })
    top += HEIGHT + plan.lanes[place] * LANE + 6
  })
  return boxes
}

describe.each(worlds)('the pipes of $id', ({ world }) => {
  const houses = listHouses(world)
  const pipes = listPipes(world)
  const rows = arrangeHouses(houses)
  const plan = planPipes(pipes, rows)
  const boxes = layOut(rows, plan)
  const routes = turnWords(routePipes(pipes, plan, boxes), boxes)

  it('carry a switch for every link of every channel, between houses that are there', () => {
    const ids = new Set(houses.map(({ id }) => id))
    for (const { from, to } of pipes) expect(ids.has(from) && ids.has(to), `${from} ${to}`).toBe(true)
    for (const channel of CHANNEL_IDS) {
      const switched = new Set(pipes.filter(({ kind }) => kind === channel).flatMap(({ links }) => links))
      expect([...switched].toSorted(), channel).toEqual(CHANNELS[channel].list(world).toSorted())
    }
    expect(new Set(pipes.map(({ key }) => key)).size).toBe(pipes.length)
  })

  it('begin and end at their houses', () => {
    const between = pipes.filter(({ from, to }) => from !== to)
    expect(routes.map(({ key }) => key).toSorted()).toEqual(between.map(({ key }) => key).toSorted())
    for (const { key, points } of routes) {
      const pipe = between.find((one) => one.key === key)
      const touches = (id: string | undefined, x: number, y: number) => {
        const box = boxes.get(id ?? '')
        if (!box) return false
        const isInside = x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1
        const isOnWall = [x - box.left, x - box.right, y - box.top, y - box.bottom].some(
          (d) => Math.abs(d) < 1,
        )
        return isInside && isOnWall
      }
      const [x, y] = points.slice(-2)
      expect(touches(pipe?.from, points[0], points[1]), `${key}: begins`).toBe(true)
      expect(touches(pipe?.to, x, y), `${key}: ends`).toBe(true)
    }
  })

  it('are seen beside their words', () => {
    for (const { key, way, points, label } of routes) {
      const { width, height } = way === 'gap' ? WORDS.gap : WORDS.lane
      let seen = 0
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [x0, y0, x1, y1] = points.slice(i, i + 4)
        const long = Math.hypot(x1 - x0, y1 - y0)
        // Pixel by pixel.
        for (let at = 0; at < long; at++) {
          const [x, y] = [x0 + ((x1 - x0) * at) / long, y0 + ((y1 - y0) * at) / long]
          if (Math.abs(x - label.x) > width / 2 || Math.abs(y - label.y) > height / 2) seen++
        }
      }
      expect(seen, key).toBeGreaterThanOrEqual(SEEN)
    }
  })

  it('have words that lie neither on each other nor on a house', () => {
    const labels = routes.map(({ key, way, label }) => {
      const { width, height } = way === 'gap' ? WORDS.gap : WORDS.lane
      return {
        key,
        left: label.x - width / 2,
        right: label.x + width / 2,
        top: label.y - height / 2,
        bottom: label.y + height / 2,
      }
    })
    const isOver = (a: Omit<HouseBox, 'floor'>, b: Omit<HouseBox, 'floor'>) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    labels.forEach((a, i) => {
      for (const b of labels.slice(i + 1)) expect(isOver(a, b), `${a.key} on ${b.key}`).toBe(false)
      for (const [id, box] of boxes) expect(isOver(a, box), `${a.key} on ${id}`).toBe(false)
    })
  })
})
