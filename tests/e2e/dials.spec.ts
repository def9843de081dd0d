/**
 * Goal: the dials of systemic risk stand below a run of the sandbox and of a world, follow it, explain themselves, are there as a
 * table too, and say how often each warned, at every size and on a projector.
 * Method: the built site, through its interface, by keyboard.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectReadable } from './axe.ts'
import { DESK, goToStep, openSandbox, PHONE, watchProblems } from './sandboxPage.ts'

const monitor = (page: Page) => page.getByRole('region', { name: 'Dials', exact: true })
const dial = (page: Page, name: string) =>
  monitor(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name }) })

async function openDials(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dials', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(monitor(page).getByRole('listitem')).toHaveCount(8)
}

test('the dials of the sandbox follow the run, and say their rule', async ({ page }) => {
  const problems = watchProblems(page)
  await openSandbox(page)
  await goToStep(page, 0)
  await openDials(page)
  const price = dial(page, 'Price, below its highest')
  await expect(price).toContainText('0.0%')
  await expect(price).toContainText('quiet')
  await goToStep(page, 40)
  await expect(price).toContainText('beyond its line')
  await expect(dial(page, 'Lent out, of all deposits')).toContainText('Not here, because nobody lends.')
  const name = price.getByRole('button', { name: 'Price, below its highest' })
  await name.focus()
  await page.keyboard.press('Enter')
  await expect(name).toHaveAttribute('aria-expanded', 'true')
  await expect(price.locator('math')).toHaveCount(1)
  await expectReadable(page, [DESK, PHONE], 'dials of the sandbox')
  await page.keyboard.press('p')
  await expect(monitor(page)).toBeVisible()
  await expectAccessible(page, 'dials on a projector')
  expect(problems).toEqual([])
})

test('those of a world are counted in vain and in time, can be stopped, and stand in a table', async ({
  page,
}) => {
  const problems = watchProblems(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./#/contagion/vote-too-late')
  await openDials(page)
  await expect(dial(page, 'Claims on others over net worth')).toContainText('beyond its line')
  await page.getByRole('button', { name: 'Count warnings in vain and in time' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /^Count/ }).click()
  await expect(monitor(page).getByText(/Of 80 futures/)).toBeVisible({ timeout: 90_000 })
  await expect(dial(page, 'Claims on others over net worth')).toContainText('40 of 40')
  await expect(dial(page, 'Money set aside over a bad loss')).toContainText('in time')
  await page.locator('summary', { hasText: 'The dials as a table' }).click()
  const table = monitor(page).getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(9)
  await expect(table).toContainText('Not here, because nobody holds a token of its own.')
  await expectReadable(page, [DESK, PHONE], 'dials of a world')
  expect(problems).toEqual([])
})
