/**
 * Goal: a term is found, opened by its address, explained where it is read, and its figure moves by keyboard.
 * Method: the built glossary, used by keyboard and pointer; axe looks at it in both themes and sizes.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { watchProblems, LOOKS } from './sandboxPage.ts'

const entry = (page: Page, name: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name, exact: true }) })

test('the filter finds a term by another name', async ({ page }) => {
  const problems = watchProblems(page)
  await page.goto('./#/glossary')
  await page.getByLabel('Find a term').fill('loss spiral')
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByText('1 term', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Feedback loop of forced selling')
  await page.getByLabel('Find a term').fill('zzz')
  await expect(page.getByText('No term fits.')).toBeVisible()
  expect(problems).toEqual([])
})

test('an address opens its entry, and links lead on', async ({ page }) => {
  await page.goto('./#/glossary/bad-debt')
  const heading = page.getByRole('heading', { name: 'Bad debt', exact: true })
  await expect(heading).toBeFocused()
  await expect(heading).toBeInViewport()
  await entry(page, 'Bad debt').getByRole('link', { name: 'Negative equity' }).click()
  await expect(page).toHaveURL(/#\/glossary\/negative-equity$/)
  await expect(page.getByRole('heading', { name: 'Negative equity', exact: true })).toBeFocused()
  await page.goto('./#/glossary/nothing-of-that-name')
  await expect(page.getByText('The glossary has no term of that name.')).toBeVisible()
})

test('a term within a sentence is explained where it is read', async ({ page }) => {
  await page.goto('./#/glossary/liquidation-price')
  const word = entry(page, 'Liquidation price').getByRole('button', { name: 'maintenance margin' })
  await word.focus()
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'Maintenance margin' })
  await expect(popover).toContainText('The smallest share')
  await page.keyboard.press('Escape')
  await expect(popover).toHaveCount(0)
  await expect(word).toBeFocused()
  await word.click()
  await popover.getByRole('link', { name: 'Open the entry' }).click()
  await expect(page.getByRole('heading', { name: 'Maintenance margin', exact: true })).toBeFocused()
})

test('a figure is moved by keyboard, and its reading follows', async ({ page }) => {
  await page.goto('./#/glossary/bankruptcy-price')
  const figure = entry(page, 'Bankruptcy price').getByRole('figure')
  const reading = figure.getByRole('status')
  await expect(reading).toHaveText(/^Sold out at \$90\.45, bankrupt at \$90\.00/)
  await figure.getByRole('slider', { name: 'Leverage' }).focus()
  await page.keyboard.press('End')
  await expect(reading).toHaveText(/^Sold out at \$99\.50, bankrupt at \$99\.00/)
  await expect(figure.getByRole('img')).toHaveAccessibleName(/bankrupt at \$99\.00/)
})

for (const { colorScheme, viewport } of LOOKS) {
  test(`axe finds nothing, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.goto('./#/glossary/forced-selling-loop')
    await expect(entry(page, 'Feedback loop of forced selling').getByRole('slider')).toHaveCount(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    await expectAccessible(page, 'the page')
    await entry(page, 'Liquidation price').getByRole('button', { name: 'equity' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'a term explained')
  })
}
