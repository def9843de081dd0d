/**
 * Goal: on a projector everything is on one screen and nothing lies over anything else, one key goes through a lesson and a
 * plan, hands are counted wherever something is asked, and a reload ends nothing.
 * Method: boxes measured at three sizes, the picture's words too, in the sandbox and in steps of each kind, before and after each press of the clicker.
 */
import { expect, test, type Page } from '@playwright/test'
import { catalog, findLesson, readStepId, waitForStep } from './lessonPage.ts'
import { expectAccessible } from './axe.ts'
import { expectOneScreens, SIZES } from './oneScreen.ts'
import {
  listVisits,
  moveLever,
  nameSizes,
  openSandbox,
  watchFirstCrash,
  watchProblems,
} from './sandboxPage.ts'

/** The clicker leads from the show of hands through the run to the counts. */
async function clickUntilTold(page: Page, hands = '2 hands'): Promise<void> {
  const told = page.getByText(hands, { exact: true })
  await expect
    .poll(
      async () => {
        if (await told.isVisible()) return true
        await page.keyboard.press('PageDown')
        return false
      },
      { intervals: [400] },
    )
    .toBe(true)
}

const kinds = [...new Set(catalog.flatMap(({ lesson }) => lesson.steps.map(({ kind }) => kind)))]
/** Two of each kind; `LONG_TESTS=1` takes every step of every lesson. */
const chosen = kinds.flatMap((kind) => {
  const all = catalog.flatMap(({ lesson }) =>
    lesson.steps.filter((step) => step.kind === kind).map((step) => ({ lesson, step })),
  )
  return process.env['LONG_TESTS'] === '1' ? all : [all[0], all[all.length - 1]]
})

for (const sizes of listVisits(SIZES)) {
  const size = nameSizes(sizes)

  test(`the sandbox is one screen in class, ${size} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openSandbox(page)
    await page.keyboard.press('p')
    await expect(page.getByRole('navigation', { name: 'Places' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'End presenting' })).toBeVisible()
    await expectOneScreens(page, sizes, 'at the start')
    await page.keyboard.press('p')
    await watchFirstCrash(page)
    await page.keyboard.press('p')
    await expectOneScreens(page, sizes, 'with the card')
    await moveLever(page, 'Max leverage', 0.8)
    await expect(page.getByRole('table')).toBeVisible()
    await expectOneScreens(page, sizes, 'with what changed')
  })

  test(`the comparison is one screen in class, ${size} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openSandbox(page)
    await watchFirstCrash(page)
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.locator('.headline')).toContainText('B is the same as A')
    await page.keyboard.press('p')
    await expectOneScreens(page, sizes, 'the same')
    await expect(page.getByText('Nothing differs until now.')).toBeVisible()
    await page.keyboard.press('p')
    await page
      .getByRole('region', { name: 'Levers of B' })
      .getByRole('slider', { name: /^Liquidity/ })
      .fill('70')
    await expect(page.locator('.headline')).toContainText(/^A fell .* B fell/)
    await page.keyboard.press('p')
    await expect(page.getByRole('row', { name: 'Price fell by' })).toBeVisible()
    await expectOneScreens(page, sizes, 'with what differs')
  })

  test(`steps of each kind are one screen in class, ${size} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await page.goto('./#/lessons')
    await page.getByRole('heading', { name: 'Lessons' }).waitFor()
    await page.keyboard.press('p')
    for (const { lesson, step } of chosen) {
      await page.goto(`./#/lessons/${lesson.id}/${step.id}`)
      await waitForStep(page, step.id)
      await expectOneScreens(page, sizes, `${lesson.id}, ${step.id}`)
      if (!['predict', 'quiz', 'recall'].includes(step.kind)) continue
      await page.keyboard.press('1')
      await page.keyboard.press('2')
      await page.keyboard.press('2')
      await expect(page.getByLabel(/^Hands for /).nth(1)).toHaveText('2')
      await clickUntilTold(page)
      await expectOneScreens(page, sizes, `${lesson.id}, ${step.id}, told`)
    }
  })
}

