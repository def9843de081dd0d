/**
 * Goal: the sandbox tells its story by itself, each lever does on the same seed what it says, and time can be moved
 * exactly.
 * Method: the built site as a visitor meets it, on a desk and on a phone; headlines are kept, since they pass.
 */
import { expect, test } from '@playwright/test'
import { beginAgain, untilAnswered } from './modelLine.ts'
import {
  choosePace,
  DESK,
  goToStep,
  headline,
  keepHeadlines,
  moveLever,
  openSandbox,
  PHONE,
  readChange,
  readNumber,
  readStep,
  typeNumber,
  untilTold,
  watchFirstCrash,
  watchProblems,
} from './sandboxPage.ts'

for (const [name, viewport] of [
  ['desk', DESK],
  ['phone', PHONE],
] as const) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport })

    test('the first seconds show a spiral, then who paid, then what liquidity does', async ({ page }) => {
      const problems = watchProblems(page)
      await keepHeadlines(page)
      await openSandbox(page)
      await untilTold(page, /bet with borrowed money/)
      await untilTold(page, /News: −4%. [\d,]+ traders are sold out/)

      await expect(page.getByRole('heading', { name: /^Who paid for/ })).toBeVisible()
      expect(await readNumber(page, 'Sold out')).toBeGreaterThan(0)
      await expect(headline(page)).toContainText(/Their selling: −(?:[7-9]|1\d)%, to [\d.]+\./)
      await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
      await expect(page.getByText('balanced')).toBeVisible()

      await page.getByRole('button', { name: 'Again, with more liquidity' }).click()
      const fall = await readChange(page, 'Fell')
      expect(fall.before).toBeGreaterThan(10)
      expect(fall.now).toBeLessThan(6)
      const soldOut = await readChange(page, 'Sold out')
      expect(soldOut.now).toBeLessThan(soldOut.before)
      expect(problems).toEqual([])
    })

    test('nothing is wider than the screen, and a pause is always in view', async ({ page }) => {
      await openSandbox(page)
      for (const place of [0, 400, 100_000]) {
        await page.evaluate((top) => scrollTo(0, top), place)
        await expect(page.getByRole('button', { name: /^(Play|Pause)$/ })).toBeInViewport({ ratio: 1 })
      }
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
      expect(scrollWidth).toBe(clientWidth)
    })
  })
}

test('on a desk everything fits without scrolling', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(DESK.height)
})

test('on a phone the order is caption, stage, who pays, levers', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  const parts = [
    headline(page),
    page.locator('.picture'),
    page.getByRole('heading', { name: /^Who pays/ }),
    page.getByRole('slider', { name: 'Max leverage' }),
  ]
  const tops = await Promise.all(parts.map(async (part) => (await part.boundingBox())?.y ?? NaN))
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
})

test('play, pause, step, scrub and replay move the run exactly', async ({ page }) => {
  await openSandbox(page)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  // A step that the model was taking already still comes.
  await untilAnswered(page)
  const paused = await readStep(page)
  await page.getByRole('button', { name: 'One step' }).click()
  await expect.poll(() => readStep(page)).toBe(paused + 1)

  await goToStep(page, 32)
  const soldOut = await readNumber(page, 'Sold out')
  expect(soldOut).toBeGreaterThan(100)
  await goToStep(page, 100)
  expect(await readNumber(page, 'Sold out')).toBeGreaterThan(soldOut)
  await goToStep(page, 32)
  expect(await readNumber(page, 'Sold out')).toBe(soldOut)

  await choosePace(page, '0.5/s')
  await page.getByRole('button', { name: 'Replay' }).click()
  await expect.poll(() => readStep(page)).toBeLessThan(32)
  await goToStep(page, 32)
  expect(await readNumber(page, 'Sold out')).toBe(soldOut)
})

test('a push falls on the market, and stays with the run', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 5)
  await choosePace(page, '0.5/s')
  await page.getByRole('button', { name: 'Push' }).click()
  await page.getByRole('button', { name: '−10%' }).click()
  await expect(headline(page)).toContainText('News: −10%')
  await goToStep(page, 15)
  const soldOut = await readNumber(page, 'Sold out')
  expect(soldOut).toBeGreaterThan(0)
  await beginAgain(page, () => page.getByRole('button', { name: 'Replay' }).click())
  await goToStep(page, 15)
  expect(await readNumber(page, 'Sold out')).toBe(soldOut)
})

test('another seed is another run', async ({ page }) => {
  await openSandbox(page)
  await watchFirstCrash(page)
  await page.getByRole('button', { name: 'Reroll' }).click()
  await expect(page.getByRole('heading', { name: 'Changed: Seed' })).toBeVisible()
})

