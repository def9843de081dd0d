/**
 * Goal: in class the clicker stops a run where it is to be looked at, whoever was counted is told in full, and whatever stands
 * on the screen can be read from the last row.
 * Method: the built site in class, the clicker pressed while a run is on its way, every size of type measured.
 */
import { expect, test, type Page } from '@playwright/test'
import { catalog, findLesson, waitForStep } from './lessonPage.ts'
import { goToStep, headline, openSandbox, readStep, watchFirstCrash } from './sandboxPage.ts'
import { situationList } from '../../src/situations/situationList.ts'

const DESK = { width: 1280, height: 720 }
/** The least size of type, in pixels, by the size of the screen. */
const SIZES = [
  { ...DESK, least: 14 },
  { width: 1024, height: 600, least: 12 },
  { width: 900, height: 600, least: 12 },
]

async function present(page: Page, lesson: string, step: string): Promise<void> {
  await page.setViewportSize(DESK)
  await page.goto('./#/lessons')
  await page.getByRole('heading', { name: 'Lessons' }).waitFor()
  await page.keyboard.press('p')
  await page.goto(`./#/lessons/${lesson}/${step}`)
  await waitForStep(page, step)
}

/** Presses the clicker until something is seen. */
async function clickUntil(page: Page, isSeen: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await isSeen()) return true
        await page.keyboard.press('PageDown')
        return false
      },
      // Time for the page to follow, so that no press goes past what is waited for.
      { intervals: [500] },
    )
    .toBe(true)
}

/** Text that is too small, with what is cut by the box that should show it; empty where all is well. */
function findSmall(page: Page, least: number): Promise<string[]> {
  return page.evaluate((smallest) => {
    const faults: string[] = []
    for (const box of document.querySelectorAll('.step .scroll, .side, .contagion > .world'))
      if (box.scrollHeight > box.clientHeight + 2) faults.push(`${box.className} is cut`)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? ''
      const part = walker.currentNode.parentElement
      if (text === '' || !part || part.closest('svg, script, style, option, .visually-hidden')) continue
      if (!part.checkVisibility({ visibilityProperty: true })) continue
      const box = part.closest<HTMLElement>('[style*="zoom"]')
      const size = parseFloat(getComputedStyle(part).fontSize) * Number(box?.style.zoom ?? 1)
      if (size < smallest - 0.1) faults.push(`“${text.slice(0, 40)}” has ${size.toFixed(1)} px`)
    }
    return faults
  }, least)
}

const freezing = catalog.flatMap(({ lesson }) =>
  lesson.steps.flatMap((step) =>
    step.kind === 'predict' && step.freeze !== undefined ? { lesson: lesson.id, step: step.id } : [],
  ),
)
/** One of each lesson; `LONG_TESTS=1` takes all. */
const frozen = freezing.filter(
  ({ lesson }, place) =>
    process.env['LONG_TESTS'] === '1' || freezing.findIndex((one) => one.lesson === lesson) === place,
)

test('the clicker stops each run at its moment', async ({ page }) => {
  await present(page, frozen[0].lesson, frozen[0].step)
  for (const { lesson, step } of frozen)
    await test.step(`${lesson}, ${step}`, async () => {
      await page.goto(`./#/lessons/${lesson}/${step}`)
      await waitForStep(page, step)
      await page.keyboard.press('1')
      await page.keyboard.press('PageDown')
      await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
      await page.keyboard.press('PageDown')
      await page.getByRole('button', { name: 'Running …' }).waitFor()
      await page.keyboard.press('PageDown')
      await expect(page.getByText('Look at the picture first.')).toBeVisible()
      await expect(page.getByText('Stopped at')).toBeVisible()
      // What only a whole run has is asked for, not absent.
      await expect(page.locator('.numbers.frozen td').getByText('–', { exact: true })).toHaveCount(0)
    })
})

