/**
 * Goal: the same golden worlds in a third engine, to the last bit.
 * Method: as golden.spec.ts, but through the system's own WebKitGTK. Without its driver this file is not listed at all, and the
 * configuration says so.
 */
import { expect, test } from '@playwright/test'
import { readReviewedWorld, worldNames } from './goldenWorlds.ts'
import { buildPlayer } from './player.ts'
import { openWebKit, type WebKitPage } from './webDriver.ts'

let page: WebKitPage
let player = ''
test.beforeAll(async () => {
  player = await buildPlayer()
  page = await openWebKit()
})
test.afterAll(() => page.close())

for (const name of worldNames)
  test(`the same world in WebKitGTK: ${name}`, async () => {
    const found = await page.run(`${player}; return golden.playWorldByName(arguments[0])`, name)
    expect(found).toEqual(readReviewedWorld(name))
  })