test('each lever, on the same seed', async ({ page }) => {
  await openSandbox(page)
  await watchFirstCrash(page)
  /** Moves one, looks at what changed, and takes it back. */
  const withLever = async (name: RegExp | string, share: number, look: () => Promise<void>) => {
    await beginAgain(page, () => moveLever(page, name, share))
    await look()
    await beginAgain(page, () => page.getByRole('button', { name: /^Take back: / }).click())
  }

  await test.step('more leverage deepens the fall, and taking it back undoes that', () =>
    withLever('Max leverage', 0.8, async () => {
      const fall = await readChange(page, 'Fell')
      expect(fall.now).toBeGreaterThan(fall.before + 3)
    }))
  await expect(page.getByRole('slider', { name: 'Max leverage' })).toHaveAttribute('aria-valuetext', '25×')

  await test.step('less leverage lessens the fall', () =>
    withLever('Max leverage', 0.1, async () => {
      const fall = await readChange(page, 'Fell')
      expect(fall.now).toBeLessThan(fall.before - 8)
    }))

  await test.step('a bigger fund changes who pays, and not the fall', () =>
    withLever('Insurance fund', 0.9, async () => {
      const fall = await readChange(page, 'Fell')
      expect(fall.now).toBeCloseTo(fall.before, 0)
      const shared = await readChange(page, 'Shared by the winners')
      expect(shared.before).toBeGreaterThan(1e5)
      expect(shared.now).toBe(0)
    }))

  await test.step('less liquidity deepens the fall, more of it lessens the fall', async () => {
    await beginAgain(page, () => moveLever(page, /^Liquidity/, 0.4))
    const thin = await readChange(page, 'Fell')
    expect(thin.now).toBeGreaterThan(thin.before + 3)
    await beginAgain(page, () => moveLever(page, /^Liquidity/, 0.9))
    const deep = await readChange(page, 'Fell')
    expect(deep.now).toBeLessThan(6)
  })
})

test('a trader can be picked by number and tells the chain of causes', async ({ page }) => {
  await openSandbox(page)
  await goToStep(page, 60)
  await page.getByRole('button', { name: 'Someone' }).click()
  const card = page.getByRole('region', { name: /^Trader [\d,]+ bet on a/ })
  await expect(card.getByText('sold out', { exact: true })).toBeVisible()
  await expect(card.getByRole('listitem').first()).toContainText('The exchange sold its position')
  await card.getByRole('button', { name: 'Make this you' }).click()
  await expect(page.getByText(/^You, at /)).toBeVisible()
  await typeNumber(page, 'Number', '7')
  await expect(page.getByRole('heading', { name: /^Trader 7 bet on a/ })).toBeVisible()
  await typeNumber(page, 'Number', '12345')
  await expect(page.getByText('Traders have whole numbers from 0 to 10,099.')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Trader 7 bet on a/ })).toBeVisible()
})

test('a click on the picture picks the nearest trader', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  await goToStep(page, 10)
  const box = await page.locator('.picture').boundingBox()
  if (!box) throw new Error('There is no picture.')
  // A few places just right of the axis, where the crowd is dense whatever the browser draws; again until it is drawn.
  await expect(async () => {
    for (const share of [0.35, 0.6, 0.7]) {
      await page.mouse.click(box.x + box.width * 0.52, box.y + box.height * share)
      if (await page.getByRole('heading', { name: /^Trader [\d,]+ bet/ }).isVisible()) return
    }
    throw new Error('Nobody was picked.')
  }).toPass()
})

test('reduced motion plays nothing by itself, and tells the story in three stills', async ({ page }) => {
  // The page's own setting: not every browser can be asked to emulate the system's.
  await page.addInitScript(() => localStorage.setItem('loss-spiral:/:settings', '{"motion":"reduced"}'))
  await page.clock.install()
  await openSandbox(page)
  await page.getByRole('button', { name: '1. Before' }).click()
  await expect(headline(page)).toContainText('bet with borrowed money')
  await page.getByRole('button', { name: '2. The fall' }).click()
  await expect(headline(page)).toContainText('traders are sold out')
  await page.getByRole('button', { name: '3. After' }).click()
  await expect(headline(page)).toContainText(/Their selling: −\d+%, to [\d.]+\./)
  const step = await readStep(page)
  // Ten seconds of the page's own time.
  await page.clock.runFor(10_000)
  await untilAnswered(page)
  expect(await readStep(page)).toBe(step)
})

test('every situation and every venue style runs', async ({ page }) => {
  const problems = watchProblems(page)
  await openSandbox(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  for (const label of ['Situation', 'Who pays, as on a known venue']) {
    const select = page.getByLabel(label, { exact: true })
    for (const option of await select.getByRole('option').allInnerTexts()) {
      await beginAgain(page, () => select.selectOption({ label: option }))
      await goToStep(page, 60)
      await expect(page.getByText('balanced')).toBeVisible()
      await expect(page.getByRole('alert')).toHaveCount(0)
    }
  }
  expect(problems).toEqual([])
})
