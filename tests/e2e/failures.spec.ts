import { expect, test } from '@playwright/test'
import { goToStep, headline, openSandbox, readNumber, readStep, typeNumber } from './sandboxPage.ts'

test('a model that stops is said, and comes back at the same moment', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 40)
  const soldOut = await readNumber(page, 'Sold out')
  const [worker] = page.workers()
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('a fault that a test made')
    })
  })
  // Nothing was under way, so it shows as soon as something is asked of the model.
  await page.getByRole('button', { name: 'One step' }).click()
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => readStep(page)).toBe(40)
  expect(await readNumber(page, 'Sold out')).toBe(soldOut)
})

test('a model that cannot be loaded is said, and starts when it can', async ({ page }) => {
  await page.route('**/simulation.worker*', (route) => route.abort())
  await page.goto('./')
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  await page.unroute('**/simulation.worker*')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(headline(page)).toContainText('traders')
})

test('a set-up that cannot run names its field, and is taken back', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'What traders do by themselves' }).click()
  await typeNumber(page, 'Top-ups', '1000')
  const banner = page.getByRole('alert')
  await expect(banner).toContainText('crowd.behavior.topUp.times')
  await banner.getByRole('button', { name: /^Take back/ }).click()
  await expect(banner).toHaveCount(0)
  await goToStep(page, 30)
})

test('a number that is out of range is refused with its range', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'The crowd' }).click()
  await typeNumber(page, 'Share of longs', '140')
  await expect(page.getByText('Not set: it takes a number from 0 to 100.')).toBeVisible()
})

test('an unknown address says so and leads back', async ({ page }) => {
  await page.goto('./#/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such place' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the sandbox' }).click()
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toBeVisible()
})

test('storage that is full or refused is survived and said', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await openSandbox(page)
  await page.getByRole('banner').getByLabel('Theme').selectOption('light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByText(/storage is full/)).toBeVisible()
})

test('settings are kept under the address of the folder, and damaged ones are replaced', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('banner').getByLabel('Theme').selectOption('light')
  expect(await page.evaluate(() => Object.keys(localStorage))).toContain('loss-spiral:/:settings')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.evaluate(() => localStorage.setItem('loss-spiral:/:settings', '{"theme":'))
  await page.reload()
  await expect(page.getByText(/stored settings were damaged/)).toBeVisible()
  await expect(headline(page)).toBeVisible()
})
