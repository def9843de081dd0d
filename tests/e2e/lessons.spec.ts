/**
 * Goal: every lesson is solved on a phone and fits it; map, progress and a teacher's locks hold.
 * Method: each lesson of the catalog with the answers of its own proof; axe looks once at each kind of step.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import {
  catalog,
  findAnswer,
  findLesson,
  listSettings,
  readStepId,
  waitForStep,
  type ReadLesson,
} from './lessonPage.ts'
import { DESK, PHONE, watchProblems } from './sandboxPage.ts'

const STORE = 'loss-spiral:/:progress'

async function predict(page: Page, read: ReadLesson, stepId: string): Promise<void> {
  const radio = page.locator(`input[type="radio"][value="${findAnswer(read, stepId)}"]`)
  if ((await radio.count()) > 0) await radio.check()
  // Nothing runs before it is locked in; on a phone the button is not there yet.
  await expect(page.getByRole('button', { name: 'Run', exact: true, disabled: false })).toHaveCount(0)
  await page.getByRole('button', { name: 'Lock in my prediction' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What happened?' })).toBeVisible()
  // First a look at the picture, then the answer.
  const answer = page.getByText(/→ your prediction|your line|Your prediction:/)
  await expect(answer).toHaveCount(0)
  await page.getByRole('button', { name: 'Compare with my prediction' }).click()
  await expect(answer.first()).toBeVisible()
}

/** Sets what the solution sets, as a person who types. */
async function setControls(page: Page, read: ReadLesson, stepId: string): Promise<void> {
  for (const [id, value] of listSettings(read, stepId)) {
    const control = read.lesson.controls[id]
    if (control.kind === 'choice') {
      await page.locator(`input[name="control-${id}"][value="${value}"]`).check()
      continue
    }
    if (control.kind === 'several') {
      const chosen = String(value).split('+')
      // Twice: while one is taken, an older one goes, and that may be one that is wanted.
      for (const one of [...chosen, ...chosen]) await page.locator(`.choices input[value="${one}"]`).check()
      await expect(page.locator('.choices input[type="checkbox"]:checked')).toHaveCount(chosen.length)
      continue
    }
    const field = page.locator(`.control:has(#control-${id}) input[inputmode="decimal"]`)
    const scale = Number(await field.getAttribute('aria-valuemax')) / control.to
    await field.fill(String(Number((Number(value) * scale).toPrecision(10))))
    await field.press('Enter')
  }
}

/** Does what a step asks for. */
async function playStep(page: Page, read: ReadLesson, stepId: string): Promise<void> {
  const step = read.lesson.steps.find(({ id }) => id === stepId)
  await waitForStep(page, stepId)
  if (step?.kind === 'predict') return predict(page, read, stepId)
  if (step?.kind === 'quiz' || step?.kind === 'recall') {
    await page.locator(`input[type="radio"][value="${findAnswer(read, stepId)}"]`).check()
    await expect(page.getByText('✓ right')).toBeVisible()
    return
  }
  if (step?.kind === 'try' || step?.kind === 'check') await setControls(page, read, stepId)
  if (step?.kind !== 'check') return
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('Solved. Every goal is met.')).toBeVisible()
  // Whoever checks from the keyboard can go on from there.
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeFocused()
}

/** The words stand between the stage and the bar, all of them, and nothing is wider than the page. */
async function expectFit(page: Page, stepId: string): Promise<void> {
  await expect(page.locator('.text'), `the words of ${stepId}`).toBeVisible()
  // Both places at one moment, so that nothing is drawn anew between them.
  const [end, bar] = await page.evaluate(() => [
    document.querySelector('.text')?.getBoundingClientRect().bottom,
    document.querySelector('.ways')?.getBoundingClientRect().top,
  ])
  expect(end, `${stepId}: end of the words`).toBeLessThanOrEqual(bar ?? NaN)
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth, `${stepId}: width`).toBe(clientWidth)
}

/** A number in the words is the one above the picture, of the same run. */
async function expectSameNumbers(page: Page, stepId: string): Promise<number> {
  const pairs = await page.evaluate(() => {
    const said = [...document.querySelectorAll<HTMLElement>('.step [data-value]')]
    return said.flatMap((element) => {
      const [of, reading] = (element.dataset['value'] ?? '').split('.')
      if ((of !== 'a' && of !== 'b') || reading === undefined) return []
      const cells = document.querySelectorAll(`.numbers tr[data-reading="${reading}"] td`)
      const cell = cells.item(of === 'a' ? 0 : cells.length - 1)
      return cells.length === 0 ? [] : [[reading, element.textContent, cell.textContent]]
    })
  })
  for (const [reading, said, shown] of pairs) expect(said, `${stepId}: ${reading}`).toBe(shown)
  return pairs.length
}

