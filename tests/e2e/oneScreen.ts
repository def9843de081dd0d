/** Whether all that a class sees is on one screen: what is cut, outside of it, or lies over something else, at the sizes of projectors. */
import { expect, type Page } from '@playwright/test'
import { expectClearLabels } from './pictureLabels.ts'
import { atEachSize, OFTEN } from './sandboxPage.ts'

export const SIZES: readonly { width: number; height: number }[] = [
  { width: 1280, height: 720 },
  { width: 1024, height: 600 },
  { width: 900, height: 600 },
]

/** What is cut, outside of the screen, or lies over something else; empty where all is well. */
export function findFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const { scrollHeight, scrollWidth } = document.documentElement
    if (scrollHeight > innerHeight || scrollWidth > innerWidth)
      faults.push(`the page is ${scrollWidth} × ${scrollHeight}`)
    for (const box of document.querySelectorAll(
      '.step .scroll, .side, .sandbox, .player, .compare, .compare > .table, .picture-frame, .lab > .side, .lab > .answer, .before > .main, .before > .side, .during > .panel, .during > .asked, .after',
    ))
      if (box.scrollHeight > box.clientHeight + 2)
        faults.push(`${box.className}: ${box.scrollHeight} in ${box.clientHeight}`)
    for (const box of document.querySelectorAll('.lab > .answer, .lab > .answer .scroll, .after'))
      if (box.scrollWidth > box.clientWidth + 2)
        faults.push(`${box.className}: ${box.scrollWidth} wide in ${box.clientWidth}`)
    const title = document.querySelector('header .title')
    if (title && title.scrollWidth > title.clientWidth + 1) faults.push('the title is cut')
    const parts = [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(button, input, select, output, summary, h2, h3, p, li, legend, label, svg, .stage), header :is(button, p, time)',
      ),
    ].filter(
      (part) =>
        part.checkVisibility({ visibilityProperty: true }) &&
        // Pipes are drawn in one picture over the whole town, and lie between the houses.
        !part.matches('svg.pipes') &&
        !part.closest(
          '.visually-hidden, [popover]:not(:popover-open), details:not([open]) > :not(summary)',
        ) &&
        !part.parentElement?.closest('.stage, svg, button') &&
        part.getBoundingClientRect().width > 2,
    )
    const name = (part: HTMLElement) =>
      `${part.tagName.toLowerCase()} “${(part.textContent || part.getAttribute('aria-label') || part.getAttribute('class') || '').trim().slice(0, 40)}”`
    const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() }))
    for (const { part, box } of boxes)
      if (box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1)
        faults.push(`${name(part)} ends at ${Math.round(box.right)}, ${Math.round(box.bottom)}`)
    boxes.forEach(({ part, box }, place) => {
      for (const other of boxes.slice(place + 1)) {
        if (part.contains(other.part) || other.part.contains(part)) continue
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        // Half a line: boxes of text are higher than their letters.
        if (width > 3 && height > 5) faults.push(`${name(part)} lies over ${name(other.part)}`)
      }
    })
    return faults
  })
}

export async function expectOneScreens(page: Page, sizes: typeof SIZES, state: string): Promise<void> {
  await atEachSize(page, sizes, async ({ width }) => {
    const message = `${state}, ${width} wide`
    await expect.poll(() => findFaults(page), { ...OFTEN, message, timeout: 15_000 }).toEqual([])
    if ((await page.locator('.stage canvas').count()) > 0) await expectClearLabels(page, message)
  })
}
