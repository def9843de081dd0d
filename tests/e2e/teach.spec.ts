/**
 * Goal: teacher's pages are whole, worksheets are clean paper, and a class goes through a plan from one link.
 * Method: the built site on screens and on paper sizes, with axe.
 */
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expectAccessible } from './axe.ts'
import { catalog, readStepId, stepHeading, waitForStep } from './lessonPage.ts'
import { DESK, PHONE, watchProblems } from './sandboxPage.ts'

/** What is left of A4 and of US letter between the margins, in CSS pixels. */
const PAPER_WIDTHS = [680, 702]

async function expectNoOverflow(page: Page, state: string): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth, state).toBe(clientWidth)
}

const bar = (page: Page) => page.getByRole('region', { name: 'Class plan' })

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the teacher’s pages pass axe and fit a phone, ${colorScheme}`, async ({ page }) => {
    const problems = watchProblems(page)
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(colorScheme === 'dark' ? PHONE : DESK)
    const { lesson } = catalog[0]
    for (const [address, heading] of [
      ['#/teach', 'Teach'],
      [`#/teach/${lesson.id}`, 'Expected numbers'],
      [`#/teach/${lesson.id}/worksheet`, 'What does this model leave out?'],
      [`#/teach/${lesson.id}/answers`, 'What an expert does'],
      ['#/teach/plans/30', 'Half an hour'],
      ['#/teach/nowhere', 'There is no such page for teachers'],
    ]) {
      await page.goto(`./${address}`)
      await expect(page.getByRole('heading', { name: heading })).toBeVisible()
      await expectAccessible(page, address)
      await expectNoOverflow(page, address)
    }
    expect(problems).toEqual([])
  })
}

test('from the overview to notes and worksheet, and the site as an archive', async ({ page }) => {
  await page.goto('./#/teach')
  // What stands far below is one press away, and the focus goes along.
  for (const name of ['Results at the risk desk', 'Without a network, or on your own server']) {
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('button', { name }).click()
    await expect(page.getByRole('heading', { name })).toBeFocused()
    await expect(page.getByRole('heading', { name })).toBeInViewport()
  }
  await page.getByRole('link', { name: 'Notes: The spiral' }).click()
  await expect(page.getByRole('heading', { name: 'Expected numbers' })).toBeVisible()
  await expect(page).toHaveTitle('Notes: The spiral · Teach · Loss Spiral')
  // Every number of the notes was computed when the site was built.
  const numbers = await page.locator('.paper [data-value]').allInnerTexts()
  expect(numbers.length).toBeGreaterThan(5)
  expect(numbers.filter((text) => text === '' || text === '…')).toEqual([])
  await page.getByRole('link', { name: 'Worksheet' }).click()
  await expect(page.getByText('Predict, before the run')).toBeVisible()
  await page.getByRole('link', { name: 'Teach' }).last().click()
  await page.getByLabel('the hints').check()
  const forClass = page.getByRole('link', { name: 'Open for class: The spiral' })
  await expect(forClass).toHaveAttribute('href', '#/lessons/the-spiral?locks=hints,showme')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the whole site' }).click()
  const archive = readFileSync(await (await waiting).path())
  expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  expect(archive.includes('/site/index.html')).toBe(true)
})

test('every worksheet is a clean page on A4 and on US letter', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const { lesson, words } of catalog) {
    await page.goto(`./#/teach/${lesson.id}/worksheet`)
    await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible()
    for (const width of PAPER_WIDTHS) {
      await page.setViewportSize({ width, height: 960 })
      await expectNoOverflow(page, `${lesson.id} at ${width}`)
      // A table that is wider than the paper would be cut there, not scrolled.
      const cut = await page
        .locator('.paper table')
        .evaluateAll(
          (tables, most) => tables.filter((table) => table.getBoundingClientRect().right > most + 1).length,
          width,
        )
      expect(cut, `${lesson.id} at ${width}: tables that are cut`).toBe(0)
    }
    await expect(page.getByRole('banner')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Print this page' })).toBeHidden()
    const [ground, whole] = await page.evaluate(() => [
      getComputedStyle(document.body).backgroundColor,
      [...document.querySelectorAll('.paper section')].every(
        (section) => getComputedStyle(section).breakInside === 'avoid',
      ),
    ])
    expect(ground).toBe('rgb(255, 255, 255)')
    expect(whole).toBe(true)
  }
  for (const format of ['A4', 'Letter']) {
    const pages = (await page.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g) ?? []
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.length).toBeLessThanOrEqual(4)
  }
})

test('a class goes through a plan from one link', async ({ page }) => {
  await page.setViewportSize(DESK)
  await page.goto('./#/teach')
  await page.getByRole('link', { name: 'Begin: 30 minutes' }).click()
  await expect(bar(page)).toContainText('1 of 9')
  await waitForStep(page, 'one-bet')
  expect(await readStepId(page)).toBe('one-bet')
  await expectAccessible(page, 'the bar of the plan')
  await bar(page).getByText('What to do').click()
  await expect(bar(page)).toContainText('Let the month play once.')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect.poll(() => readStepId(page)).toBe('ruin')
  await expect(bar(page)).toContainText('2 of 9')
  // One way on: through the steps of the item, then to the next.
  for (const id of ['one-over', 'same-month', 'no-spark']) {
    await waitForStep(page, id === 'one-over' ? 'ruin' : id === 'same-month' ? 'one-over' : 'same-month')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await expect.poll(() => readStepId(page)).toBe(id)
  }
  await expect(bar(page)).toContainText('3 of 9')
  await expect(stepHeading(page)).toHaveText('News, and nothing else')
  await page.goto('./#/lessons/the-spiral/defuse?plan=30&at=6&locks=showme')
  await expect(page.getByText('Locked by your teacher: “show me”.')).toBeVisible()
  await page.setViewportSize(PHONE)
  await expectNoOverflow(page, 'the bar on a phone')
  await page.goto('./#/lessons/the-spiral/defuse?plan=31&at=1')
  await expect(bar(page)).toContainText('names a class plan, or a place in it, that is not there')
})
