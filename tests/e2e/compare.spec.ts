/**
 * Goal: two runs stand side by side, their difference is named, and swap, copy, undo, link and keys do what they say.
 * Method: the built site, played as a person plays it, on a desk and on a phone.
 */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { beginAgain, untilAnswered } from './modelLine.ts'
import {
  choosePace,
  DESK,
  goToStep,
  openSandbox,
  PHONE,
  readStep,
  typeNumber,
  watchProblems,
  LOOKS,
} from './sandboxPage.ts'

const headline = (page: Page): Locator => page.locator('.headline')

async function openComparison(page: Page): Promise<void> {
  await openSandbox(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(headline(page)).toContainText('B is the same as A')
}

const lever = (page: Page, side: 'A' | 'B', name: RegExp | string) =>
  page.getByRole('region', { name: `Levers of ${side}` }).getByRole('slider', { name })

/** A row of one of the two tables: what stands in its cells. */
const readRow = (page: Page, name: string): Promise<string[]> =>
  page.getByRole('row', { name }).first().getByRole('cell').allInnerTexts()

const toNumber = (text: string) => Number(text.replace(/[−]/, '-').replace(/[^\d.-]/g, ''))

for (const [name, viewport] of [
  ['desk', DESK],
  ['phone', PHONE],
] as const) {
  test(`on a ${name}: B with more liquidity falls less, and the table says so`, async ({ page }) => {
    const problems = watchProblems(page)
    await page.setViewportSize(viewport)
    await openComparison(page)
    const pictures = page.locator('.picture')
    await expect(pictures).toHaveCount(2)
    const [a, b] = await Promise.all([pictures.nth(0).boundingBox(), pictures.nth(1).boundingBox()])
    if (name === 'desk')
      expect([b?.y, b?.x]).toEqual([a?.y, expect.closeTo((a?.x ?? 0) + (a?.width ?? 0), -1)])
    else expect([b?.x, (b?.y ?? 0) > (a?.y ?? 0) + 200]).toEqual([a?.x, true])

    await choosePace(page, 'fastest')
    await beginAgain(page, () => lever(page, 'B', /^Liquidity/).fill('70'))
    await expect(headline(page)).toContainText(/^A fell .* B fell/)
    await goToStep(page, 100)
    const depth = await readRow(page, 'Liquidity')
    expect(depth[0]).toMatch(/^a 1% move costs \$.* \([\d,]+ contracts\)$/)
    const toContracts = (words: string) => toNumber(/\(([\d,]+)/.exec(words)?.[1] ?? '')
    expect(toContracts(depth[1])).toBeGreaterThan(toContracts(depth[0]) * 5)
    const fall = await readRow(page, 'Price fell by')
    expect(toNumber(fall[0])).toBeGreaterThan(11)
    expect(toNumber(fall[1])).toBeLessThan(8)
    expect(toNumber(fall[2])).toBeCloseTo(toNumber(fall[1]) - toNumber(fall[0]), 0)
    expect((await readRow(page, 'Time halted')).at(-1)).toBe('the same')
    await expect(page.getByTestId('announcer')).toContainText('B fell')

    await goToStep(
      page,
      Number(await page.getByRole('slider', { name: 'Moment of the run' }).getAttribute('max')),
    )
    await expect(page.getByText('Over the whole run')).toBeVisible()
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)
    expect(problems).toEqual([])
  })
}

test('swap, copy and take back change the sides; leaving keeps A', async ({ page }) => {
  await openComparison(page)
  await beginAgain(page, () => page.getByRole('button', { name: 'half the leverage' }).click())
  await expect(page.getByRole('row', { name: 'Max leverage' })).toBeVisible()
  await goToStep(page, 80)
  expect(await readRow(page, 'Max leverage')).toEqual(['25×', '12.5×'])
  const fall = await readRow(page, 'Price fell by')
  await page.getByRole('button', { name: 'Swap A and B' }).click()
  await expect.poll(() => readRow(page, 'Max leverage')).toEqual(['12.5×', '25×'])
  expect((await readRow(page, 'Price fell by')).slice(0, 2)).toEqual(fall.slice(0, 2).toReversed())
  await expect(lever(page, 'A', 'Max leverage')).toHaveAttribute('aria-valuetext', '12.5×')
  expect(await readStep(page)).toBe(80)

  await page.getByRole('button', { name: 'Copy A to B' }).click()
  await expect(headline(page)).toContainText('B is the same as A')
  await beginAgain(page, () => page.getByRole('button', { name: 'Take back: the copy to B' }).click())
  await expect.poll(() => readRow(page, 'Max leverage')).toEqual(['12.5×', '25×'])

  await page.getByRole('button', { name: 'Leave, keep A' }).click()
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toHaveAttribute('aria-valuetext', '12.5×')
  await expect(page.locator('.picture')).toHaveCount(1)
})

test('a link restores both runs, the moment and the place', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openComparison(page)
  await beginAgain(page, () => page.getByRole('button', { name: 'winners closed early (ADL)' }).click())
  await expect(page.getByRole('row', { name: 'Who pays, in this order' })).toBeVisible()
  await goToStep(page, 77)
  const rows = await page.getByRole('region', { name: 'Differences' }).getByRole('row').allInnerTexts()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('It opens both runs at this moment.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())

  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'Compare' })).toBeAttached()
  await expect.poll(() => readStep(other)).toBe(77)
  const differences = other.getByRole('region', { name: 'Differences' })
  expect(await differences.getByRole('row').allInnerTexts()).toEqual(rows)

  // Leaving shows A, and does not open the link again.
  await other.getByRole('button', { name: 'Leave, keep A' }).click()
  await expect(other.locator('.picture')).toHaveCount(1)
  await expect.poll(() => readStep(other)).toBe(77)
  await expect(other.getByRole('heading', { name: 'Compare' })).toHaveCount(0)
})

