/**
 * Goal: on a phone what one has to press next stands on the first screen, above the bar, and the picture leaves room for it.
 * Method: every step of the lessons that asks for something, at 390 × 844, with boxes measured as it is opened.
 */
import { expect, test, type Page } from '@playwright/test'
import { catalog, waitForStep } from './lessonPage.ts'
import { openSandbox, PHONE, watchFirstCrash } from './sandboxPage.ts'

/** The share of the screen that the picture may take, with its numbers and its time. */
const MOST = 0.45

/** Where the parts end that must be seen, against the top of the bar; empty where all are. */
function findHidden(page: Page, selectors: readonly string[]): Promise<string[]> {
  return page.evaluate((all) => {
    const bar = document.querySelector('.ways')?.getBoundingClientRect()
    return all.flatMap((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect()
      if (!box || !bar) return `${selector} is not there`
      // What is made with a check stands in the bar.
      const isInBar = box.top >= bar.top - 1 && box.bottom <= bar.bottom + 1
      return box.bottom <= bar.top + 1 || isInBar ? [] : `${selector} ends at ${Math.round(box.bottom)}`
    })
  }, selectors)
}

/** How far the last answer of a question lies under the bar, or under the buttons above it. */
function measureHiddenAnswer(page: Page): Promise<number> {
  return page.evaluate(() => {
    const last = [...document.querySelectorAll('.options label')].at(-1)?.getBoundingClientRect()
    const below = document.querySelector('.predict .buttons') ?? document.querySelector('.ways')
    return (last?.bottom ?? NaN) - (below?.getBoundingClientRect().top ?? NaN)
  })
}

const asking = catalog.flatMap(({ lesson }) =>
  lesson.steps.flatMap(({ id, kind }) =>
    kind === 'check' || kind === 'predict' ? { lesson: lesson.id, step: id, kind } : [],
  ),
)

test('what is pressed next stands above the bar, and the picture takes less than half', async ({ page }) => {
  await page.setViewportSize(PHONE)
  for (const { lesson, step, kind } of asking) {
    const state = `${lesson}, ${step}`
    await page.goto(`./#/lessons/${lesson}/${step}`)
    await waitForStep(page, step)
    const wanted = kind === 'check' ? ['.check .primary', '.controls input'] : ['.predict .buttons .primary']
    await expect.poll(() => findHidden(page, wanted), { message: state, timeout: 15_000 }).toEqual([])
    const share = () =>
      page.evaluate(
        () => (document.querySelector('.scene')?.getBoundingClientRect().height ?? 0) / innerHeight,
      )
    await expect.poll(share, { message: state, timeout: 15_000 }).toBeLessThanOrEqual(MOST)
  }
})

const questions = catalog.flatMap(({ lesson }) =>
  lesson.steps.flatMap((step) =>
    step.kind === 'quiz' || step.kind === 'recall' || (step.kind === 'predict' && step.ask.kind === 'choice')
      ? { lesson: lesson.id, step: step.id }
      : [],
  ),
)

test('every answer of a question stands above the bar', async ({ page }) => {
  await page.setViewportSize(PHONE)
  expect(questions.length).toBeGreaterThan(0)
  for (const { lesson, step } of questions) {
    await page.goto(`./#/lessons/${lesson}/${step}`)
    await waitForStep(page, step)
    await expect
      .poll(() => measureHiddenAnswer(page), { message: `${lesson}, ${step}`, timeout: 15_000 })
      .toBeLessThanOrEqual(0)
  }
})

test('once it is answered, a figure has the room that its words need', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./#/lessons/selling-moves-the-price/no-hurry')
  await waitForStep(page, 'no-hurry')
  await page.locator('.options input').first().check()
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Look at the picture first.')).toBeVisible()
  const plot = page.locator('.picture-frame svg').first()
  await expect.poll(async () => (await plot.boundingBox())?.height ?? 0).toBeGreaterThan(130)
})

test('the picture that is to be looked at stays in view', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto('./#/lessons/inside-the-engine/flash')
  await waitForStep(page, 'flash')
  await page.locator('.options input').first().check()
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  await page.evaluate(() => scrollTo(0, 400))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('Look at the picture first.')).toBeVisible()
  const seen = await page
    .locator('.picture-frame')
    .evaluate(
      (frame) => frame.getBoundingClientRect().bottom - Math.max(0, frame.getBoundingClientRect().top),
    )
  expect(seen).toBeGreaterThan(150)
  await page.getByRole('button', { name: /^Compare with/ }).click()
  await expect.poll(() => findHidden(page, ['.verdict'])).toEqual([])
})

