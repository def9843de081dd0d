/**
 * Measures the words of every picture on the page: whether one is cut, lies over another, or over a curve or a mark. Lines and
 * marks are found by their colors in the copy that the page makes of its canvas for the printer, so that what is measured is
 * what was drawn and not what the placing thought of it.
 */
import { expect, type Page } from '@playwright/test'
import { OFTEN } from './sandboxPage.ts'

/** Colors of lines and marks. What is only tinted, the grid and the axis may lie under words. */
const INKS = ['price', 'fair', 'ghost', 'long', 'short', 'out', 'queued', 'outline']
/** Of three channels together: soft edges are farther from their color. */
const NEAR = 36
/** The page's own antialiasing leaves single pixels. */
const FEWEST = 4

/** What is wrong; empty where all is well, and a fault of its own where there is no picture. */
function findLabelFaults(page: Page): Promise<string[]> {
  return page.evaluate(
    ([inks, near, fewest]) => {
      const faults: string[] = []
      dispatchEvent(new Event('beforeprint'))
      const stages = [...document.querySelectorAll<HTMLElement>('.stage:has(> canvas.printed)')]
      if (stages.length === 0) faults.push('there is no picture')
      for (const stage of stages) {
        const room = stage.getBoundingClientRect()
        const labels = [...stage.querySelectorAll<HTMLElement>('.stage-label:not([hidden])')].map((label) => {
          const { left, top, right, bottom } = label.getBoundingClientRect()
          const box = {
            left: left - room.left,
            top: top - room.top,
            right: right - room.left,
            bottom: bottom - room.top,
          }
          return { label, box, name: `“${label.textContent}”` }
        })
        // A house on a small projector has room for the price alone.
        if (labels.length < (stage.closest('.town') ? 1 : 4))
          faults.push(`a picture has ${labels.length} labels`)
        const copy = stage.querySelector<HTMLCanvasElement>('canvas.printed')
        const context = copy?.getContext('2d')
        const style = getComputedStyle(stage)
        const colors = inks.map((ink) => {
          const hex = style.getPropertyValue(`--stage-${ink}`).trim()
          return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
        })
        labels.forEach(({ label, box, name }, place) => {
          if (box.left < -1 || box.top < -1 || box.right > room.width + 1 || box.bottom > room.height + 1)
            faults.push(
              `${name} leaves the picture: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`,
            )
          for (const other of labels.slice(place + 1)) {
            const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
            const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
            if (width > 1 && height > 1) faults.push(`${name} lies over ${other.name}`)
          }
          // The flag stands at the end of the curve; who is looked at stands among the marks. Both have a ground of their own.
          if (!copy || !context || label.matches('.stage-tag, .stage-trader')) return
          const scale = copy.width / room.width
          const [x, y] = [Math.max(0, box.left * scale), Math.max(0, box.top * scale)]
          const [width, height] = [(box.right - box.left) * scale, (box.bottom - box.top) * scale]
          const { data } = context.getImageData(x, y, Math.max(1, width), Math.max(1, height))
          let count = 0
          for (let at = 0; at < data.length; at += 4) {
            const isInk = colors.some(
              (color) =>
                Math.abs(color[0] - data[at]) +
                  Math.abs(color[1] - data[at + 1]) +
                  Math.abs(color[2] - data[at + 2]) <
                near,
            )
            if (isInk) count++
          }
          if (count >= fewest) faults.push(`${name} lies over ${count} pixels of lines or marks`)
        })
      }
      dispatchEvent(new Event('afterprint'))
      return faults
    },
    [INKS, NEAR, FEWEST] as const,
  )
}

export async function expectClearLabels(page: Page, state: string): Promise<void> {
  await expect.poll(() => findLabelFaults(page), { ...OFTEN, message: state, timeout: 15_000 }).toEqual([])
}
