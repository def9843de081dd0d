/**
 * Goal: the risk lab's numbers are the same everywhere, to the last bit.
 * Method: studies, built as the site is built, run in the page, their tasks in the built site's own worker; every number is held
 * against Node's. With two and four workers, what comes first is chance.
 */
import { expect, test, type Page } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readNights } from '../../src/cli/nightFiles.ts'
import { UNTOUCHED } from '../../src/nights/play.ts'
import { hiddenSeeds } from '../../src/risk/nights/score.ts'
import type { RiskTask } from '../../src/risk/task.ts'
import { riskStudies, writeStudy } from '../golden/riskStudies.ts'
import { inProcessPool } from '../support/inProcessPool.ts'
import { buildPlayer, type Player } from './player.ts'

const assets = fileURLToPath(new URL('../../dist/assets', import.meta.url))
const worker = readdirSync(assets).find((name) => /^risk\.worker-.*\.js$/.test(name))

let player = ''
test.beforeAll(async () => {
  player = await buildPlayer()
})

/** A study in the page, its tasks done by so many workers. */
async function studyHere(page: Page, name: string, workers: number): Promise<string> {
  expect(worker).toBeDefined()
  await page.goto('./robots.txt')
  await page.addScriptTag({ content: player })
  return page.evaluate(
    ([asked, url, count]) =>
      (globalThis as unknown as { golden: Player }).golden.studyByName(asked, url, count),
    [name, `assets/${worker}`, workers] as const,
  )
}

for (const [name, study] of Object.entries(riskStudies))
  test(`the same numbers in the browser: ${name}`, async ({ page }) => {
    const found = await studyHere(page, name, 1)
    const expected = writeStudy(await study(inProcessPool()))
    expect(expected.length).toBeGreaterThan(100)
    expect(found).toBe(expected)
  })

for (const workers of [2, 4])
  test(`the same numbers with ${workers} workers`, async ({ page }) => {
    for (const name of ['a counted probability', 'a probability by splitting'])
      expect(await studyHere(page, name, workers)).toBe(
        writeStudy(await riskStudies[name](inProcessPool(workers))),
      )
  })

test('the same score of every night in the browser', async ({ page }) => {
  await page.goto('./robots.txt')
  await page.addScriptTag({ content: player })
  for (const { night } of readNights()) {
    const [{ rules }] = night.proof.solutions
    const task = {
      kind: 'night',
      night,
      play: { ...UNTOUCHED, rules },
      seeds: hiddenSeeds(night, 'golden'),
    } as const
    const found = await page.evaluate(
      ([asked, url]) =>
        (globalThis as unknown as { golden: Player }).golden.answerHere(JSON.parse(asked) as RiskTask, url),
      [JSON.stringify(task), `assets/${worker}`] as const,
    )
    const [expected] = await inProcessPool().perform([task])
    expect(found, night.id).toBe(writeStudy(expected))
  }
})
