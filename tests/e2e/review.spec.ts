/** The daily review and the end of the course: what was missed comes back, is kept, and both pages are accessible. */
import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { catalog, findLesson } from './lessonPage.ts'
import { watchProblems } from './sandboxPage.ts'

const spiral = findLesson('the-spiral')
const question = spiral.lesson.steps.find(({ kind }) => kind === 'recall')
const id = question?.id ?? ''
const options = question?.kind === 'recall' ? question.options : []
const nameOf = (right: boolean) =>
  spiral.words.steps[id].options[
    options.find((one) => one.right === right || (!right && !one.right))?.id ?? ''
  ].label

const STEP = { done: true, answer: 'falls', correct: true, firstCorrect: false, tries: 0, hints: 0 }

test.beforeEach(async ({ page }) => {
  const record = {
    version: 2,
    lessons: {
      'the-spiral': {
        status: 'solved',
        steps: { [id]: STEP, 'what-r-tells': { ...STEP, firstCorrect: true } },
      },
    },
  }
  await page.addInitScript((text) => {
    if (localStorage.getItem('loss-spiral:/:progress') === null)
      localStorage.setItem('loss-spiral:/:progress', text)
  }, JSON.stringify(record))
})

test('what was missed comes back, once a day, and a wrong answer shows what is right', async ({ page }) => {
  const problems = watchProblems(page)
  await page.goto('./#/lessons')
  await page.getByRole('link', { name: 'Today’s review: 1 question' }).click()
  await expect(page.getByRole('heading', { name: 'Daily review' })).toBeVisible()
  await expect(page.getByText('1 of 1 today')).toBeVisible()
  await expectAccessible(page, 'a question of the review')
  await page.getByText(nameOf(false), { exact: true }).click()
  await expect(page.getByText('✗ not so')).toBeVisible()
  await expect(page.locator('.answer strong')).toHaveText(nameOf(true))
  await expectAccessible(page, 'an answer of the review')
  await page.getByRole('button', { name: 'Done for today' }).click()
  await expect(page.getByText('That was today’s review: 0 of 1 right.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Nothing is due today.')).toBeVisible()
  expect(problems).toEqual([])
})

test('the end of the course says one thing a lesson, what was predicted, and where to go on', async ({
  page,
}) => {
  const problems = watchProblems(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('./#/lessons/finale')
  await expect(page.getByRole('heading', { name: 'What you learned' })).toBeVisible()
  await expect(page.getByText('1 of them right the first time')).toBeVisible()
  for (const { words } of catalog) {
    expect(words.takeaway).not.toBe('')
    await expect(page.getByText(words.takeaway)).toBeVisible()
  }
  await expect(page.getByText('1 today.')).toBeVisible()
  await expectAccessible(page, 'the end of the course')
  expect(problems).toEqual([])
})
