/**
 * Goal: what a person types is taken as meant: a decimal comma, a number that can be read in two ways, a space after a seed;
 * and the wheel over a field changes nothing.
 * Method: the keys and the wheel in the sandbox and in a lesson, and what stands in the fields then.
 */
import { expect, test } from '@playwright/test'
import { openSandbox, typeNumber } from './sandboxPage.ts'

test('a decimal comma is a decimal comma, and an unclear number is refused with words', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'How traders are sold out' }).click()
  const margin = page.getByLabel('Maintenance margin', { exact: true })
  await typeNumber(page, 'Maintenance margin', '1,5')
  await expect(margin).toHaveValue('1.5')
  await expect(margin).toHaveAttribute('aria-valuenow', '1.5')
  await typeNumber(page, 'Maintenance margin', '2,25')
  await expect(margin).toHaveValue('2.25')
  await page.locator('summary', { hasText: 'The crowd' }).click()
  await typeNumber(page, 'Traders', '1,234')
  await expect(page.getByText('Not set. “1,234” can be read in two ways. Write 1234 or 1.234.')).toBeVisible()
  // A decimal point before three digits too, where so many may be meant.
  await typeNumber(page, 'Traders', '1.234')
  await expect(
    page.getByText('Not set. “1.234” can be read in two ways. Write 1234 or 1.2340.'),
  ).toBeVisible()
  await typeNumber(page, 'Maintenance margin', '1.125')
  await expect(margin).toHaveValue('1.125')
  await typeNumber(page, 'Traders', '1.234,0')
  await expect(page.getByText('can be read in two ways')).toHaveCount(0)
  await expect(page.getByLabel('Traders', { exact: true })).toHaveValue('1234')
})

test('the wheel changes no field, the arrow keys do, and a seed has no spaces at its ends', async ({
  page,
}) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'How traders are sold out' }).click()
  const margin = page.getByRole('spinbutton', { name: 'Maintenance margin', exact: true })
  await typeNumber(page, 'Maintenance margin', '2,5')
  await margin.hover()
  await margin.focus()
  await page.mouse.wheel(0, 120)
  await page.mouse.wheel(0, -360)
  await expect(margin).toHaveValue('2.5')
  await margin.press('ArrowUp')
  await expect(margin).toHaveValue('3.5')
  await margin.press('ArrowDown')
  await expect(margin).toHaveValue('2.5')

  const seed = page.getByLabel('Seed', { exact: true })
  await seed.fill('class7 ')
  await seed.press('Enter')
  await expect(seed).toHaveValue('class7')
})

test('a lesson takes a decimal comma too', async ({ page }) => {
  await page.goto('./#/lessons/the-spiral/smallest')
  const field = page.locator('.control input[inputmode="decimal"]').first()
  await field.fill('2,5')
  await field.press('Enter')
  await expect(field).toHaveValue('2.5')
  await field.fill('1,234')
  await field.press('Enter')
  await expect(page.getByText('can be read in two ways')).toBeVisible()
})