/** Then every step is looked at. */
const isLong = process.env['LONG_TESTS'] === '1'

for (const [number, read] of catalog.entries()) {
  const { lesson, words } = read
  // Played on a phone and without motion, which is what costs least; lesson.spec.ts plays one with it. Each kind of step
  // is looked at once a lesson, compared runs on a desk, where they stand side by side; themes take turns.
  test(`“${words.title}” is solved on a phone, its steps fit, and axe finds nothing`, async ({ page }) => {
    const problems = watchProblems(page)
    const seen = new Set<string>()
    let compared = 0
    await page.setViewportSize(PHONE)
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: number % 2 === 0 ? 'dark' : 'light' })
    await page.goto(`./#/lessons/${lesson.id}`)
    for (const [place, { id, kind, panel }] of lesson.steps.entries()) {
      await waitForStep(page, id)
      if (place > 0) expect(await readStepId(page)).toBe(id)
      await expectFit(page, id)
      // A sign that stands in the words and in the number too.
      await expect(page.locator('.step'), id).not.toContainText(/\$\$|%%|××/)
      await playStep(page, read, id)
      if (kind === 'watch' || kind === 'compare' || kind === 'explain') {
        // The words know the end of a run a moment before the stage has come there.
        await expect(async () => {
          compared = Math.max(compared, await expectSameNumbers(page, id))
        }).toPass({ timeout: 20_000 })
      }
      const look = `${kind} ${kind === 'recall' || panel === 'price' ? '' : (panel ?? '')}`
      if (!seen.has(look) || isLong) {
        if (kind === 'compare') await page.setViewportSize(DESK)
        await expectAccessible(page, id)
        if (kind === 'compare') await page.setViewportSize(PHONE)
      }
      seen.add(look)
      await page.getByRole('button', { name: 'Next', exact: true }).click()
    }
    if (lesson.steps.some(({ reads }) => reads !== undefined)) expect(compared).toBeGreaterThan(1)
    // What to remember comes first, what the model leaves out last, and only if one asks.
    await expect(page.getByRole('heading', { name: 'What to take with you' }).first()).toBeVisible()
    await expect(page.locator('.takeaway')).toHaveText(read.words.takeaway)
    await page.getByText('What this model leaves out').click()
    await expect(page.locator('.step details .words')).toBeVisible()
    await expect(page.getByText(/Lesson \d+ is solved\./)).toBeVisible()
    await expectAccessible(page, 'the end')
    await page.reload()
    await expect(page.getByText(/Lesson \d+ is solved\./)).toBeVisible()
    expect(problems).toEqual([])
  })
}

test('the map shows every lesson, where one is, and opens the step to go on with', async ({ page }) => {
  await page.setViewportSize(DESK)
  await page.goto('./#/lessons')
  for (const { words } of catalog)
    await expect(page.getByRole('link', { name: new RegExp(`Lesson \\d+: ${words.title}`) })).toBeVisible()
  await expectAccessible(page, 'the map')
  const { lesson } = findLesson('the-spiral')
  await page.goto(`./#/lessons/${lesson.id}/${lesson.steps[2].id}`)
  await waitForStep(page, lesson.steps[2].id)
  await page.locator('.bar').getByRole('link', { name: 'Lessons' }).click()
  await expect(page.getByText('You are here')).toBeVisible()
  await page.getByRole('link', { name: /^Go on: 4/ }).click()
  await expect.poll(() => readStepId(page)).toBe(lesson.steps[2].id)
  await expect(page.getByText(`3 of ${lesson.steps.length + 1}`)).toBeVisible()
  // The end says what is still to be solved.
  await page.goto(`./#/lessons/${lesson.id}/leaves-out`)
  await expect(page.getByText(/^Not solved yet:/)).toHaveText(
    /Not solved yet: Find the spark, Take the fuel away\./,
  )
})

