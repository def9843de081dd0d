/**
 * Goal: one lesson can be solved by keyboard alone and by touch alone, with motion.
 * Method: lesson 4 with the answers of its own proof, from the first step to the end.
 */
import { expect, test, type Page } from '@playwright/test'
import { findAnswer, findLesson, listSettings, waitForStep } from './lessonPage.ts'
import { choosePace, DESK, PHONE, watchProblems } from './sandboxPage.ts'

const read = findLesson('the-spiral')
const { lesson } = read
const SOLVED = /^Lesson 4 is solved\.$/

/** What has the focus, by its name, as who does not see the page knows it. */
function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement
    if (!(here instanceof HTMLElement)) return ''
    const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : null
    return (here.getAttribute('aria-label') ?? label ?? here.textContent).replace(/\s+/g, ' ').trim()
  })
}

/** Goes on with Tab until something with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    if ((await readFocus(page)).includes(name)) return
  }
  throw new Error(`Tab never reached “${name}”.`)
}

async function tabAndPress(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('button', { name, exact: true })).toBeEnabled()
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Into the group of options, and with the arrows to the one that is wanted. */
async function chooseByKeys(page: Page, stepId: string): Promise<void> {
  const step = lesson.steps.find(({ id }) => id === stepId)
  const options =
    step && 'options' in step
      ? step.options
      : step && 'ask' in step && step.ask.kind === 'choice'
        ? step.ask.options
        : []
  const labels = options.map(({ id }) => read.words.steps[stepId].options[id].label)
  const place = options.findIndex(({ id }) => id === findAnswer(read, stepId))
  await tabTo(page, labels[0])
  for (let i = 0; i < place; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  expect(await readFocus(page)).toContain(labels[place])
}

async function setByKeys(page: Page, stepId: string): Promise<void> {
  for (const [id, value] of listSettings(read, stepId)) {
    const control = lesson.controls[id]
    if (control.kind !== 'number' || typeof value !== 'number') throw new Error(`${id} is no number.`)
    await tabTo(page, `${read.words.controls[id].label || 'leverage'}, typed`)
    await page.keyboard.press('ControlOrMeta+a')
    const percent = control.unit === 'percent'
    await page.keyboard.type(String(percent ? Math.round(value * 1000) / 10 : value))
    await page.keyboard.press('Enter')
  }
}

test('lesson 4 is solved by keyboard alone', async ({ page }) => {
  const problems = watchProblems(page)
  await page.setViewportSize(DESK)
  await page.goto(`./#/lessons/${lesson.id}`)
  for (const { id, kind } of lesson.steps) {
    await waitForStep(page, id)
    if (kind === 'recall' || kind === 'quiz') await chooseByKeys(page, id)
    if (kind === 'predict') {
      await chooseByKeys(page, id)
      await tabAndPress(page, 'Lock in my prediction')
      // As slow as it goes, so that the run is not over before the keys have come to the button that ends it.
      await choosePace(page, '0.5/s')
      await page.evaluate(() => document.querySelector<HTMLElement>('#step-title')?.focus())
      await tabTo(page, 'Run')
      await expect.poll(() => readFocus(page)).toBe('Run')
      await page.keyboard.press('Enter')
      // The focus stays where the hand is.
      await expect.poll(() => readFocus(page)).toBe('Running …')
      await tabAndPress(page, 'To the end')
      await expect(page.getByRole('heading', { name: 'What happened?' })).toBeVisible()
      await page.evaluate(() => document.querySelector<HTMLElement>('#step-title')?.focus())
      await tabAndPress(page, 'Compare with my prediction')
      await expect(page.getByText('your prediction', { exact: false }).first()).toBeVisible()
      // Back to the words, which stand before the stage.
      await page.evaluate(() => document.querySelector<HTMLElement>('#step-title')?.focus())
    }
    if (kind === 'check') {
      await setByKeys(page, id)
      await tabAndPress(page, 'Check')
      await expect(page.getByText('Solved. Every goal is met.')).toBeVisible()
    }
    await tabAndPress(page, 'Next')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('step-title')
  }
  await expect(page.getByText(SOLVED)).toBeVisible()
  expect(problems).toEqual([])
})

test('who pays stays in sight while two runs are presented', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto('./#/lessons/who-pays/beside')
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  const payers = page.locator('.payers').filter({ hasText: 'Insurance fund' }).first()
  await expect(payers).toBeVisible()
  const box = await payers.boundingBox()
  expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(720)
})

