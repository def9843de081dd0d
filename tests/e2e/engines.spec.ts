/**
 * Goal: a link that was copied in one engine opens to the same state, to the last bit, in the other.
 * Method: each engine that is installed is once the one that copies. With a single engine the link opens in a browser
 * of its own.
 */
import { expect, test, type Browser, type Page } from '@playwright/test'
import { beginAgain } from './modelLine.ts'
import {
  copyLink,
  goToStep,
  moveLever,
  observePage,
  openSandbox,
  readState,
  readStep,
  typeNumber,
} from './sandboxPage.ts'

interface Copied {
  name: string
  link: string
  step: number
  state: string
}

async function copyState(page: Page, name: string, step: number): Promise<Copied> {
  await goToStep(page, step)
  const state = await readState(page)
  return { name, link: await copyLink(page), step, state }
}

async function copyStates(page: Page): Promise<Copied[]> {
  await observePage(page)
  await openSandbox(page)
  const copied = [await copyState(page, 'the first run in its fall', 33)]
  await beginAgain(page, () => moveLever(page, 'Max leverage', 0.7))
  await beginAgain(page, () => moveLever(page, /^Liquidity/, 0.45))
  await beginAgain(page, () => moveLever(page, 'Insurance fund', 0.3))
  await expect(page.getByRole('heading', { name: /^Changed: .*fund/ })).toBeVisible()
  copied.push(await copyState(page, 'three moved levers', 25))

  for (const push of ['−2%', 'falls to 30%']) {
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByRole('button', { name: push, exact: true }).click()
    await page.getByRole('button', { name: /^(Pause|Play)$/ }).waitFor()
  }
  copied.push(await copyState(page, 'pushes', 70))

  await page.getByRole('button', { name: 'All controls' }).click()
  // No two at the same step, so that the reader can see that the next link has opened.
  const situations = [['Makers under fire', 90] as const, ['Slow engine', 95] as const]
  for (const [situation, step] of process.env['LONG_TESTS'] === '1' ? situations : situations.slice(1)) {
    const select = page.getByLabel('Situation', { exact: true })
    await beginAgain(page, () => select.selectOption({ label: situation }))
    copied.push(await copyState(page, situation, step))
  }
  const venues = page.getByLabel('Who pays, as on a known venue', { exact: true })
  await beginAgain(page, () => venues.selectOption({ index: 2 }))
  await page.locator('summary', { hasText: 'The crowd' }).click()
  await beginAgain(page, () => typeNumber(page, 'Traders', '3217'))
  // With the hedgers of the starting point.
  await expect(page.getByText('of 3,317')).toBeVisible()
  copied.push(await copyState(page, 'another venue and a typed number', 120))
  return copied
}

test('a link copied here opens to the same state in the other engine', async ({
  page,
  playwright,
  browserName,
  baseURL,
}) => {
  const copied = await copyStates(page)
  expect(new Set(copied.map(({ state }) => state)).size).toBe(copied.length)

  const others = test.info().config.projects.filter(({ name }) => name !== browserName)
  const { launchOptions = {}, channel } = others[0]?.use ?? test.info().project.use
  const engine = others.length > 0 && browserName === 'chromium' ? playwright.firefox : playwright.chromium
  const other: Browser = await engine.launch({
    ...launchOptions,
    ...(channel === undefined ? {} : { channel }),
  })
  try {
    const context = await other.newContext({ locale: 'en-US', ...(baseURL === undefined ? {} : { baseURL }) })
    const reader = await context.newPage()
    await observePage(reader)
    for (const { name, link, step, state } of copied) {
      expect(link.length, name).toBeLessThan(1_500)
      await reader.goto(link)
      await expect.poll(() => readStep(reader), { message: name }).toBe(step)
      expect(await readState(reader), name).toBe(state)
    }
  } finally {
    await other.close()
  }
})