test('progress is kept in another tab, put aside where it is damaged, and said where it is refused', async ({
  context,
}) => {
  const one = await context.newPage()
  const two = await context.newPage()
  await one.goto('./#/lessons')
  await two.goto('./#/lessons/the-spiral')
  await waitForStep(two, findLesson('the-spiral').lesson.steps[0].id)
  await expect(one.getByText(/^begun/)).toBeVisible()

  // A tab that knows the progress would write it at once, and so mend what is damaged.
  await two.goto('about:blank')
  await one.evaluate((key) => localStorage.setItem(key, '{"version":2,'), STORE)
  await one.reload()
  await expect(one.getByRole('alert')).toContainText('could not be read')
  expect(await one.evaluate((key) => localStorage.getItem(`${key}-damaged-1`), STORE)).toBe('{"version":2,')

  await two.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await two.goto('./#/lessons/the-spiral')
  await expect(two.getByRole('alert')).toContainText('the browser’s storage is full')
})

test('progress goes out and comes in as a file, also of the first version, and a reset can be taken back', async ({
  page,
}) => {
  await page.goto('./#/lessons')
  const take = async (text: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Take in a file' }).click()
    await (
      await chooser
    ).setFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  const kind = 'loss-spiral-progress'
  await take(JSON.stringify({ kind, version: 1, lessons: { 'the-spiral': { status: 'solved', done: [] } } }))
  await expect(page.getByText('The file was taken in.')).toBeVisible()
  await expect(page.getByText(`1 of ${catalog.length} solved`)).toBeVisible()
  await take(JSON.stringify({ kind, version: 99 }))
  await expect(page.getByText(/not taken in.*newer version/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  expect((await download).suggestedFilename()).toBe('loss-spiral-progress.json')
  await page.getByRole('button', { name: 'Reset …' }).click()
  await page.getByRole('button', { name: 'Yes, reset' }).click()
  await expect(page.getByText(`0 of ${catalog.length} solved`)).toBeVisible()
  await page.getByRole('button', { name: 'Take back the reset' }).click()
  await expect(page.getByText(`1 of ${catalog.length} solved`)).toBeVisible()
})

test('a teacher’s link opens a step with its locks, and a lock that does not exist is refused', async ({
  page,
}) => {
  await page.goto('./#/lessons/the-spiral/smallest?locks=controls,hints,showme,next')
  await waitForStep(page, 'smallest')
  await expect(page.getByText(/^Locked by your teacher: the controls, the hints/)).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Bad news' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('?locks=controls,hints,showme,next')

  await page.goto('./#/lessons/the-spiral/smallest?locks=everything')
  await expect(page.getByText(/There is no lock “everything”/)).toBeVisible()
  // What was locked by a slip of the pen is not open by a click.
  await expect(page.getByRole('link', { name: /without locks/ })).toHaveCount(0)

  await page.goto('./#/lessons/the-spiral/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such step' })).toBeVisible()
})

test('several learners of one browser each have their own progress, and a locked lesson leads nowhere else', async ({
  page,
}) => {
  await page.goto('./#/lessons')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Your name').blur()
  await page.getByRole('link', { name: /Lesson 1:/ }).click()
  await waitForStep(page, catalog[0].lesson.steps[0].id)
  await page.goto('./#/lessons')
  await expect(page.getByText('Ada:')).toBeVisible()
  await expect(page.locator('li.begun')).toHaveCount(1)
  await page.getByLabel('Another learner').fill('Emmy')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Emmy:')).toBeVisible()
  await expect(page.locator('li.begun')).toHaveCount(0)
  await page.reload()
  await page.getByRole('combobox', { name: /^Learner/ }).selectOption({ label: 'Ada' })
  await expect(page.locator('li.begun')).toHaveCount(1)
  // A learner goes only after a question that says what goes; the last one stays.
  await page.getByRole('button', { name: 'Remove Ada …' }).click()
  await expect(page.getByRole('group', { name: 'Remove Ada?' })).toContainText(
    '0 solved lessons and 0 answers go too, and cannot be brought back.',
  )
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file first' }).click()
  expect((await saved).suggestedFilename()).toBe('loss-spiral-progress-Ada.json')
  await page.getByRole('button', { name: 'No, keep' }).click()
  await expect(page.locator('li.begun')).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove Ada …' }).click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await expect(page.getByText('Removed: Ada. Now it is Emmy.')).toBeVisible()
  await expect(page.locator('li.begun')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
  await page.goto('./#/lessons/the-spiral/defuse?locks=showme')
  await waitForStep(page, 'defuse')
  const ways = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(ways.filter((way) => !way.includes('locks=') && !way.startsWith('#/glossary'))).toEqual([])
})