test('numbers of two runs on their way say so, and at the end they do not', async ({ page }) => {
  await page.setViewportSize(DESK)
  await page.goto('./#/lessons/who-pays/beside')
  await waitForStep(page, 'beside')
  const numbers = page.locator('.numbers')
  const moment = page.getByRole('slider', { name: 'Moment of the run' })
  await moment.press('End')
  await expect(numbers).toContainText('$')
  await expect(numbers).not.toContainText('So far')
  await moment.press('ArrowLeft')
  await expect(numbers).toContainText('So far, at ')
})

test('beside the picture stands only what the step is about', async ({ page }) => {
  await page.setViewportSize(DESK)
  const payers = page.locator('.side').getByRole('heading', { name: /^Who pays/ })
  const spiral = page.locator('.side .spiral')
  for (const [lesson, step, bills, numbers] of [
    ['the-spiral', 'no-spark', 0, 0],
    ['the-spiral', 'which', 0, 0],
    ['the-spiral', 'reading-r', 0, 1],
    ['calm-loads-the-spring', 'calm-weeks', 0, 1],
    ['inside-the-engine', 'flash', 1, 0],
    ['winners-lose-too', 'on-paper', 1, 0],
    ['makers-under-fire', 'draw-depth', 0, 0],
  ] as const) {
    await page.goto(`./#/lessons/${lesson}/${step}`)
    await waitForStep(page, step)
    await expect(page.locator('.stage').first()).toBeVisible()
    await expect(payers, `${lesson}, ${step}`).toHaveCount(bills)
    await expect(spiral, `${lesson}, ${step}`).toHaveCount(numbers)
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true })

  test('lesson 4 is solved by touch alone', async ({ page }) => {
    const problems = watchProblems(page)
    await page.goto('./#/lessons')
    await page.getByRole('link', { name: /Lesson 4:/ }).tap()
    for (const { id, kind } of lesson.steps) {
      await waitForStep(page, id)
      if (kind === 'recall' || kind === 'quiz' || kind === 'predict')
        await page.locator(`label:has(input[value="${findAnswer(read, id)}"])`).tap()
      if (kind === 'predict') {
        await page.getByRole('button', { name: 'Lock in my prediction' }).tap()
        // A phone has no room for the pace; it is set all the same, so that the run is not over before the finger comes.
        await choosePace(page, '0.5/s', { force: true })
        await page.getByRole('button', { name: 'Run', exact: true }).tap()
        await page.getByRole('button', { name: 'To the end' }).tap()
        await expect(page.getByRole('heading', { name: 'What happened?' })).toBeVisible()
        await page.getByRole('button', { name: 'Compare with my prediction' }).tap()
      }
      if (kind === 'check') {
        for (const [controlId, value] of listSettings(read, id))
          await touchSlider(page, controlId, Number(value))
        await page.getByRole('button', { name: 'Check', exact: true }).tap()
        await expect(page.getByText('Solved. Every goal is met.')).toBeVisible()
      }
      await page.getByRole('button', { name: 'Next', exact: true }).tap()
    }
    await expect(page.getByText(SOLVED)).toBeVisible()
    expect(problems).toEqual([])
  })
})

/** Taps along a slider until it stands at the value: a finger does not hit a place exactly the first time. */
async function touchSlider(page: Page, controlId: string, value: number): Promise<void> {
  const slider = page.locator(`#control-${controlId}`)
  const field = page.locator(`.control:has(#control-${controlId}) input[inputmode="decimal"]`)
  // Clear of the bar at the bottom.
  await slider.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const control = lesson.controls[controlId]
  if (control.kind !== 'number') throw new Error(`${controlId} is no number.`)
  const scale = Number(await field.getAttribute('aria-valuemax')) / control.to
  let [low, high] = [0, 1]
  for (let i = 0; i < 20; i++) {
    const share = (low + high) / 2
    const box = await slider.boundingBox()
    if (!box) throw new Error('There is no slider.')
    await page.touchscreen.tap(box.x + share * box.width, box.y + box.height / 2)
    const stands = Number(await field.inputValue()) / scale
    if (Math.abs(stands - value) < value * 0.03) return
    if (stands < value) low = share
    else high = share
  }
  throw new Error(`A finger cannot set ${controlId} to ${value}.`)
}
