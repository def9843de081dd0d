/**
 * Goal: how likely it is, and how big a fund has to be: one future on the stage, a world, a worker that ends, and the estimate beside the
 * levers; by keyboard too, and axe finds nothing.
 * Method: the built site on a desk and on a phone; what the page says is compared with the same futures outside of it.
 */
import { expect, test } from '@playwright/test'
import { createContagion } from '../support/riskDocuments.ts'
import { countFates } from '../../src/risk/fates.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { countJointFailures } from '../../src/risk/jointFailures.ts'
import { expectAccessible, expectReadable } from './axe.ts'
import { night, openLab, RUNS } from './labPage.ts'
import { DESK, nameSizes, openSandbox, VISITS, watchFirstCrash } from './sandboxPage.ts'

for (const sizes of VISITS) {
  test(`a study from the question to the run on the stage, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openLab(page)
    const { futures } = playFutures({ kind: 'futures', document: night, from: 1, count: RUNS })
    const [insolvent] = countFates(futures)
    const said = `${((insolvent.count / RUNS) * 100).toFixed(0)} of 100`
    await expect(
      page.getByRole('heading', { name: `The exchange is bankrupt in ${said} futures.` }),
    ).toBeVisible()
    await expect(page.getByText(/A probability of this model, not of the world/)).toBeVisible()
    await expectReadable(page, sizes, 'how likely')

    // The worst is the first mark; keys move from future to future.
    const marks = page.getByRole('slider', { name: 'Futures, the worst first' })
    await marks.press('Home')
    const worst = futures.slice(0, 100).find(({ insolventStep }) => insolventStep !== null)
    await expect(page.getByRole('heading', { name: `Seed ${worst?.seed}` })).toBeVisible()
    await expect(marks).toHaveAttribute('aria-valuetext', `seed ${worst?.seed}: exchange bankrupt`)
    await marks.press('ArrowDown')
    await expect(page.getByRole('heading', { name: `Seed ${worst?.seed}` })).toBeHidden()
    await marks.press('Home')

    await page.getByLabel('Over all futures').selectOption({ label: 'Lowest price' })
    await expect(page.getByRole('row', { name: /expected shortfall/ })).toBeVisible()
    await page.getByRole('link', { name: 'Watch it on the stage' }).click()
    await expect(page).toHaveURL(/#\/\?r=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeAttached()
    await expect(
      page.locator('#seed, input[name=seed]').or(page.getByText('Loss Spiral')).first(),
    ).toBeAttached()
  })
}

test('a fund is sized from the same futures, and anew where its size would change the price', async ({
  page,
}) => {
  await openLab(page)
  await page.getByRole('link', { name: /How big a fund/ }).click()
  await expect(page.getByRole('heading', { name: /A fund of .* lasts in 95 of 100 futures/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /for 5 in 100 \$/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /for 1 in 1,000 .* cannot tell/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^today’s.* of 100/ })).toBeVisible()
  await expectAccessible(page, 'the size of a fund')

  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a file' }).click()
  const closing = { ...night, venue: { ...night.venue, waterfall: ['insuranceFund', 'adl'] } }
  const buffer = Buffer.from(JSON.stringify(closing))
  await (await choosing).setFiles({ name: 'closing.json', mimeType: 'application/json', buffer })
  await page.getByLabel('runs of each size').selectOption('20')
  await page.getByRole('button', { name: 'Play each size' }).click()
  await expect(page.getByText('180 of 180 runs, done')).toBeVisible()
  await expect(page.getByText(/it is empty in .* of 100/).first()).toBeVisible()
  await expectAccessible(page, 'the size of a fund, each played anew')
})

test('a worker that ends without a word is told of, and the study goes on when it is asked again', async ({
  page,
}) => {
  await openLab(page)
  await page.getByRole('button', { name: '4,000 runs' }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  // Whatever it is at, it hears nothing afterwards, and says nothing.
  const workers = page.workers().filter((worker) => worker.url().includes('risk.worker'))
  expect(workers.length).toBeGreaterThan(0)
  for (const worker of workers) void worker.evaluate(() => self.close()).catch(() => undefined)
  await expect(page.getByRole('alert')).toContainText('The browser ended a worker of the study')
  await expectAccessible(page, 'a study that broke')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByText('4,000 of 4,000 runs, done')).toBeVisible()
})

for (const sizes of VISITS)
  test(`a world from a file says who fails with whom, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openLab(page)
    const world = createContagion()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open a file' }).click()
    const buffer = Buffer.from(JSON.stringify({ ...world, title: 'An exchange and its bank' }))
    await (await choosing).setFiles({ name: 'world.json', mimeType: 'application/json', buffer })
    await expect(page.getByText('An exchange and its bank')).toBeVisible()
    await expect(page.getByText(`${RUNS} of ${RUNS} runs, done`)).toBeVisible()
    const { futures } = playFutures({ kind: 'futures', document: world, from: 1, count: RUNS })
    const joint = countJointFailures(
      futures.map(({ failed }) => failed),
      2,
    )
    const per = (share: number) => (share * 100).toFixed(0)
    await expect(page.getByRole('heading', { name: /^At least 1 venue/ })).toHaveText(
      `At least 1 venue fails in ${per(joint.atLeast[0].share)} of 100 futures.`,
    )
    await page.getByRole('combobox', { name: 'At least' }).selectOption('2 venues')
    await expect(page.getByRole('heading', { name: /^At least 2 venues/ })).toHaveText(
      `At least 2 venues fail in ${per(joint.atLeast[1].share)} of 100 futures.`,
    )
    await page.getByText(/^Table ?: Who fails with whom/).click()
    const { hits, of } = joint.given[0][1] ?? { hits: NaN, of: NaN }
    expect(of).toBeGreaterThan(0)
    await expect(page.getByRole('cell', { name: `, ${hits} of ${of}` })).toBeVisible()
    await expectReadable(page, sizes, 'a world in the lab')
    await page.getByRole('button', { name: 'Switch each off' }).click()
    await expect(page.getByText('200 of 200 runs, done')).toBeVisible()
    await page.getByText(/^Table ?: Without each channel/).click()
    await expect(page.getByRole('row', { name: /^without: Money placed with others 0 of 100/ })).toBeVisible()
    await expectReadable(page, sizes, 'a world without each of its channels')
    await page.getByRole('link', { name: /How big a fund/ }).click()
    await expect(page.getByText('This question is about one exchange.')).toBeVisible()
  })

test('the levers say how often the venue fails, and the lab takes the scenario over', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  await watchFirstCrash(page)
  const line = page.getByText(/In 100 futures: exchange bankrupt in/)
  await expect(line).toBeVisible()
  const before = await line.textContent()
  const fund = page.locator('#lever-fund')
  await fund.focus()
  for (let i = 0; i < 25; i++) await fund.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect.poll(async () => line.textContent()).not.toBe(before)
  const link = page.getByRole('link', { name: 'Ask the risk lab' })
  await link.click()
  await expect(page.getByText('The spiral', { exact: true })).toBeVisible()
  await expect(page.getByText(`${RUNS} of ${RUNS} runs, done`)).toBeVisible()
  // The other question is about the same scenario.
  await page.getByRole('link', { name: /How rare/ }).click()
  await expect(page).toHaveURL(/#\/lab\/rare\?r=/)
  await expect(page.getByText('The spiral', { exact: true })).toBeVisible()
})
