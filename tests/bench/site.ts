/**
 * The built site in Chromium, for what is measured on a page. Chromium is told to compose with the graphics card, or with its
 * stand-in where there is none, as a visitor's does. Left to itself without a card it composes on the processor, and reads the
 * stage's picture back in a task of the page: that task then waits for all that the stand-in has still to draw, which no page
 * of a visitor does.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { sayProgress, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { findChromium } from '../../src/cli/browser.mjs'
import { TinyServer } from '../support/tinySite.ts'

const DIST = process.env['SITE_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))

const CHROMIUM_FLAGS = [
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--no-sandbox',
]

/** A row of the section, from its values and the most that they may be. */
type ToRow = (label: string, unit: Row['unit'], values: readonly number[], most: number) => Row

export async function measureSite(
  section: string,
  measure: (page: Page, address: string, toRow: ToRow) => Promise<Row[]>,
): Promise<Row[]> {
  sayProgress(section)
  if (!existsSync(DIST)) throw new Error('Build the site first: npm run build.')
  const server = new TinyServer(DIST)
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: CHROMIUM_FLAGS,
  })
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      locale: 'en-US',
    })
    return await measure(await context.newPage(), await server.listen(), (label, unit, values, most) => ({
      section,
      label,
      unit,
      sample: toSample(values),
      limit: { kind: 'at most', value: most },
    }))
  } finally {
    await browser.close()
    server.close()
  }
}
