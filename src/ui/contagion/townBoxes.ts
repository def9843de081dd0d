/**
 * Where the houses of a town stand on the page, followed while they come, go and grow: pipes run between these boxes. Measuring
 * makes the browser lay out the page, so it happens where a house or its size is new, not at each word in one.
 */
import type { HouseBox } from './routing.ts'

/** Pixels of a page's type where nothing makes it larger. */
export const USUAL_TYPE = 16
const HOUSES = '.house, .cellar'

/** Boxes are in pixels of a page of usual type: where letters are larger by `unit`, lanes and their words are too. */
type Hear = (boxes: ReadonlyMap<string, HouseBox>, unit: number) => void

/** @returns what ends it */
export function watchBoxes(town: HTMLElement, hear: Hear): () => void {
  let before = ''
  const measureAnew = () => {
    const { boxes, unit } = measure(town)
    const now = JSON.stringify([...boxes, unit])
    if (now === before) return
    before = now
    hear(boxes, unit)
  }
  const watch = new ResizeObserver(measureAnew)
  const seen = new WeakSet<Element>()
  const look = () => {
    for (const house of town.querySelectorAll(HOUSES))
      if (!seen.has(house)) {
        seen.add(house)
        watch.observe(house)
      }
    measureAnew()
  }
  const changes = new MutationObserver((records) => {
    if (records.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some(isHouse))) look()
  })
  changes.observe(town, { childList: true, subtree: true })
  watch.observe(town)
  look()
  return () => {
    watch.disconnect()
    changes.disconnect()
  }
}

function isHouse(node: Node): boolean {
  return node instanceof Element && (node.matches(HOUSES) || node.querySelector(HOUSES) !== null)
}

function measure(town: HTMLElement): { boxes: ReadonlyMap<string, HouseBox>; unit: number } {
  const origin = town.getBoundingClientRect()
  // On a projector all of it may be drawn smaller.
  const zoom = origin.width / town.offsetWidth || 1
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE
  const scale = zoom * unit
  const boxes = [...town.querySelectorAll<HTMLElement>('[data-house]')].map((house) => {
    const { left, top, right, bottom } = house.getBoundingClientRect()
    const floor = house.querySelector('.cellar')?.getBoundingClientRect().top ?? top
    return [
      house.dataset['house'] ?? '',
      {
        left: (left - origin.left) / scale,
        top: (top - origin.top) / scale,
        right: (right - origin.left) / scale,
        bottom: (bottom - origin.top) / scale,
        floor: (floor - origin.top) / scale,
      },
    ] as const
  })
  return { boxes: new Map(boxes), unit }
}
