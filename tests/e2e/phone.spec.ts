/**
 * Goal: on a phone the picture is in view while a lever is dragged, charts come into view when they are asked for, and the
 * first arrow key answers nothing.
 * Method: the built site at 390 × 844 and at 320 pixels, with boxes measured.
 */
import { expect, test, type Page } from '@playwright/test'
import { findLesson, listSettings, waitForStep } from './lessonPage.ts'
import { openSandbox, PHONE, watchFirstCrash } from './sandboxPage.ts'

const SMALL = { width: 320, height: 568 }

/** How much of the picture can be seen: its height on the screen, above what is dragged. */
async function measurePicture(page: Page, dragged: string): Promise<{ seen: number; gap: number }> {
  return page.evaluate((selector) => {
    const picture = document.querySelector('.picture')?.getBoundingClientRect()
    const lever = document.querySelector(selector)?.getBoundingClientRect()
    if (!picture || !lever) return { seen: 0, gap: 0 }
    return { seen: picture.bottom - Math.max(0, picture.top), gap: lever.top - picture.bottom }
  }, dragged)
}

for (const viewport of [PHONE, SMALL]) {
  test(`the picture stays above the levers, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await openSandbox(page)
    for (const lever of ['#lever-leverage', '#lever-liquidity', '#lever-fund']) {
      await page.locator(lever).scrollIntoViewIfNeeded()
      await page.locator(lever).evaluate((element) => element.scrollIntoView({ block: 'center' }))
      await expect.poll(async () => (await measurePicture(page, lever)).seen).toBeGreaterThan(120)
      await expect.poll(async () => (await measurePicture(page, lever)).gap).toBeGreaterThanOrEqual(0)
    }
  })

  test(`a lesson’s picture stays above its controls, ${viewport.width} wide`, async ({ page }) => {
    const read = findLesson('the-spiral')
    const step = read.lesson.steps.find(
      ({ id, kind }) => kind === 'check' && listSettings(read, id).length > 0,
    )
    if (!step) throw new Error('No step of the lesson has controls.')
    await page.setViewportSize(viewport)
    await page.goto(`./#/lessons/${read.lesson.id}/${step.id}`)
    await waitForStep(page, step.id)
    const slider = '.controls input[type=range]'
    await page
      .locator(slider)
      .last()
      .evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await expect.poll(async () => (await measurePicture(page, slider)).seen).toBeGreaterThan(100)
  })
}

test('what becomes of you is on the first screen, before and after the first crash', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await page.getByRole('button', { name: 'You, at 20×' }).click()
  const you = page.getByText(/^You, at (19|20)/)
  const time = page.getByRole('button', { name: 'Replay' })
  const isAbove = async () => {
    const [line, bar] = await Promise.all([you.boundingBox(), time.boundingBox()])
    return line !== null && bar !== null && line.y + line.height <= bar.y
  }
  await expect.poll(isAbove).toBe(true)
  await watchFirstCrash(page)
  await page.evaluate(() => scrollTo(0, 0))
  await expect(you).toHaveText(/sold out/)
  await expect.poll(isAbove).toBe(true)
})

test('where a run stops, its note lies over nothing of the figure', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto('./#/lessons/one-trader-one-bet/ruin')
  await waitForStep(page, 'ruin')
  await page.locator('.options input').first().check()
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  const top = () =>
    page.locator('.picture-frame').evaluate((frame) => frame.getBoundingClientRect().top + scrollY)
  const before = await top()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const note = page.locator('output', { hasText: 'Stopped at' })
  await expect(note).toBeVisible()
  const bottom = await note.evaluate((element) => element.getBoundingClientRect().bottom + scrollY)
  expect(bottom).toBeLessThanOrEqual((await top()) + 1)
  // Nothing has moved for it.
  expect(await top()).toBe(before)
  await expect(page.locator('.picture-frame')).toContainText('$50')
})

test('charts come into view when they are asked for', async ({ page }) => {
  for (const viewport of [PHONE, { width: 1440, height: 900 }]) {
    await page.setViewportSize(viewport)
    await openSandbox(page)
    await page.getByRole('button', { name: 'Charts', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Charts' })).toBeVisible()
    const top = () => page.locator('#charts').evaluate((element) => element.getBoundingClientRect().top)
    await expect.poll(top).toBeLessThan(viewport.height / 3)
  }
})

test('the first arrow key neither answers nor reveals', async ({ page }) => {
  const { lesson } = findLesson('the-spiral')
  for (const kind of ['quiz', 'predict'] as const) {
    const step = lesson.steps.find((one) => one.kind === kind)
    if (!step) throw new Error(`The lesson has no ${kind}.`)
    await page.goto(`./#/lessons/${lesson.id}/${step.id}`)
    await waitForStep(page, step.id)
    const answers = page.locator('.options input')
    await answers.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(answers.nth(1)).toBeFocused()
    await expect(page.locator('.options input:checked')).toHaveCount(0)
    await expect(page.locator('.verdict')).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(answers.nth(1)).toBeChecked()
  }
})

test('names of the code break between their words, 320 wide', async ({ page }) => {
  await page.setViewportSize(SMALL)
  await openSandbox(page)
  await page.getByText('All numbers, each with its rule').click()
  const rules = page.locator('button.rule-name')
  await rules.last().click()
  const code = page.locator('.rule .code')
  await expect(code).toBeVisible()
  expect(await code.locator('code wbr').count()).toBeGreaterThan(1)
  // What one copies is the name as it is.
  await expect(code.locator('code').last()).toHaveText(/^src\/engine\/\w+\.ts$/)
  const cut = await page
    .locator('.rule')
    .evaluate(
      (rule) =>
        [rule, ...rule.querySelectorAll('p, code')].filter(
          (part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
        ).length,
    )
  expect(cut).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SMALL.width)
})

test('what is told of a trader who is picked comes into view', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await watchFirstCrash(page)
  const picture = page.locator('.stage .picture').first()
  const box = await picture.boundingBox()
  if (!box) throw new Error('There is no picture.')
  const told = page.getByRole('heading', { name: /^Trader [\d,]+ bet on a/ })
  const [places, top] = [[0.55, 0.6, 0.65], box.y + box.height * 0.45]
  for (const place of places)
    if (!(await told.isVisible())) await page.mouse.click(box.x + box.width * place, top)
  await expect(told).toBeInViewport()
})

test('what came of two runs fits, to the last column', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await watchFirstCrash(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  const table = page.getByRole('region', { name: 'What came of it' }).getByRole('table')
  await expect(table).toBeVisible()
  const right = () => table.evaluate((element) => element.getBoundingClientRect().right)
  await expect.poll(right).toBeLessThanOrEqual(PHONE.width)
})

test('every place is one press away, also in a lesson, and the button says where one is', async ({
  page,
}) => {
  for (const viewport of [PHONE, SMALL]) {
    await page.setViewportSize(viewport)
    await page.goto('./#/lessons/one-trader-one-bet/ruin')
    const places = page.getByRole('navigation', { name: 'Places' })
    await expect(places).toBeHidden()
    await page.getByRole('button', { name: 'Places, now Lessons' }).click()
    for (const link of await places.getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 })
    await expect(places.getByRole('link', { name: 'Lessons' })).toHaveAttribute('aria-current', 'page')
    await page.keyboard.press('Escape')
    await expect(places).toBeHidden()
    await page.getByRole('button', { name: 'Places, now Lessons' }).press('Enter')
    await places.getByRole('link', { name: 'Limits' }).click()
    await expect(places).toBeHidden()
    await expect(page.getByRole('button', { name: 'Places, now Limits' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
  }
})