test('who was counted is told as much as who has answered', async ({ page }) => {
  const { words } = findLesson('one-trader-one-bet')
  expect(words.steps['one-over'].cases).toHaveProperty('missed')
  await present(page, 'one-trader-one-bet', 'ruin')
  for (const key of ['1', '2', '2', '3']) await page.keyboard.press(key)
  await clickUntil(page, () => page.getByText('2 hands', { exact: true }).isVisible())
  await clickUntil(page, async () => (await page.locator('.step').getAttribute('data-step')) === 'one-over')
  // What only the fuller one says.
  await expect(page.locator('.step')).toContainText('At 2× that takes a fall of')
  // Answers that have words of their own: each that was counted and is wrong.
  await page.goto('./#/lessons/the-spiral/which')
  await waitForStep(page, 'which')
  for (const key of ['2', '3', '3']) await page.keyboard.press(key)
  await expect(page.getByLabel(/^Hands for /).nth(2)).toHaveText('2')
  await clickUntil(page, () => page.getByText('2 hands', { exact: true }).isVisible())
  await page.goto('./#/lessons/the-spiral/match-and-fuel')
  await waitForStep(page, 'match-and-fuel')
  await expect(page.locator('.step')).toContainText('Large news does end in a large fall')
  await expect(page.locator('.step')).toContainText('It would be, if each sale moved')
})

test('the answer and the right one are named before they are explained', async ({ page }) => {
  const { words } = findLesson('the-spiral')
  const [small, large, alike] = ['small', 'large', 'alike'].map((id) =>
    words.steps['which'].options[id].label.replace(/\.$/, ''),
  )
  await present(page, 'the-spiral', 'which')
  for (const key of ['1', '3', '3']) await page.keyboard.press(key)
  await clickUntil(page, () => page.getByText('2 hands', { exact: true }).isVisible())
  await expect(page.locator('.verdict')).toHaveText(`2 hands for “${alike}”. Right is “${small}”.`)
  await page.goto('./#/lessons/the-spiral/match-and-fuel')
  await waitForStep(page, 'match-and-fuel')
  await expect(page.locator('.said')).toHaveText(`Right is “${small}”. Who said “${alike}”:`)
  // So does a learner’s own.
  await page.keyboard.press('p')
  await page.goto('./#/lessons/the-spiral/which')
  await waitForStep(page, 'which')
  await page.locator('.options input').nth(1).check()
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'To the end' }).click()
  await page.getByRole('button', { name: /^Compare with/ }).click()
  const said = `You said “${large}”. Right is “${small}”.`
  await expect(page.locator('.verdict')).toContainText(said)
  await page.goto('./#/lessons/the-spiral/match-and-fuel')
  await waitForStep(page, 'match-and-fuel')
  await expect(page.locator('.said')).toHaveText(said)
})

test('in a lesson on R the large number is the one of the words, and R now stands beside it', async ({
  page,
}) => {
  await present(page, 'the-spiral', 'reading-r')
  const said = await page.locator('.text strong, .text [data-value]').last().innerText()
  const spiral = page.locator('.spiral')
  await expect(spiral.locator('strong')).toHaveText(said)
  await expect(spiral).toContainText('ahead at the start')
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(spiral).not.toContainText(`${said} ahead now`)
  await expect(spiral).toContainText(/\d\.\d\d ahead now/)
  await expect(spiral.locator('strong')).toHaveText(said)
})

test('what a class looks at and works with can be read from the last row', async ({ page }) => {
  await present(page, 'the-spiral', 'recall-impact')
  for (const { lesson } of catalog)
    for (const { id, kind, panel } of lesson.steps) {
      const isFull = kind === 'check' || panel === 'dials' || id === 'draw-depth'
      if (!isFull && process.env['LONG_TESTS'] !== '1') continue
      await page.goto(`./#/lessons/${lesson.id}/${id}`)
      await waitForStep(page, id)
      for (const { least, ...viewport } of SIZES) {
        await page.setViewportSize(viewport)
        const state = `${lesson.id}, ${id}, ${viewport.width} × ${viewport.height}`
        await expect.poll(() => findSmall(page, least), { message: state, timeout: 15_000 }).toEqual([])
      }
    }
})

/** One that stands beside the price, and the three with the most houses and pipes; `LONG_TESTS=1` takes all. */
const TOWNS = ['one-desk-many-markets', 'backed-by-its-own-token', 'chain-of-claims', 'pool-and-run']
const towns = situationList.filter(({ id }) => process.env['LONG_TESTS'] === '1' || TOWNS.includes(id))

test('houses and what flows between them can be read from the last row, and nothing of them is cut', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(DESK)
  await page.goto('./#/lessons')
  await page.getByRole('heading', { name: 'Lessons' }).waitFor()
  await page.keyboard.press('p')
  for (const { id, title } of towns) {
    await page.goto(`./#/contagion/${id}`)
    // The one before stands until this one has opened, at its beginning.
    await expect(headline(page)).toContainText(title)
    await expect.poll(() => readStep(page)).toBe(0)
    await goToStep(page, 60)
    for (const { least, ...viewport } of SIZES) {
      await page.setViewportSize(viewport)
      const state = `${id}, ${viewport.width} × ${viewport.height}`
      await expect.poll(() => findSmall(page, least), { message: state, timeout: 15_000 }).toEqual([])
    }
  }
})

