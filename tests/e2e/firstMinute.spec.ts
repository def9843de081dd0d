import { expect, test, type Page } from '@playwright/test'

/** What a new user meets, in the built site: a spiral without a word read first, and three levers that change it. */

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** Errors and warnings of ours; the driver's remark about reading pixels in software is not. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('GPU stall'))
      complaints.push(message.text())
  })
  return complaints
}

async function readRow(page: Page, name: string): Promise<string> {
  return (
    await page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd').first().innerText()
  ).trim()
}

async function readSoldOut(page: Page): Promise<number> {
  return Number((await readRow(page, 'Sold out')).split(' of ')[0].replaceAll(',', ''))
}

/** Plays the present set-up to its last step, as fast as it goes, and reads how many were sold out. */
async function playToEnd(page: Page): Promise<number> {
  const bar = page.getByRole('slider', { name: /moment|run|time/i }).last()
  await bar.focus()
  await bar.press('End')
  // The bar moves with the hand; its text tells where the run is.
  await expect(bar).toHaveAttribute('aria-valuetext', /step ([\d,]+) of \1$/, { timeout: 30_000 })
  await page.waitForTimeout(500)
  await expect.poll(() => readRow(page, 'Every cent accounted for')).toBe('balanced')
  return readSoldOut(page)
}

for (const size of SIZES) {
  test.describe(`${size.width}×${size.height}`, () => {
    test.use({ viewport: size })

    test('a spiral happens by itself, and says what happened', async ({ page }) => {
      const complaints = collectComplaints(page)
      await page.goto('./')
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
      await expect.poll(() => readSoldOut(page), { timeout: 30_000 }).toBeGreaterThan(100)
      await expect(page.getByText(/News: −4%/).first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'Again, with more liquidity' })).toBeVisible({
        timeout: 45_000,
      })
      expect(await readRow(page, 'Every cent accounted for')).toBe('balanced')
      expect(complaints).toEqual([])
    })
  })
}

test.describe('by hand', () => {
  // With reduced motion nothing plays by itself, so that every step is the test's own.
  test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as object)

  test('pause, one step and a push do what they say', async ({ page }) => {
    await page.goto('./')
    const bar = page.getByRole('slider', { name: /moment|run|time/i }).last()
    await expect(bar).toBeVisible()
    await bar.focus()
    await bar.press('Home')
    await expect(bar).toHaveValue('0')
    await page.getByRole('button', { name: 'One step' }).click()
    await expect(bar).toHaveValue('1')
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByRole('button', { name: '−10%' }).click()
    await page.getByRole('button', { name: 'One step' }).click()
    await expect.poll(() => readSoldOut(page)).toBeGreaterThan(0)
  })

  const LEVERS: [name: RegExp, key: string][] = [
    [/Max leverage/, 'Home'],
    [/Liquidity/, 'End'],
  ]
  for (const [name, key] of LEVERS)
    test(`the lever ${name.source} lessens the outcome on the same seed`, async ({ page }) => {
      await page.goto('./')
      const before = await playToEnd(page)
      const lever = page.getByRole('slider', { name })
      await lever.focus()
      await lever.press(key)
      await expect(page.getByRole('button', { name: /Take back/ })).toBeEnabled()
      await page.waitForTimeout(1000)
      const after = await playToEnd(page)
      expect(after).toBeLessThan(before / 2)
    })

  test('the insurance fund changes who pays', async ({ page }) => {
    await page.goto('./')
    await playToEnd(page)
    const unpaidByFund = async () => page.locator('.who-pays').innerText()
    const before = await unpaidByFund()
    const lever = page.getByRole('slider', { name: /Insurance fund/ })
    await lever.focus()
    await lever.press('End')
    await page.waitForTimeout(1000)
    await playToEnd(page)
    expect(await unpaidByFund()).not.toBe(before)
    expect(await unpaidByFund()).toMatch(/Shared by the winners\s+\$0/)
  })
})