test('a control in hand shows at once what it would do, and the run begins when it is let go', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await page.goto('./#/lessons/the-spiral/smallest')
  await waitForStep(page, 'smallest')
  await expect(page.locator('.stage-label.stage-tag')).toBeVisible()
  const box = await page.getByRole('slider', { name: 'Bad news' }).boundingBox()
  if (!box) throw new Error('There is no control.')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.79, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.3, y, { steps: 8 })
  await expect(page.locator('.stage-label', { hasText: 'while you drag' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0)
  await page.mouse.up()
  await expect(page.locator('.stage-label', { hasText: 'while you drag' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
})

test('why it came so is one touch away, on the first screen', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await watchFirstCrash(page)
  await page.getByRole('button', { name: 'Again, with more liquidity' }).click()
  const why = page.getByRole('link', { name: 'Why? Lesson 1' })
  await expect(why).toBeVisible()
  const isAbove = async () => {
    await page.evaluate(() => scrollTo(0, 0))
    const [line, bar] = await Promise.all([
      why.boundingBox(),
      page.getByRole('button', { name: 'Replay' }).boundingBox(),
    ])
    return line !== null && bar !== null && line.y + line.height <= bar.y
  }
  await expect.poll(isAbove).toBe(true)
  // A control with its two values, and what they are of once.
  await expect(
    page.getByRole('heading', { name: /^Changed: Liquidity: a 1% move costs \$[\d.]+M → \$/ }),
  ).toBeVisible()
})

const worlds = catalog.filter(({ lesson }) => Object.hasOwn(lesson.scenario.document, 'venues'))

test('where a lesson asks about several houses, all of them and each of their pictures are seen at once', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(worlds.length).toBeGreaterThan(3)
  for (const { lesson } of worlds)
    for (const { id } of lesson.steps.filter(({ kind }) => kind === 'predict' || kind === 'compare')) {
      await page.goto(`./#/lessons/${lesson.id}/${id}`)
      await waitForStep(page, id)
      const findCut = () =>
        page.evaluate(() => {
          const frame = document.querySelector('.lesson-houses')?.getBoundingClientRect()
          const parts = [...document.querySelectorAll('[data-house] :is(header, .market)')]
          if (!frame || parts.length === 0) return ['nothing is there']
          return parts
            .filter((part) => part.getBoundingClientRect().bottom > frame.bottom + 1)
            .map((part) => part.textContent?.trim() ?? '')
        })
      await expect.poll(findCut, { message: `${lesson.id}, ${id}`, timeout: 15_000 }).toEqual([])
    }
})

test('what a step looks at beside its picture is seen, in dollars, with what its marks mean', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./#/lessons/the-spiral/reading-r')
  await waitForStep(page, 'reading-r')
  await expect.poll(() => findHidden(page, ['.side .first'])).toEqual([])
  await page.goto('./#/lessons/calm-loads-the-spring/calm-weeks')
  await waitForStep(page, 'calm-weeks')
  await expect(page.getByText(/^\$[\d.]+M of bets are open$/)).toBeVisible()
  await page.goto('./#/lessons/winners-lose-too/who-is-first')
  await waitForStep(page, 'who-is-first')
  await expect(page.locator('.stage-label', { hasText: '◇ closed early' })).toBeVisible()
  // A pool sells what rises, and does not fail of it.
  await page.goto('./#/lessons/pools/sells-what-rises')
  await waitForStep(page, 'sells-what-rises')
  await expect(page.locator('[data-house="pool"] .state')).toHaveText('stands')
  await page.goto('./#/lessons/makers-under-fire/draw-depth')
  await waitForStep(page, 'draw-depth')
  const [words, points] = await page.evaluate(() => [
    document.querySelector('.draw text')?.getBoundingClientRect().bottom,
    document.querySelector('.draw circle')?.getBoundingClientRect().top,
  ])
  expect(words).toBeLessThanOrEqual(points ?? NaN)
})
