/**
 * Goal: the risk lab as a place, whatever is asked: on a phone too, each figure as a picture and a table, an address that cannot be read, and
 * what a probability of the model means.
 * Method: the built site on a desk and on a phone.
 */
import { expect, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible } from './axe.ts'
import { openLab } from './labPage.ts'
import { readPicture } from './pictures.ts'
import { PHONE } from './sandboxPage.ts'

test('on a phone the questions stand in a row, and the answer to the one that is tapped begins below it', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await openLab(page)
  const row = page.getByRole('navigation', { name: 'Questions' })
  for (const [question, heading] of [
    [/How fat is the tail/, /How fat is the tail|Once in/],
    [/How likely/, /The exchange is bankrupt in/],
    [/Would your model/, /Would your model|It passed/],
  ] as const) {
    await row.getByRole('link', { name: question }).click()
    await expect(row.locator('[aria-current]')).toBeInViewport({ ratio: 0.9 })
    const answer = page.getByRole('heading', { level: 2, name: heading })
    await expect(answer).toBeInViewport()
    expect((await answer.boundingBox())?.y).toBeLessThan(PHONE.height / 2)
  }
})

test('on a phone the figures keep the size of their type', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openLab(page)
  for (const [question, name] of [
    [/How likely/, /^After 400 runs/],
    [/How likely/, /^Histogram of 400 futures/],
    [/How big a fund/, /^The chance that the fund is empty/],
  ] as const) {
    await page.getByRole('navigation', { name: 'Questions' }).getByRole('link', { name: question }).click()
    const figure = page.getByRole('img', { name })
    await expect(figure).toBeVisible()
    const size = () =>
      figure.evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)
    await expect.poll(size).toBeGreaterThan(0.95)
    expect(await size()).toBeLessThan(1.05)
  }
})

test('each figure is saved as a picture that says what it is, and stands there as a table', async ({
  page,
}) => {
  await openLab(page)
  for (const [question, title] of [
    [/How likely/, /^Save picture ?: (The exchange is bankrupt in|Sharper|Lost beyond)/],
    [/How big a fund/, /^Save picture ?: The chance that the fund is empty/],
    [/How fat is the tail/, /^Save picture ?: (How often|The tail index|Do large moves)/],
    [/Would your model/, /^Save picture ?: (Moves beyond the limit|The same history with a crowd)/],
  ] as const) {
    await page.getByRole('link', { name: question }).click()
    const buttons = page.getByRole('button', { name: title })
    await expect(buttons.first()).toBeVisible()
    for (const button of await buttons.all()) {
      const coming = page.waitForEvent('download')
      await button.click()
      const download = await coming
      expect(download.suggestedFilename()).toMatch(/^risk-lab-.*\.png$/)
      const { width, colors } = await readPicture(page, await readFile(await download.path()))
      // Ground, words and marks in their own colors, at twice the fineness of the page.
      expect(width).toBe(1920)
      expect(colors).toBeGreaterThan(20)
    }
  }
  await page.getByRole('link', { name: /How likely/ }).click()
  await page.getByText(/^Table ?: The exchange is bankrupt in/).click()
  await expect(page.getByRole('row', { name: /^exchange bankrupt \d+ \d+ to \d+ \d+/ })).toBeVisible()
  await expectAccessible(page, 'a table beside the marks')
})

test('an address that cannot be read is refused in words, and the lab’s own night stands in', async ({
  page,
}) => {
  await openLab(page, '#/lab/likely?r=damaged')
  await expect(page.getByRole('alert')).toContainText('The address could not be read')
  await expect(page.getByText('A night on the sandbox')).toBeVisible()
})

test('every answer leads to what a probability of the model means', async ({ page }) => {
  await openLab(page)
  await page.getByRole('link', { name: 'What that means' }).click()
  await expect(page.getByRole('heading', { name: 'What a probability of a model means' })).toBeVisible()
  const said = page.getByRole('figure', { name: /the fund is empty: \d+ of 100, after 400 seeds/ })
  await expect(said).toBeVisible()
  await expectAccessible(page, 'what a probability means')
})
