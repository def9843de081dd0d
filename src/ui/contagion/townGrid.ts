/**
 * The grid that the houses of a town stand on: where neighbors are joined there is room for the words of their pipes. And routes on
 * a page of larger type: boxes come in pixels of usual type, lines go back as they are drawn. Words that would leave the picture turn.
 */
import { BESIDE, type HouseBox, type Plan, type Route } from './routing.ts'

/** Whether a pipe runs through the gap between two neighbors of a row, gap by gap. */
export function listGaps({ placed }: Plan, row: number, houses: number): boolean[] {
  const joined = [...placed.values()].filter((place) => place.way === 'gap' && place.row === row)
  return Array.from({ length: Math.max(0, houses - 1) }, (_, gap) =>
    joined.some(({ column }) => column === gap),
  )
}

/** The same on a page of larger type. */
export function scaleRoute(route: Route, by: number): Route {
  const { x, y, width } = route.label
  return {
    ...route,
    points: route.points.map((at) => at * by),
    label: { x: x * by, y: y * by, width: width * by },
  }
}

/** Where the words beside upright pipes would leave the picture on the right, all of them stand on the left, if there is room. */
export function turnWords(routes: readonly Route[], boxes: ReadonlyMap<string, HouseBox>): Route[] {
  const right = Math.max(...[...boxes.values()].map((box) => box.right))
  const beside = routes.filter(({ isBeside }) => isBeside)
  const mayTurn = beside.every(({ points: [x], label }) => x - BESIDE > label.width / 2)
  if (!mayTurn || beside.every(({ points: [x] }) => x + 2 * BESIDE <= right)) return [...routes]
  return routes.map((route) =>
    route.isBeside ? { ...route, label: { ...route.label, x: route.points[0] - BESIDE } } : route,
  )
}
