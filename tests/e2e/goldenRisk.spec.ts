/**
 * Goal: the risk lab's numbers are the same everywhere, to the last bit.
 * Method: studies, built as the site is built, run in the page, their tasks in the built site's own worker; every number is held
 * against Node's.
 */
import { expect, test } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { riskStudies, writeStudy } from '../golden/riskStudies.ts'
import { inProcessPool } from '../support/inProcessPool.ts'
import { buildPlayer, type Player } from './player.ts'

const assets = fileURLToPath(new URL('../../dist/assets', import.meta.url))
const worker = readdirSync(assets).find((name) => /^risk\.worker-.*\.js$/.test(name))

let player = ''
test.beforeAll(async () => {
  player = await buildPlayer()
})

for (const [name, study] of Object.entries(riskStudies))
  test(`the same numbers in the browser: ${name}`, async ({ page }) => {
    expect(worker).toBeDefined()
    await page.goto('./robots.txt')
    await page.addScriptTag({ content: player })
    const found = await page.evaluate(
      ([asked, url]) => (globalThis as unknown as { golden: Player }).golden.studyByName(asked, url),
      [name, `assets/${worker}`] as const,
    )
    const expected = writeStudy(await study(inProcessPool()))
    expect(expected.length).toBeGreaterThan(100)
    expect(found).toBe(expected)
  })
