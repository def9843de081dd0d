/**
 * Goal: a whole study through the page: how likely, one future on the stage, how rare, and the estimate beside the levers; by keyboard
 * too, and axe finds nothing.
 * Method: the built site on a desk and on a phone; what the page says is compared with the command's own estimate.
 */
import { expect, test, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { createContagion } from '../support/riskDocuments.ts'
import { countFates } from '../../src/risk/fates.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { countJointFailures } from '../../src/risk/jointFailures.ts'
import { playReturns } from '../../src/risk/returns.ts'
import { readTails } from '../../src/risk/tails.ts'
import { expectAccessible, expectReadable } from './axe.ts'
import { DESK, nameSizes, openSandbox, PHONE, VISITS, watchFirstCrash } from './sandboxPage.ts'

const RUNS = 400
const night = parseScenario(nightOnTheSandbox)

async function openLab(page: Page, hash = '#/lab'): Promise<void> {
  await page.goto(`./${hash}`)
  await expect(page.getByText(`${RUNS} of ${RUNS} runs, done`)).toBeVisible()
}

for (const sizes of VISITS) {
  test(`a study from the question to the run on the stage, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openLab(page)
    const { futures } = playFutures({ kind: 'futures', document: night, from: 1, count: RUNS })
    const [insolvent] = countFates(futures)
    const said = `${((insolvent.count / RUNS) * 100).toFixed(0)} of 100`
    await expect(page.getByRole('heading', { name: `Bankrupt in ${said} futures.` })).toBeVisible()
    await expect(page.getByText(/A probability of this model, not of the world/)).toBeVisible()
    await expectReadable(page, sizes, 'how likely')

    // The worst is the first mark; keys move from future to future.
    const marks = page.getByRole('slider', { name: 'Futures, the worst first' })
    await marks.press('Home')
    const worst = futures.slice(0, 100).find(({ insolventStep }) => insolventStep !== null)
    await expect(page.getByRole('heading', { name: `Seed ${worst?.seed}` })).toBeVisible()
    await expect(marks).toHaveAttribute('aria-valuetext', `seed ${worst?.seed}: bankrupt`)
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

test('on a phone the questions stand in a row, and the answer to the one that is tapped begins below it', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await openLab(page)
  const row = page.getByRole('navigation', { name: 'Questions' })
  for (const [question, heading] of [
    [/How fat is the tail/, /How fat is the tail|Once in/],
    [/How likely/, /Bankrupt in/],
    [/Would your model/, /Would your model|It passed/],
  ] as const) {
    await row.getByRole('link', { name: question }).click()
    await expect(row.locator('[aria-current]')).toBeInViewport({ ratio: 0.9 })
    const answer = page.getByRole('heading', { level: 2, name: heading })
    await expect(answer).toBeInViewport()
    expect((await answer.boundingBox())?.y).toBeLessThan(PHONE.height / 2)
  }
})

test('a fund is sized from the same futures, and is not where its size would change the price', async ({
  page,
}) => {
  await openLab(page)
  await page.getByRole('link', { name: /How big a fund/ }).click()
  await expect(page.getByRole('heading', { name: /A fund for the mean loss is empty in/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /for 5 in 100 \$/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /for 1 in 1,000 .* cannot tell/ })).toBeVisible()
  await expectAccessible(page, 'the size of a fund')
})

test('on a phone the figures keep the size of their type', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openLab(page)
  for (const [question, name] of [
    [/How likely/, /^After 400 runs/],
    [/How likely/, /^Histogram of 400 futures/],
    [/How big a fund/, /^The chance that the fund is empty/],
  ] as const) {
    await page.getByRole('navigation', { name: 'Questions' }).getByRole('link', { name: question }).click()
    const figure = page.getByRole('img', { name })
    await expect(figure).toBeVisible()
    const size = () =>
      figure.evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)
    await expect.poll(size).toBeGreaterThan(0.95)
    expect(await size()).toBeLessThan(1.05)
  }
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

test('an event is asked about, counted where it is common, and cancelled at once', async ({ page }) => {
  await openLab(page)
  await page.getByRole('link', { name: /How rare/ }).click()
  await expectAccessible(page, 'how rare')
  await page.getByLabel('How likely is it that').selectOption('fundExhausted')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByRole('status').filter({ hasText: /counted in [\d,]+ runs\./ })).toBeVisible()
  await expectAccessible(page, 'an answer')
  await page.getByLabel('How likely is it that').selectOption('priceBelow')
  await page.getByRole('spinbutton').fill('60')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Ask' })).toBeVisible()
})

test('each figure is saved as a picture that says what it is, and stands there as a table', async ({
  page,
}) => {
  await openLab(page)
  for (const [question, title] of [
    [/How likely/, /^Save picture ?: (Bankrupt in|Sharper|Lost beyond)/],
    [/How big a fund/, /^Save picture ?: The chance that the fund is empty/],
    [/How fat is the tail/, /^Save picture ?: (How often|The tail index|Do large moves)/],
    [/Would your model/, /^Save picture ?: (Moves beyond the limit|The same history with a crowd)/],
  ] as const) {
    await page.getByRole('link', { name: question }).click()
    const buttons = page.getByRole('button', { name: title })
    await expect(buttons.first()).toBeVisible()
    for (const button of await buttons.all()) {
      const coming = page.waitForEvent('download')
      await button.click()
      const download = await coming
      expect(download.suggestedFilename()).toMatch(/^risk-lab-.*\.png$/)
      const { width, colors } = await readPicture(page, await readFile(await download.path()))
      // Ground, words and marks in their own colors, at twice the fineness of the page.
      expect(width).toBe(1920)
      expect(colors).toBeGreaterThan(20)
    }
  }
  await page.getByRole('link', { name: /How likely/ }).click()
  await page.getByText(/^Table ?: Bankrupt in/).click()
  await expect(page.getByRole('row', { name: /^bankrupt \d+ \d+ to \d+ \d+/ })).toBeVisible()
  await expectAccessible(page, 'a table beside the marks')
})

/** How wide a PNG is, and how many colors it has. */
async function readPicture(page: Page, file: Buffer): Promise<{ width: number; colors: number }> {
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = document.createElement('canvas')
    canvas.width = picture.width
    canvas.height = picture.height
    const pen = canvas.getContext('2d')
    pen?.drawImage(picture, 0, 0)
    const pixels = pen?.getImageData(0, 0, picture.width, picture.height).data.buffer
    return { width: picture.width, colors: new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size }
  }, file.toString('base64'))
}

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

for (const sizes of VISITS)
  test(`a tail is read off its futures, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openLab(page)
    await page.getByRole('link', { name: /How fat is the tail/ }).click()
    const done = page.getByRole('status').filter({ hasText: /returns of/ })
    await expect(done).toHaveText('38,400 returns of 30 s from 40 futures.')
    const { runs } = playReturns({ kind: 'returns', document: night, from: 1, count: 40 })
    const settings = { side: 'falls', span: 1, over: 0.05 } as const
    const { price } = readTails({ kind: 'tails', runs, seed: '40', ...settings })
    const seen = 100 * (1 - Math.exp(-(price.pareto?.levels[0].seen ?? NaN)))
    await expect(
      page.getByRole('heading', { name: `the price falls by ${seen.toFixed(2)}% or more` }),
    ).toBeVisible()
    await expect(page.getByRole('row', { name: /^price, 1,000 / })).toBeVisible()
    for (const summary of await page.locator('summary').all()) await summary.press('Enter')
    await expect(page.getByRole('row', { name: /^5%: / })).toBeVisible()
    await expectReadable(page, sizes, 'a tail')
    await page.getByLabel('over a time of').selectOption('10 min')
    await expect(done).toHaveText('1,920 returns of 10 min from 40 futures.')
  })

test('volatility is moved on the same seeds, and cancelled at once', async ({ page }) => {
  await openLab(page)
  await page.getByRole('link', { name: /How fat is the tail/ }).click()
  await page.getByRole('button', { name: 'Play 100 seeds at each' }).click()
  await expect(page.getByRole('heading', { name: /A tenth more volatility: bankrupt in/ })).toBeVisible()
  await page.locator('.work').getByRole('button', { name: 'Cancel' }).last().click()
  await expect(page.getByRole('button', { name: /seeds at each/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /At half the volatility/ })).toBeVisible()
  await page.getByRole('combobox', { name: /^How often/ }).selectOption('fund empty')
  await expect(page.getByRole('heading', { name: /A tenth more volatility: fund empty in/ })).toBeVisible()
  await expectAccessible(page, 'a curve over volatility')
})

test('the levers say how often the venue fails, and the lab takes the scenario over', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  await watchFirstCrash(page)
  const line = page.getByText(/In 100 futures: bankrupt in/)
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

test('an address that cannot be read is refused in words, and the lab’s own night stands in', async ({
  page,
}) => {
  await openLab(page, '#/lab/likely?r=damaged')
  await expect(page.getByRole('alert')).toContainText('The address could not be read')
  await expect(page.getByText('A night on the sandbox')).toBeVisible()
})

for (const sizes of VISITS) {
  test(`a rule that passed its backtest meets a crowd, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await page.goto('./#/lab/backtest')
    await expect(page.getByRole('heading', { name: 'It passed: 3 breaches in 251 days.' })).toBeVisible()
    await expect(page.getByText(/5,105 prices, .* names Yahoo Finance/)).toBeVisible()
    await expect(
      page.getByRole('heading', { name: /With a crowd, the worst day is −.* instead of −3\.5%/ }),
    ).toBeVisible()
    await expectReadable(page, sizes, 'a backtest')

    // By keyboard: another year, another rule; the answers follow.
    const until = page.getByRole('slider', { name: /Tried until/ })
    await until.press('End')
    await expect(until).toHaveAttribute('aria-valuetext', '2020-04-17')
    await expect(
      page.getByRole('heading', { name: /It did not know: \d+ breaches in 3,\d+ days/ }),
    ).toBeVisible()
    await page.getByLabel('The margin comes from').selectOption('garch')
    await expect(page.getByRole('row', { name: /Kupiec.* rejected/ })).toBeVisible()
    await page.getByText('The breaches, day by day').click()
    await expect(page.getByRole('row', { name: /2007-02-27 −3\.5%/ })).toBeVisible()
    await expectReadable(page, sizes, 'the breaches')

    await page.getByLabel('Prices').selectOption('bitcoin')
    await expect(page.getByText(/parsabe\/Open-data/)).toBeVisible()
    await page.getByRole('link', { name: 'Watch it on the stage' }).click()
    await expect(page).toHaveURL(/#\/\?r=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeAttached()
    await expect(page.getByTestId('notice')).toBeHidden()
  })
}

test('a file of one’s own is read in the background, said in a line, and can be cancelled', async ({
  page,
}) => {
  await page.goto('./#/lab/backtest')
  await expect(page.getByRole('heading', { name: /It passed/ })).toBeVisible()
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => (100 + 10 * Math.sin(i / 9) + ((i * 7919) % 13) / 10).toFixed(2))
  const choose = async (name: string, text: string) => {
    const picker = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Your own file' }).click()
    await (await picker).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  }
  await choose('large.csv', `price\n${rows(900_000).join('\n')}\n`)
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByText(/Reading the table|Loading the file/)).toBeHidden()
  await expect(page.getByText(/5,105 prices/)).toBeVisible()
  await choose('mine.csv', `price\n${rows(400).join('\n')}\n`)
  await expect(page.getByText(/^400 prices, /)).toBeVisible()
  await expect(page.getByText(/your own prices stay on this device/)).toBeVisible()
  await choose('none.csv', '1\n2\n3\n')
  await expect(page.getByRole('alert')).toContainText('none.csv')
  await expect(page.getByText(/^400 prices, /)).toBeVisible()
})

test('every answer leads to what a probability of the model means', async ({ page }) => {
  await openLab(page)
  await page.getByRole('link', { name: 'What that means' }).click()
  await expect(page.getByRole('heading', { name: 'What a probability of a model means' })).toBeVisible()
  const said = page.getByRole('figure', { name: /the fund is empty: \d+ of 100, after 400 seeds/ })
  await expect(said).toBeVisible()
  await expectAccessible(page, 'what a probability means')
})
