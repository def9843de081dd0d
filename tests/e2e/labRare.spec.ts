/**
 * Goal: how rare it is: counted where it is common, by splitting where it is not, and called off at once.
 * Method: the built site; a study that cannot end by itself.
 */
import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { holdStudies, makeHoldable, openLab } from './labPage.ts'

test('an event is asked about, counted where it is common, and cancelled at once', async ({ page }) => {
  await makeHoldable(page)
  await openLab(page)
  await page.getByRole('link', { name: /How rare/ }).click()
  await expectAccessible(page, 'how rare')
  await page.getByLabel('How likely is it that').selectOption('fundExhausted')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status').filter({ hasText: /counted in [\d,]+ runs\./ })).toBeVisible()
  await expectAccessible(page, 'an answer')
  await page.getByLabel('How likely is it that').selectOption('priceBelow')
  await page.getByRole('spinbutton').fill('60')
  await holdStudies(page, 1)
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Ask' })).toBeVisible()
})
