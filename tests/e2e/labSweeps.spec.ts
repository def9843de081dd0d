/**
 * Goal: studies under common seeds, through the page: what matters (one number swept, two of them, all of them a tenth down and up),
 * what breaks it, and which of two is better; each opens a run on the stage; by keyboard too, and axe finds nothing.
 * Method: the built site on a desk and on a phone; what the page says is compared with the same study outside of it.
 */
import { expect, test, type Page } from '@playwright/test'
import { inProcessPool } from '../support/inProcessPool.ts'
import { compare } from '../../src/risk/compare.ts'
import { Mover } from '../../src/risk/moving.ts'
import { reverse } from '../../src/risk/reverse.ts'
import { placeAlong, sweep } from '../../src/risk/sweep.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { toLabAddress } from '../../src/stores/labScenario.svelte.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { expectReadable } from './axe.ts'
import { nameSizes, VISITS } from './sandboxPage.ts'

/** Short, so that a test is about the page. */
const short = parseScenario({ ...nightOnTheSandbox, title: 'A short night', steps: 60, stepSeconds: 480 })

async function openQuestion(page: Page, name: RegExp): Promise<void> {
  await page.goto(`./${await toLabAddress(short)}`)
  await page.getByRole('link', { name }).click()
}

for (const sizes of VISITS) {
  test(`what matters: a sweep, a map and all controls, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openQuestion(page, /What matters/)
    await expectReadable(page, sizes, 'before the sweep')
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
    await expectReadable(page, sizes, 'a curve')

    await page.getByRole('combobox', { name: /^and over/ }).selectOption({ label: 'Depth' })
    await page.getByRole('button', { name: 'Sweep', exact: true }).click()
    await expect(page.getByText('500 of 500 runs, done')).toBeVisible()
    const map = page.getByRole('slider', { name: 'Probability over Max leverage and Depth' })
    await map.press('End')
    await map.press('ArrowDown')
    await expect(map).toHaveAttribute('aria-valuetext', /^Max leverage 125×, Depth [\d.]+% of open interest/)
    await expectReadable(page, sizes, 'a map')

    await page.getByRole('combobox', { name: /controls a tenth/ }).selectOption('50')
    await page.getByRole('button', { name: 'Move each' }).click()
    await expect(page.getByRole('heading', { name: /matters most\.$|cannot tell/ })).toBeVisible()
    await expect(page.getByText(/runs, done/)).toHaveCount(2)
    await expect(page.getByText(/^Inert here:.*Index lag/)).toBeVisible()
    await page.getByRole('slider', { name: 'Controls by what they do' }).press('ArrowDown')
    await expectReadable(page, sizes, 'a tornado')

    for (const title of ['Probability over Max leverage and Depth', 'Controls by what they do']) {
      const picture = page.waitForEvent('download')
      await page.getByRole('button', { name: new RegExp(`^Save picture ?: ${title}$`) }).click()
      expect((await picture).suggestedFilename()).toMatch(/^risk-lab-.*\.png$/)
    }

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

for (const sizes of VISITS) {
  test(`what breaks it: news and a sale, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openQuestion(page, /What breaks it/)
    await page.getByRole('combobox', { name: /^seeds/ }).selectOption('50')
    await page.getByRole('button', { name: 'Find the push' }).click()
    await expect(page.getByText(/runs, done/)).toBeVisible()
    const question = { kind: 'news', step: 16, grain: 0.001, places: 500, from: 1, runs: 50 } as const
    const { bracket } = await reverse({ document: short, event: 'insolvent', ...question }, inProcessPool())
    const said = `−${((bracket?.high ?? NaN) * 100).toFixed(1)}%`
    await expect(
      page.getByRole('heading', { name: `News of ${said} breaks it in half of the seeds.` }),
    ).toBeVisible()
    const figure = page.getByRole('slider', { name: 'Share of seeds that break over the push' })
    await figure.press('End')
    await expect(figure).toHaveAttribute('aria-valuetext', /^−\d+\.\d%: \d+ of 100/)
    await expectReadable(page, sizes, 'what breaks it')

    const most = page.getByRole('spinbutton').first()
    await most.fill('1')
    await most.press('Enter')
    await page.getByRole('button', { name: 'Find the push' }).click()
    await expect(page.getByRole('heading', { name: /^No push up to −1\.0% breaks it/ })).toBeVisible()

    await page.getByRole('combobox', { name: /^under/ }).selectOption({ label: 'an outsider sells at once' })
    await page.getByRole('button', { name: 'Find the push' }).click()
    await expect(
      page.getByRole('heading', { name: /× depth \([\d,]+ contracts\) breaks it in half/ }),
    ).toBeVisible()
    await expectReadable(page, sizes, 'a sale that breaks it')
    await page.getByRole('button', { name: 'Open one run of it' }).click()
    await page.getByRole('link', { name: 'Watch it on the stage' }).click()
    await expect(page).toHaveURL(/#\/\?r=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeAttached()
  })

  test(`what breaks it: its own pushes together, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    const shocks = [
      { step: 10, kind: 'fairValue', change: -0.05 },
      { step: 12, kind: 'depth', factor: 0.5 },
    ] as const
    const mixed = { ...short, title: 'Two pushes', shocks: [...shocks] }
    await page.goto(`./${await toLabAddress(mixed)}`)
    await page.getByRole('link', { name: /What breaks it/ }).click()
    await page.getByRole('combobox', { name: /^seeds/ }).selectOption('50')
    await page
      .getByRole('combobox', { name: /^under/ })
      .selectOption({ label: 'its own pushes, all scaled together' })
    await expect(page.getByRole('spinbutton')).toHaveCount(1)
    await page.getByRole('button', { name: 'Find the push' }).click()
    await expect(page.getByText(/runs, done/)).toBeVisible()
    const question = { kind: 'mix', step: 16, grain: 0.05, places: 100, from: 1, runs: 50 } as const
    const { bracket } = await reverse({ document: mixed, event: 'insolvent', ...question }, inProcessPool())
    await expect(
      page.getByRole('heading', {
        name: `${bracket?.high} × its own pushes break it in half of the seeds.`,
      }),
    ).toBeVisible()
    await expectReadable(page, sizes, 'a mix that breaks it')
  })

  test(`better or lucky: another control, and another address, ${nameSizes(sizes)} wide`, async ({
    page,
  }) => {
    await page.setViewportSize(sizes[0])
    await openQuestion(page, /Better or lucky/)
    await page.getByRole('combobox', { name: /^seeds/ }).selectOption('100')
    const value = page.getByRole('spinbutton')
    await value.fill('32')
    await value.press('Enter')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await expect(
      page.getByRole('heading', {
        name: /^B makes it more frequent: in \d+ instead of \d+ of 100 futures\.$/,
      }),
    ).toBeVisible()
    await expect(page.getByText('200 of 200 runs, done')).toBeVisible()
    const b = new Mover(short).move([{ key: 'venue.maxLeverage', value: 32 }])
    if (typeof b === 'string') throw new Error(b)
    const found = await compare(
      { a: { document: short, written: null }, b, event: 'insolvent', from: 1, runs: 100 },
      inProcessPool(),
    )
    await expect(
      page.getByRole('row', { name: `only in B ${found.paired.counts.onlyB} seeds`, exact: false }),
    ).toBeVisible()
    const figure = page.getByRole('slider', { name: 'Seeds by what they did in A and B' })
    await figure.press('End')
    const last = found.flips.lastIndexOf('none') + 1
    await expect(figure).toHaveAttribute('aria-valuetext', `seed ${last}: in neither`)
    await expectReadable(page, sizes, 'better or lucky')
    await figure.press('Home')
    await page.getByRole('button', { name: 'Open it in B' }).click()
    await expect(page.getByRole('link', { name: 'Watch it on the stage' })).toBeVisible()

    // The very same scenario, by its address.
    await page.getByText('Or another scenario by its address').click()
    await page.getByRole('textbox', { name: 'Address of B' }).fill('no address')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('link')
    await page.getByRole('textbox', { name: 'Address of B' }).fill((await toLabAddress(short)) ?? '')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await expect(
      page.getByRole('heading', { name: /^Inert here: every future of B is that of A\.$/ }),
    ).toBeVisible()
    await expectReadable(page, sizes, 'a scenario against itself')
  })
}
