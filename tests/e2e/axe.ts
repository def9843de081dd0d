/** What axe finds wrong on a page: always nothing, in every state that a test brings about. */
import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import { atEachSize } from './sandboxPage.ts'

const source = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

export async function expectAccessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
    }),
  )
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`)
  expect(found, state).toEqual([])
}

/** In this state axe finds nothing at any size of the visit, and nothing is wider than the screen. */
export function expectReadable(
  page: Page,
  sizes: Parameters<typeof atEachSize>[1],
  state: string,
): Promise<void> {
  return atEachSize(page, sizes, async ({ width }) => {
    await expectAccessible(page, `${state}, ${width} wide`)
    const widest = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(widest, `${state}, ${width} wide`).toBeLessThanOrEqual(width)
  })
}
