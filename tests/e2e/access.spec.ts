/**
 * Goal: everyone can use the sandbox: axe finds nothing in any state, keys do everything, and the live region does not
 * chatter.
 * Method: the built site in both themes and sizes, brought into each state; the page's own clock is moved on by the
 * test.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { beginAgain, untilAnswered } from './modelLine.ts'
import {
  DESK,
  headline,
  keepHeadlines,
  openSandbox,
  PHONE,
  readStep,
  untilTold,
  watchFirstCrash,
  LOOKS,
} from './sandboxPage.ts'

for (const { colorScheme, viewport } of LOOKS) {
  test(`axe finds nothing, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await openSandbox(page)
    await expectAccessible(page, 'playing')
    await watchFirstCrash(page)
    await expectAccessible(page, 'the first card')
    await page.getByRole('button', { name: 'Again, with more liquidity' }).click()
    await expect(page.getByText('Over the whole run.')).toBeVisible()
    await page.getByRole('button', { name: 'Someone' }).click()
    await page.getByRole('button', { name: 'Make this you' }).click()
    await page.locator('summary', { hasText: 'The stage in words' }).click()
    await expectAccessible(page, 'a changed run, a trader, the words')
    await page.getByRole('button', { name: 'Push' }).click()
    await expectAccessible(page, 'the pushes')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'All controls' }).click()
    for (const summary of await page.locator('#drawer summary').all()) await summary.click()
    await expectAccessible(page, 'all controls')
    await page.locator('#drawer').getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: 'Keys and settings' }).click()
    await expectAccessible(page, 'the help sheet')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Charts' })).toBeVisible()
    await expectAccessible(page, 'the charts')
    await page.evaluate(() => (location.hash = '#/?r=damaged'))
    await expect(page.getByText('This link cannot be opened.')).toBeVisible()
    await expectAccessible(page, 'a refused link')
    await page.keyboard.press('p')
    await expect(page.getByRole('button', { name: 'Charts', exact: true })).toHaveCount(0)
    await expectAccessible(page, 'presenting')
    await page.keyboard.press('Escape')
    const [worker] = page.workers()
    await worker.evaluate(() => close())
    await expect(page.getByRole('alert')).toContainText('The model has stopped')
    await expectAccessible(page, 'a model that has stopped')
    await page.goto('./#/limits')
    await expect(page.getByRole('heading', { name: 'What the model leaves out' })).toBeVisible()
    await expectAccessible(page, 'limits')
    await page.goto('./#/nowhere')
    await expectAccessible(page, 'an unknown place')
  })
}

/** Goes on with Tab, or back with Shift+Tab, until the control has the focus. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(key)
    const label = await page.evaluate(() => {
      const { activeElement } = document
      if (!(activeElement instanceof HTMLElement)) return ''
      const labels = activeElement instanceof HTMLInputElement ? activeElement.labels : null
      return activeElement.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? activeElement.textContent
    })
    if (typeof name === 'string' ? label?.trim() === name : name.test(label ?? '')) return
  }
  throw new Error(`Tab never reached ${name}.`)
}

test('a whole session by keyboard alone', async ({ page }) => {
  await keepHeadlines(page)
  await openSandbox(page)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await untilAnswered(page)
  const paused = await readStep(page)
  await page.keyboard.press('.')
  await expect.poll(() => readStep(page)).toBe(paused + 1)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => readStep(page)).toBe(paused)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => readStep(page)).toBe(paused + 10)
  await page.keyboard.press('7')
  await expect(page.getByLabel('Speed, in steps a second')).toHaveValue('60')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys and settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => readStep(page)).toBeGreaterThan(paused + 40)
  await tabTo(page, 'Max leverage')
  await beginAgain(page, () => page.keyboard.press('ArrowRight'))
  await expect(page.getByRole('heading', { name: 'Changed: max leverage' })).toBeVisible()
  await tabTo(page, 'Moment of the run')
  await page.keyboard.press('Home')
  await expect.poll(() => readStep(page)).toBe(0)
  await tabTo(page, 'Push', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '−2%' })).toBeVisible()
  await tabTo(page, '−2%')
  await page.keyboard.press('Enter')
  await untilTold(page, /News: −2%/)
  await page.keyboard.press('u')
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toHaveAttribute('aria-valuetext', /^25/)
  // Beside the run before, or, where that had not come far, the one before it.
  const changed = /^Changed: (?:Max leverage: .*→ 25×|push added: News: −2%, at step 1)/
  await expect(page.getByRole('heading', { name: changed })).toBeVisible()
})

test('Escape closes the drawer, and the focus goes back', async ({ page }) => {
  await openSandbox(page)
  for (const name of ['All controls', 'Events']) {
    const opener = page.getByRole('button', { name, exact: true })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#drawer').getByRole('heading', { name }).first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.locator('#drawer')).toBeHidden()
    await expect(opener).toBeFocused()
  }
})

test('shortcuts can be switched off', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'Keys and settings' }).click()
  await page.getByLabel('Single-key shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Present', exact: true })).toBeVisible()
})

type SpokenWindow = typeof globalThis & { times: number[] }

test('the live region says at most one thing every two seconds', async ({ page }) => {
  // The page's own time, which the test moves on: nothing of it is late on a slow machine.
  await page.clock.install()
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await page.evaluate(() => {
    const times: number[] = []
    ;(globalThis as SpokenWindow).times = times
    const region = document.querySelector('[data-testid="announcer"]')
    new MutationObserver(() => times.push(performance.now())).observe(region as Element, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  let said: number[] = []
  while (said.length < 3) {
    await page.clock.runFor(250)
    said = await page.evaluate(() => (globalThis as SpokenWindow).times)
  }
  // A change is noted a few milliseconds after it was made.
  for (let i = 1; i < said.length; i++) expect(said[i] - said[i - 1]).toBeGreaterThanOrEqual(1_980)
})

test('presenting is large type and few controls', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await expect(page.getByRole('button', { name: 'All controls' })).toHaveCount(0)
  const size = await headline(page).evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
  expect(size).toBeGreaterThan(34)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(DESK.height)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'All controls' })).toBeVisible()
})
