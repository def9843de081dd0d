/**
 * Goal: what matters in a scenario, through the page: one number swept, two of them, and all of them a tenth down and up; a cell opens
 * its run on the stage; by keyboard too, and axe finds nothing.
 * Method: the built site on a desk and on a phone; what the page says is compared with the same study outside of it.
 */
import { expect, test, type Page } from '@playwright/test'
import { inProcessPool } from '../support/inProcessPool.ts'
import { placeAlong, sweep } from '../../src/risk/sweep.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { toLabAddress } from '../../src/stores/labScenario.svelte.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { expectAccessible } from './axe.ts'
import { DESK, PHONE } from './sandboxPage.ts'

/** Short, so that a test is about the page. */
const short = parseScenario({ ...nightOnTheSandbox, title: 'A short night', steps: 60, stepSeconds: 480 })

async function openQuestion(page: Page, name: RegExp): Promise<void> {
  await page.goto(`./${await toLabAddress(short)}`)
  await page.getByRole('link', { name }).click()
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

for (const viewport of [DESK, PHONE]) {
  test(`what matters: a sweep, a map and all controls, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openQuestion(page, /What matters/)
    await expectAccessible(page, 'before the sweep')
    await page.getByRole('combobox', { name: /^values of each/ }).selectOption('5')
    await page.getByRole('combobox', { name: /^runs of each/ }).selectOption('20')
    await page.getByRole('button', { name: 'Sweep', exact: true }).click()
    await expect(page.getByText('100 of 100 runs, done')).toBeVisible()

    const key = 'venue.maxLeverage'
    const axes = [{ key, values: placeAlong(key, 2, 125, 5) }] as const
    const { cells } = await sweep(
      { document: short, event: 'insolvent', axes, from: 1, runs: 20 },
      inProcessPool(),
    )
    for (const { values, share } of cells)
      await expect(
        page.getByRole('row', { name: new RegExp(`^${values[0]}× ${Math.round(share * 100)} of 100`) }),
      ).toBeVisible()
    const figure = page.getByRole('slider', { name: 'Probability over Max leverage' })
    await figure.press('End')
    await expect(figure).toHaveAttribute('aria-valuetext', /^125×: \d+ of 100/)
    await expectAccessible(page, 'a curve')
    expect(await fits(page)).toBeLessThanOrEqual(viewport.width)

    await page.getByRole('combobox', { name: /^and over/ }).selectOption({ label: 'Depth' })
    await page.getByRole('button', { name: 'Sweep', exact: true }).click()
    await expect(page.getByText('500 of 500 runs, done')).toBeVisible()
    const map = page.getByRole('slider', { name: 'Probability over Max leverage and Depth' })
    await map.press('End')
    await map.press('ArrowDown')
    await expect(map).toHaveAttribute('aria-valuetext', /^Max leverage 125×, Depth [\d.]+% of open interest/)
    await expectAccessible(page, 'a map')
    expect(await fits(page)).toBeLessThanOrEqual(viewport.width)

    await page.getByRole('combobox', { name: /controls a tenth/ }).selectOption('50')
    await page.getByRole('button', { name: 'Move each' }).click()
    await expect(page.getByRole('heading', { name: /matters most\.$|cannot tell/ })).toBeVisible()
    await expect(page.getByText(/runs, done/)).toHaveCount(2)
    await expect(page.getByText(/^Inert here:.*Index lag/)).toBeVisible()
    await page.getByRole('slider', { name: 'Controls by what they do' }).press('ArrowDown')
    await expectAccessible(page, 'a tornado')
    expect(await fits(page)).toBeLessThanOrEqual(viewport.width)

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save CSV' }).click()
    expect((await download).suggestedFilename()).toBe('risk-lab-what-matters.csv')

    await page.getByRole('button', { name: 'Open one run of it' }).click()
    await page.getByRole('link', { name: 'Watch it on the stage' }).click()
    await expect(page).toHaveURL(/#\/\?r=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeAttached()
  })
}

test('a sweep begins at its button alone, and is canceled at once', async ({ page }) => {
  await openQuestion(page, /What matters/)
  await expect(page.getByRole('button', { name: 'Sweep', exact: true })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByRole('combobox', { name: /^runs of each/ }).selectOption('1000')
  await page.getByRole('button', { name: 'Sweep', exact: true }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Sweep', exact: true })).toBeVisible()
})
