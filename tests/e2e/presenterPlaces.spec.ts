/**
 * Goal: in class each part of an answer of the lab, the row of nights, a night and what comes after it are one screen, and the clicker
 * turns what has several.
 * Method: boxes measured at three sizes of a projector, before and after each press of the clicker.
 */
import { expect, test, type Page } from '@playwright/test'
import { nightRow, openButton, openNight, playToScore, tiles } from './nightPage.ts'
import { expectOneScreens, findFaults, SIZES } from './oneScreen.ts'
import { atEachSize, goToStep } from './sandboxPage.ts'

test('a part of an answer of the lab is one screen in class, and the clicker turns it', async ({ page }) => {
  await page.setViewportSize(SIZES[0])
  await page.goto('./#/lab/likely')
  await expect(page.getByRole('heading', { name: /of 100 futures/ })).toBeVisible()
  await page.keyboard.press('p')
  await expectOneScreens(page, SIZES, 'how likely')
  await expect(page.getByText('A probability of this model, not of the world.')).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await expectOneScreens(page, SIZES, 'how bad')
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('heading', { name: /lasts in 95 of 100 futures/ })).toBeVisible()
  await expectOneScreens(page, SIZES, 'how big a fund')
  await page.keyboard.press('PageUp')
  await expect(page.getByText('1 of 2')).toBeVisible()
})

test('the row of nights is one screen, with the crash of the day and the code of the class', async ({
  page,
}) => {
  await page.goto('./#/desk')
  await page.getByRole('heading', { name: '8 nights' }).waitFor()
  await page.keyboard.press('p')
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await expect.poll(() => findFaults(page), { message: `${size.width} × ${size.height}` }).toEqual([])
  }
})

test('a night of the desk is one screen in class, before and while it goes', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(SIZES[0])
  for (const { night } of [nightRow[3], nightRow[2], nightRow[5], nightRow[6]]) {
    await openNight(page, night.id)
    if (night === nightRow[3].night) await page.keyboard.press('p')
    await expectOneScreens(page, SIZES, `${night.id}, its rules`)
    await page.setViewportSize(SIZES[0])
    await expect
      .poll(() =>
        page
          .locator('.cost')
          .evaluateAll(([cost]) => parseFloat(getComputedStyle(cost).fontSize) * cost.currentCSSZoom),
      )
      .toBeGreaterThan(13.9)
    await openButton(page).click()
    await expect(page.getByRole('button', { name: 'To the end' })).toBeEnabled()
    // Its name is never a word to a line.
    expect((await page.locator('.floors .top > span').first().boundingBox())?.width).toBeGreaterThan(120)
    // A second market is too small there for all its labels.
    await atEachSize(page, SIZES, ({ width }) =>
      expect.poll(() => findFaults(page), `${night.id}, open, ${width} wide`).toEqual([]),
    )
  }
})

test('what comes after a night is a few screens in class, and the clicker turns them', async ({ page }) => {
  await page.setViewportSize(SIZES[0])
  await openNight(page, nightRow[0].night.id)
  await page.keyboard.press('p')
  await playToScore(page, nightRow[0])
  for (const [place, shown] of [
    ['1 of 3', page.getByText('What this night taught')],
    ['2 of 3', page.getByRole('button', { name: 'What decided' })],
    ['3 of 3', page.getByText('The best rules we know')],
  ] as const) {
    await expect(page.getByText(place, { exact: true })).toBeVisible()
    await expect(shown).toBeVisible()
    await atEachSize(page, SIZES, ({ width }) =>
      expect.poll(() => findFaults(page), `${place}, ${width} wide`).toEqual([]),
    )
    await page.keyboard.press('PageDown')
  }
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible()
  for (let i = 0; i < 2; i++) await page.keyboard.press('PageUp')
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible()
  // Whoever picks a hidden night wants to see it.
  await tiles(page).getByRole('button').first().click()
  await expect(page.getByRole('heading', { name: /idden night 1$/ })).toBeVisible()
})

test('the parts of how fat the tail is are one screen each in class, its wide table too', async ({
  page,
}) => {
  await page.setViewportSize(SIZES[0])
  await page.goto('./#/lab/tails')
  await page.getByRole('heading', { name: /fat is the tail/ }).waitFor()
  await page.keyboard.press('p')
  for (const place of [1, 2, 3, 4]) {
    await expect(page.getByText(`${place} of 4`)).toBeVisible({ timeout: 30_000 })
    await expectOneScreens(page, SIZES.slice(0, 1), `part ${place}`)
    await page.keyboard.press('PageDown')
  }
})

test('in class the words of a pipe between two houses stay between them', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(SIZES[0])
  await page.goto('./#/contagion/loans-on-a-crowded-chain')
  await expect(page.getByRole('heading', { name: 'Vault' })).toBeVisible()
  await page.keyboard.press('p')
  await atEachSize(page, SIZES, async ({ width }) => {
    for (const step of [30, 60, 90]) {
      await goToStep(page, step)
      await expect.poll(() => findIntruders(page), `step ${step}, ${width} wide`).toEqual([])
    }
  })
})

/** Words of pipes in a gap that reach into a house. */
const findIntruders = (page: Page) =>
  page.evaluate(() => {
    const houses = [...document.querySelectorAll('[data-house]')].map((house) =>
      house.getBoundingClientRect(),
    )
    const words = [...document.querySelectorAll('.pipe-words .gap :is(.name, .value)')]
    return words
      .filter((one) => {
        const range = document.createRange()
        range.selectNodeContents(one)
        const { left, right } = range.getBoundingClientRect()
        return houses.some((house) => left < house.right - 1 && right > house.left + 1)
      })
      .map((one) => one.textContent)
  })
