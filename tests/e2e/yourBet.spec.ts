/** The first minute is personal: who picks a bet is one of the crowd, without stopping anything, and can tell of it. */
import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { DESK, openSandbox, PHONE, watchFirstCrash, watchProblems } from './sandboxPage.ts'

for (const viewport of [DESK, PHONE])
  test(`a bet that is picked is told to its end, at ${viewport.width} px`, async ({ page, context }) => {
    const problems = watchProblems(page)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.setViewportSize(viewport)
    await openSandbox(page)
    await expectAccessible(page, 'the question for a bet')
    await page.getByRole('button', { name: 'You, at 20×' }).click()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(page.getByText(/^You, at (19|20)(\.\d)?×: /)).toBeVisible()
    await watchFirstCrash(page)
    await expect(
      page.getByText(/^You, at (19|20)(\.\d)?×: sold out at \d+\.\d+, sold for \d+\.\d+\.$/),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Copy to share' }).click()
    await expect(page.getByText('Copied: what happened to you')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^I bet on a rise at (19|20)(\.\d)?× and was sold out, with .* http:\/\/\S+#\S+$/)
    await expectAccessible(page, 'what happened to you')
    await page.getByRole('button', { name: 'Again, with more liquidity' }).click()
    await expect(page.getByRole('link', { name: 'Why? Lesson 1' })).toBeVisible()
    expect(problems).toEqual([])
  })
