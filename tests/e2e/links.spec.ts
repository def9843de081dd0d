/**
 * Goal: no link, file or lever does harm: damaged ones are refused in words, heavy ones ask first, scripts stay text.
 * Method: bad links one after the other in one page, whose run must stay as it is.
 */
import { expect, test, type Page } from '@playwright/test'
import { toLink } from '../../src/schema/link.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import {
  goToStep,
  openSandbox,
  PHONE,
  readNumber,
  readStep,
  typeNumber,
  watchProblems,
} from './sandboxPage.ts'

/** What is wrong with a link is said, and the run that is there stays as it is. */
const notice = (page: Page) =>
  page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Close' }) })

async function openHash(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash)
}

const create = (change: object) =>
  parseScenario({
    version: 1,
    seed: 'links',
    steps: 420,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    crowd: {},
    ...change,
  })

function createLink(change: object, engineVersion: string): string {
  const document = create(change)
  const link = toLink({ document, compared: null, place: '/', step: 0, engineVersion })
  if (typeof link !== 'string') throw new Error(link.needsFile)
  return link
}

test('damaged links are refused in words, and nothing else changes', async ({ page }) => {
  const problems = watchProblems(page)
  page.on('dialog', () => problems.push('a link opened a dialog'))
  await openSandbox(page)
  await goToStep(page, 30)
  const soldOut = await readNumber(page, 'Sold out')
  const good = createLink({}, ENGINE_VERSION)
  const middle = Math.floor(good.length / 2)
  const damaged: [name: string, hash: string, words: RegExp][] = [
    ['truncated', good.slice(0, -9), /cannot be opened/],
    ['cut to its beginning', '#/?r=', /cannot be opened/],
    ['edited', `${good.slice(0, middle)}7${good.slice(middle + 1)}`, /missing or was changed/],
    ['something else', '#/?utm_source=mail', /cannot be opened/],
    ['nothing', '#/?', /cannot be opened/],
    ['megabytes', `#/?r=${'A'.repeat(3_000_000)}`, /at most [\d,]+ characters/],
    ['another version', createLink({}, '9.0.0'), /version 9/],
    ['script', '#/?r=<script>alert(1)</script>', /cannot be opened/],
    ['script, escaped', '#/?r=%3Cimg%20src=x%20onerror=alert(1)%3E', /cannot be opened/],
  ]
  for (const [name, hash, words] of damaged) {
    await openHash(page, hash)
    await expect(notice(page), name).toContainText(words)
    await notice(page).getByRole('button', { name: 'Close' }).click()
    expect(await readStep(page), name).toBe(30)
  }
  expect(await readNumber(page, 'Sold out')).toBe(soldOut)

  // A whole link whose strings hold a script is only text.
  await openHash(
    page,
    createLink({ seed: '<img src=x onerror=alert(1)>', title: '<script>alert(1)</script>' }, ENGINE_VERSION),
  )
  await expect.poll(() => readStep(page)).toBe(0)
  expect(await page.locator('img[src="x"], body script:not([src])').count()).toBe(0)
  expect(problems).toEqual([])
})

test('pushes that come in one step open, alone and compared', async ({ page }) => {
  const problems = watchProblems(page)
  const pushes = [
    { step: 20, kind: 'fairValue', change: -0.02 },
    { step: 20, kind: 'fairValue', change: -0.02 },
    { step: 20, kind: 'depth', factor: 0.5 },
  ]
  await openSandbox(page)
  await openHash(page, createLink({ shocks: pushes }, ENGINE_VERSION))
  // The run before has a push too, and a link that opens ends a comparison.
  await expect(page.getByRole('button', { name: 'Take back: the opened scenario' })).toBeEnabled()
  await expect(page.locator('.slider-mark[title^="push"]')).toHaveCount(1)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.locator('.headline')).toContainText('B is the same as A')
  await expect(page.locator('.slider-mark[title^="push"]')).toHaveCount(1)
  await goToStep(page, 30)
  expect(problems).toEqual([])
})

const HEAVY = { crowd: { traders: 2_000_000 } }

test('a heavy link, a heavy file and a heavy lever ask before they run', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 30)
  await openHash(page, createLink(HEAVY, ENGINE_VERSION))
  await expect(notice(page)).toContainText('2,000,000 traders')
  await notice(page).getByRole('button', { name: 'Close' }).click()
  expect(await readStep(page)).toBe(30)

  await page.evaluate(
    (text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'heavy.json', { type: 'application/json' }))
      document.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      )
    },
    JSON.stringify(create(HEAVY)),
  )
  await expect(notice(page)).toContainText('2,000,000 traders')
  await notice(page).getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'The crowd' }).click()
  await typeNumber(page, 'Traders', '2000000')
  const question = page.getByRole('alert')
  await expect(question).toContainText('2,000,100 traders over 420 steps')
  expect(await readStep(page)).toBe(30)
  await question.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByLabel('Traders', { exact: true })).toHaveValue(/10[,]?000/)
  await expect(question).toHaveCount(0)

  // Agreed to, it runs; a long way shows how far it is, and can be given up.
  await typeNumber(page, 'Traders', '250000')
  await question.getByRole('button', { name: 'Run it' }).click()
  await expect(page.locator('dd', { hasText: 'of 250,100' })).toBeVisible()
  // Given up in the page itself: the way may be over before a test has looked.
  const said = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver((_, observer) => {
          const cancel = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent?.trim() === 'Cancel',
          )
          if (!cancel) return
          observer.disconnect()
          resolve(document.body.innerText)
          cancel.click()
        }).observe(document.body, { childList: true, subtree: true })
      }),
  )
  await page.getByRole('slider', { name: 'Moment of the run' }).fill('420')
  expect(await said).toContain('Working it out')
  await expect(page.getByText(/^Working it out/)).toHaveCount(0)
  expect(await readStep(page)).toBeLessThan(420)
})

const soldOut = (page: Page, traders: string) => page.locator('dd', { hasText: `of ${traders}` }).first()

test('what a teacher passes on opens the same crowd at the same moment on a phone', async ({
  page,
  browser,
  baseURL,
}) => {
  await openSandbox(page)
  await goToStep(page, 30)
  await page.keyboard.press('p')
  await expect.poll(() => page.url()).toContain('?r=')
  await goToStep(page, 40)
  const said = async (from: Page) => (await from.locator('.headline').textContent())?.trim()
  await expect.poll(() => page.url()).toContain('_40_')
  const headline = await said(page)
  const shared = page.url()
  // The address of a page that is not passed on is as short as before.
  await page.keyboard.press('p')
  await expect.poll(() => page.url()).not.toContain('?r=')

  const context = await browser.newContext({ viewport: PHONE })
  const phone = await context.newPage()
  await openSandbox(phone, shared)
  await expect(soldOut(phone, '10,100')).toBeVisible()
  await expect.poll(() => readStep(phone)).toBe(40)
  await expect.poll(() => said(phone)).toBe(headline)

  // In a frame everybody has the crowd of the page around it, and the way out of the frame keeps it.
  await openSandbox(phone, `${baseURL}?embed#/`)
  await expect(soldOut(phone, '10,100')).toBeVisible()
  const out = phone.getByRole('link', { name: 'Loss Spiral ↗' })
  await expect
    .poll(async () => (await out.focus(), await out.blur(), out.getAttribute('href')))
    .toContain('?r=')
  await context.close()
})