test('a comparison by keyboard alone', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'Compare' }).focus()
  await page.keyboard.press('Enter')
  await expect(headline(page)).toContainText('B is the same as A')
  // So slow that it is still playing when the keys come to pause it.
  await choosePace(page, '0.5/s')
  await page.getByRole('button', { name: 'double the fund' }).focus()
  await beginAgain(page, () => page.keyboard.press('Enter'))
  await expect(page.getByRole('row', { name: 'Insurance fund' }).first()).toBeVisible()
  // Both runs begin again, and play.
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await page.getByRole('region', { name: 'Differences' }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await untilAnswered(page)
  const paused = await readStep(page)
  await page.keyboard.press('.')
  await expect.poll(() => readStep(page)).toBe(paused + 1)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => readStep(page)).toBe(paused + 11)
  await page.keyboard.press('7')
  await expect(page.getByLabel('Speed, in steps a second')).toHaveValue('60')
  await page.keyboard.press('u')
  await expect(headline(page)).toContainText('B is the same as A')
})

test('a control one level down belongs to its side, and the difference is named', async ({ page }) => {
  await openComparison(page)
  await page.getByRole('button', { name: 'All controls of B' }).click()
  await page.locator('#drawer summary', { hasText: 'How traders are sold out' }).click()
  await typeNumber(page, 'Maintenance margin', '2')
  await expect.poll(() => readRow(page, 'Maintenance margin')).toEqual(['1.5%', '2%'])
  await page.keyboard.press('Escape')
  await expect(page.locator('#drawer')).toBeHidden()
  await expect(page.getByRole('button', { name: 'All controls of B' })).toBeFocused()
})

for (const { colorScheme, viewport } of LOOKS) {
  test(`axe finds nothing in a comparison, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await openComparison(page)
    await expectAccessible(page, 'B as A')
    await beginAgain(page, () => page.getByRole('button', { name: 'ten times the liquidity' }).click())
    await expect(headline(page)).toContainText('B fell')
    await goToStep(page, 90)
    await expectAccessible(page, 'with a difference')
    await page.getByRole('button', { name: 'Push' }).click()
    await expect(page.getByRole('heading', { name: 'Plan a push' })).toBeVisible()
    await expectAccessible(page, 'the pushes')
  })
}

test('a push is planned, marked, played and taken away', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('button', { name: 'Push' }).click()
  const menu = page.locator('#push-menu')
  await expect(menu.getByRole('listitem')).toHaveText([/Step 16\s+News: −4%/])
  await menu.getByLabel('What happens').selectOption({ label: 'Liquidity changes' })
  await typeNumber(page, 'To', '0')
  await expect(menu.getByRole('alert')).toContainText('Liquidity is above 0%')
  await typeNumber(page, 'To', '40')
  await typeNumber(page, 'At step', '10')
  await expect(menu.getByRole('listitem')).toHaveText([
    /Step 10\s+Liquidity at 40% of normal/,
    /Step 16\s+News: −4%/,
    ...Array<RegExp>(1).fill(/Step 60\s+Liquidity at 40% of normal/),
  ])
  await menu.getByRole('button', { name: /^Remove: step 60/ }).click()
  await expect(menu.getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(page.locator('.track .slider-mark[title^="push"]')).toHaveCount(2)
  await page.getByRole('button', { name: 'Take back: the pushes' }).click()
  await page.getByRole('button', { name: 'Push', exact: true }).click()
  await expect(menu.getByRole('listitem')).toHaveCount(3)
})