test('what a committee sees stands below words and time, and lies over neither', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await present(page, 'risk-committee', 'notice-given')
  await expect(page.locator('.committee')).toContainText('Alarms: ')
  for (const { least, ...viewport } of SIZES) {
    await page.setViewportSize(viewport)
    const findOver = () =>
      page.evaluate(() => {
        const boxes = ['.scene .numbers', '.scene .caption', '.scene .time', '.side > .committee'].flatMap(
          (selector) => {
            const part = document.querySelector(selector)
            return part?.checkVisibility() ? part.getBoundingClientRect() : []
          },
        )
        return boxes.map(({ top }, i) => top >= (i === 0 ? 0 : boxes[i - 1].bottom) - 1)
      })
    const state = `${viewport.width} × ${viewport.height}`
    // What has happened is told where there is room for it.
    const parts = viewport.width > 1100 ? 4 : 3
    await expect.poll(findOver, { message: state, timeout: 15_000 }).toEqual(Array(parts).fill(true))
    await expect.poll(() => findSmall(page, least), { message: state, timeout: 15_000 }).toEqual([])
  }
})

test('what is recalled stands alone', async ({ page }) => {
  await page.setViewportSize(DESK)
  for (const { lesson } of catalog) {
    const recall = lesson.steps.find(({ kind }) => kind === 'recall')
    if (!recall) continue
    await page.goto(`./#/lessons/${lesson.id}/${recall.id}`)
    await waitForStep(page, recall.id)
    await expect(page.locator('.side section, .side .part'), lesson.id).toHaveCount(0)
  }
})

test('a comparison in class has what its words ask for, and survives a reload', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openSandbox(page)
  await watchFirstCrash(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  const headline = page.locator('.compare .headline')
  await expect(headline).toContainText('Move one control of B')
  await page.keyboard.press('p')
  const levers = page.getByRole('region', { name: 'Levers of B' })
  await levers.getByRole('slider', { name: /^Liquidity/ }).fill('70')
  await expect(headline).toContainText(/^A fell .* B fell/)
  // What is kept is another one than before the lever.
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page.waitForTimeout(1_000)
  await page.reload()
  await expect(headline).toContainText(/^A fell .* B fell/)
  await expect(levers.getByRole('slider', { name: /^Liquidity/ })).toHaveValue('70')
  // Whoever leaves it comes back to one run.
  await page.getByRole('button', { name: 'Leave, keep A' }).click()
  await expect(headline).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Replay' })).toBeVisible()
  await expect(headline).toHaveCount(0)
})

test('where a run stops, its note lies over nothing of the picture', async ({ page }) => {
  await present(page, 'the-spiral', 'which')
  await page.setViewportSize({ width: 1024, height: 600 })
  await page.keyboard.press('1')
  await page.keyboard.press('PageDown')
  // In a hurry, while the model gets ready: the step stays.
  await page.keyboard.press('PageDown')
  await expect(page.locator('.step')).toHaveAttribute('data-step', 'which')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  const note = page.getByText('Stopped at')
  // As a teacher does: once more, where nothing came of it.
  await expect(async () => {
    if (await run.isEnabled({ timeout: 100 }).catch(() => false)) await page.keyboard.press('PageDown')
    await expect(note).toBeVisible({ timeout: 10_000 })
  }).toPass()
  const bottom = await note.evaluate((element) => element.getBoundingClientRect().bottom)
  const top = await page
    .locator('.stage')
    .first()
    .evaluate((stage) => stage.getBoundingClientRect().top)
  expect(bottom).toBeLessThanOrEqual(top + 1)
})

test('what moves the time lies under nothing', async ({ page }) => {
  await present(page, 'the-spiral', 'side-by-side')
  for (const [lesson, step] of [
    ['the-spiral', 'side-by-side'],
    ['who-pays', 'not-the-fall'],
    ['winners-lose-too', 'two-rules'],
  ]) {
    await page.goto(`./#/lessons/${lesson}/${step}`)
    await waitForStep(page, step)
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height })
      await page
        .getByRole('button', { name: /^(Play|Pause|Replay)$/ })
        .click({ trial: true, timeout: 20_000 })
    }
  }
})
