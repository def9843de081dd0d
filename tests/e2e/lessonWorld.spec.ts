/**
 * Goal: on a desk a lesson on a world shows its houses, plays them, and its check is solved with a channel switched off.
 * Method: “Everything falls together”, with motion, as its own proof solves it. lessons.spec.ts plays every step of it on a phone.
 */
import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { findLesson, waitForStep } from './lessonPage.ts'
import { DESK, watchProblems } from './sandboxPage.ts'

const ID = 'everything-falls-together'
const { lesson } = findLesson(ID)

test('a lesson on a world is watched and solved on a desk', async ({ page }) => {
  const problems = watchProblems(page)
  await page.setViewportSize(DESK)
  await page.goto(`./#/lessons/${ID}/all-in-all`)
  await waitForStep(page, 'all-in-all')
  // It plays by itself, and stands at its end.
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'To the end' }).click()
  for (const house of Object.keys(lesson.scenario.document['venues'] as object)) {
    const card = page.locator(`[data-house="${house}"]`)
    await expect(card).toBeInViewport({ ratio: 0.9 })
    await expect(card.locator('canvas').first()).toBeVisible()
    // Its levers are the lesson's own.
    await expect(card.getByRole('button')).toHaveCount(0)
  }
  await expect(page.locator('.pipe-words', { hasText: 'arbitrage' })).toBeVisible()
  await expect(page.getByText('Gray: A,')).toBeVisible()
  await expectAccessible(page, 'the houses')

  await page.goto(`./#/lessons/${ID}/spare`)
  await waitForStep(page, 'spare')
  await page.locator('input[name="control-margin"][value="each"]').check()
  await expect(page.locator('[data-house="alpha"]')).toContainText('off')
  const leverage = page.locator('.control:has(#control-leverage) input[inputmode="decimal"]')
  await leverage.fill('15')
  await leverage.press('Enter')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('Solved. Every goal is met.')).toBeVisible()
  expect(problems).toEqual([])
})