test('the title of a lesson is whole in the bar of a plan, and so are houses while they fall', async ({
  page,
}) => {
  await page.setViewportSize(SIZES[0])
  await page.goto('./#/lessons')
  await page.getByRole('heading', { name: 'Lessons' }).waitFor()
  await page.keyboard.press('p')
  // The longest title; houses with the longest sentence above them.
  for (const [lesson, step, place] of [
    ['would-your-model-have-known', 'how-many', 'plan=40&at=1'],
    ['everything-falls-together', 'all-in-all', 'plan=45&at=4'],
  ]) {
    await page.goto(`./#/lessons/${lesson}/${step}?${place}`)
    await waitForStep(page, step)
    const time = page.getByRole('slider', { name: 'Moment of the run' })
    if (await time.isEnabled()) {
      await page.getByRole('button', { name: 'Pause', exact: true }).click()
      await time.fill(String(Number(await time.getAttribute('max')) / 3))
      await expect(page.locator('.numbers')).not.toContainText('–')
    }
    await expectOneScreens(page, SIZES, `${lesson}, ${step}`)
  }
})

test('what a check has found fits beside the controls in class, and alone the check is at hand', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('./#/lessons/risk-committee/check-vote')
  await waitForStep(page, 'check-vote')
  const check = page.getByRole('button', { name: 'Check', exact: true })
  await expect(check).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('p')
  for (const place of [3, 5]) await page.locator('.controls input[type="checkbox"]').nth(place).check()
  await page.locator('.controls input[type="radio"]').nth(2).check()
  await expectOneScreens(page, SIZES, 'with moved controls')
  await check.click()
  await expect(page.locator('.goals li:not(.open)')).not.toHaveCount(0)
  await expectOneScreens(page, SIZES, 'with what was found')
})

test('one key goes through a plan, and a reload in class ends nothing', async ({ page }) => {
  const problems = watchProblems(page)
  await page.setViewportSize(SIZES[1])
  await page.goto('./#/lessons/the-spiral/reading-r?plan=30&at=5')
  await waitForStep(page, 'reading-r')
  await page.keyboard.press('p')
  await expectAccessible(page, 'the bar of the presenter')
  const bar = page.getByRole('region', { name: 'Class plan' })
  await expect(bar).toContainText('5 of 9')
  await bar.getByText('What to do').click()
  await expect(bar).toContainText('asks for a show of hands, and says what is right')
  await bar.getByText('What to do').click()
  await expect
    .poll(async () => (await page.keyboard.press('PageDown'), readStepId(page)))
    .toBe('what-r-tells')
  await waitForStep(page, 'what-r-tells')
  await page.keyboard.press('1')
  await page.reload()
  await waitForStep(page, 'what-r-tells')
  await expect(page.getByRole('button', { name: 'End presenting' })).toBeVisible()
  await expect(page.getByLabel(/^Hands for /).first()).toHaveText('1')
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveCount(1)
  await page.keyboard.press('PageDown')
  await expect(page.getByText('1 hand', { exact: true })).toBeVisible()
  await page.keyboard.press('PageDown')
  await waitForStep(page, 'defuse')
  await expect(bar).toContainText('6 of 9')
  await page.keyboard.press('PageUp')
  await waitForStep(page, 'what-r-tells')
  await expect(bar).toContainText('5 of 9')
  await expect(page.locator('header time')).toHaveText(/\d{1,2}:\d\d/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Present', exact: true })).toBeVisible()
  expect(problems).toEqual([])
})

test('each start of a plan asks anew, and a learner’s own answer stays', async ({ page }) => {
  await page.setViewportSize(SIZES[0])
  const { lesson } = findLesson('the-spiral')
  await page.goto(`./#/lessons/${lesson.id}/which`)
  await waitForStep(page, 'which')
  const answers = page.locator('.options input')
  await answers.nth(1).check()
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  for (const turn of ['first', 'second']) {
    await page.goto('./#/teach/plans/30')
    await page.getByRole('link', { name: 'Begin the class' }).click()
    await page.locator('#step-title').waitFor()
    if (turn === 'first') await page.keyboard.press('p')
    await page.goto(`./#/lessons/${lesson.id}/which?plan=30&at=4`)
    await waitForStep(page, 'which')
    const hands = page.getByLabel(/^Hands for /)
    await expect(hands.first(), turn).toHaveText('0')
    await page.keyboard.press('1')
    await expect(hands.first()).toHaveText('1')
    // Through the run to what is told.
    await clickUntilTold(page, '1 hand')
  }
  await page.keyboard.press('p')
  await page.goto(`./#/lessons/${lesson.id}/which`)
  await page.reload()
  await waitForStep(page, 'which')
  await expect(answers.nth(1)).toBeChecked()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
})
