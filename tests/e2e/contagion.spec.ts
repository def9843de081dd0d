/**
 * Goal: the place of several houses works as a class sees it: a situation opens, a failure is said and marked, a pipe that is cut
 * changes the words and leaves the run before as a line, pushes, tables and text tell the same, by keyboard and on a phone too.
 * Method: the built site, through its interface. Runs are sought, not waited for.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectReadable } from './axe.ts'
import { hearLine } from './modelLine.ts'
import { DESK, goToStep, headline, PHONE, readStep, watchProblems } from './sandboxPage.ts'

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' })
const detail = (page: Page) => page.locator('.detail')
const house = (page: Page, id: string) => page.locator(`[data-house="${id}"]`)

/** Opened and at rest: without motion a run begins when it is told to. */
async function openPlace(page: Page, situation = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await hearLine(page)
  await page.goto(`./#/contagion${situation && `/${situation}`}`)
  await expect(slider(page)).toBeEnabled()
}

test('a situation is told before it is pushed, and what failed is said, marked and listed', async ({
  page,
}) => {
  const problems = watchProblems(page)
  await openPlace(page, 'chain-of-claims')
  await expect(headline(page)).toHaveText('A chain of claims: summer 2022.')
  await expect(detail(page)).toContainText('A fund loses its money.')
  await expect(house(page, 'fund').getByRole('button', { name: 'fund' })).toBeVisible()
  await expectAccessible(page, 'at the opening')
  await goToStep(page, 60)
  await expect(headline(page)).toHaveText(
    /^The fund loses \$3M\. The fund, North, East and West have failed\. /,
  )
  await expect(house(page, 'fund')).toContainText('insolvent at 12 d')
  await expect(house(page, 'fund').locator('.badge')).toHaveText('1')
  const failed = page.getByRole('region', { name: 'Who failed, in order' }).getByRole('listitem')
  await expect(failed.first()).toContainText('Fund')
  await expect(failed.nth(1)).toContainText('What the fund owed to it was not paid.')
  // What is heard is what is read.
  await expect(page.getByTestId('announcer')).toHaveText(/have failed/)
  await expectAccessible(page, 'after failures')
  // However much is lost, a vessel is as large as its cushion was, and seen to be empty.
  const vessels = await page.locator('.vessel').evaluateAll((all) =>
    all.map((vessel) => {
      const [whole, start] = [vessel, vessel.querySelector('.start')].map((one) => one?.clientHeight ?? 0)
      return start / whole
    }),
  )
  expect(vessels.length).toBeGreaterThan(4)
  for (const share of vessels) expect(share).toBeGreaterThan(0.9)
  // Each pipe of a claim that broke a house is marked.
  await expect(page.locator('.pipe.placed .failed').first()).toBeAttached()
  expect(problems).toEqual([])
})

test('a pipe that is cut plays the same seed again, with the run before as a line, and is taken back', async ({
  page,
}) => {
  await openPlace(page, 'two-exchanges-one-coin')
  await goToStep(page, 60)
  // Labels of a picture find their places later than numbers.
  const cellar = house(page, 'beta').locator('.cellar')
  const before = await cellar.innerText()
  const pipe = page.getByRole('switch', { name: /^arbitrage between Alpha and Beta/ })
  await expect(pipe).toBeChecked()
  await pipe.click()
  await expect(pipe).not.toBeChecked()
  // The run without the pipe opens a little later: the moment that was asked for meanwhile is shown.
  await goToStep(page, 60)
  await expect(detail(page)).toContainText('gray line')
  await expect.poll(() => readStep(page)).toBe(60)
  await expect(detail(page)).toContainText(
    'Same push, same seed, but without arbitrage between Alpha and Beta.',
  )
  expect(await cellar.innerText()).not.toBe(before)
  await expect(page.locator('.pipe.arbitrage.off')).toBeAttached()
  await expectAccessible(page, 'with a pipe cut')
  await page.getByRole('button', { name: /^Take back/ }).click()
  await expect(pipe).toBeChecked()
  await goToStep(page, 60)
  await expect.poll(() => cellar.innerText()).toBe(before)
})

test('a push goes to the chosen house, and what carried it is found out and can be stopped', async ({
  page,
}) => {
  await openPlace(page, 'two-exchanges-one-coin')
  await house(page, 'beta').getByRole('button', { name: 'beta' }).click()
  await page.getByRole('button', { name: 'Push beta' }).click()
  await expectAccessible(page, 'with the menu of pushes')
  await page.getByRole('group', { name: 'Push beta' }).getByRole('button', { name: '−10%' }).click()
  await goToStep(page, 10)
  await expect(headline(page)).toHaveText(/^News makes bitcoin worth 10% less\. /)
  const carried = page.getByRole('region', { name: 'What carried it' })
  await carried.getByRole('button', { name: 'Find out' }).click()
  await expect(carried.getByRole('row', { name: /none: all on/ })).toBeVisible()
  await expect(carried.getByRole('row', { name: /^arbitrage/ })).toBeVisible()
  await expectAccessible(page, 'with what carried it')
})

test('a cell of the matrix is said and lights its pipe', async ({ page }) => {
  await openPlace(page, 'oracle-with-one-source')
  await goToStep(page, 30)
  const cell = page.getByRole('button', { name: /A fall of 1% on Alpha .* on Beta\.$/ })
  await cell.focus()
  await expect(page.locator('.world-number .said')).toHaveText(/^A fall of 1% on Alpha/)
  await expect(page.locator('.pipe.lit')).toHaveCount(1)
})

test('tables, text, charts and what was reported tell the same moment', async ({ page }) => {
  await openPlace(page, 'loans-on-a-crowded-chain')
  await goToStep(page, 60)
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('table', { name: 'Houses' }).getByRole('row', { name: /^Lend/ })).toContainText(
    'lending',
  )
  await expect(page.getByRole('table', { name: 'Pipes, in this step' }).getByRole('row')).not.toHaveCount(1)
  await expectAccessible(page, 'with tables')
  await page.getByRole('button', { name: 'Read as text' }).click()
  await expect(page.getByRole('region', { name: 'The picture in words' })).toContainText('R of the world is')
  await page.getByRole('button', { name: 'Reported, and here' }).click()
  await expect(page.getByRole('columnheader', { name: /^Here, after/ })).toBeVisible()
  await expectAccessible(page, 'with what was reported')
  await page.getByRole('button', { name: 'Charts' }).click()
  await expect(page.getByRole('heading', { name: /^Charts of ether on/ })).toBeVisible()
})

test('by keyboard alone: a pipe, a house, a step, and a loan by its number', async ({ page }) => {
  await openPlace(page, 'vote-too-late')
  const name = house(page, 'lend').getByRole('button', { name: 'lend' })
  await name.focus()
  await page.keyboard.press('Enter')
  await expect(name).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('slider', { name: 'Liquidation bonus' })).toBeVisible()
  await page.locator('main').focus()
  await page.keyboard.press('.')
  await expect.poll(() => readStep(page)).toBe(1)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => readStep(page)).toBe(11)
  await page.getByLabel('Number', { exact: true }).fill('7')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Coin of account 7 of Lend' })).toBeVisible()
  const pipe = page.getByRole('switch').first()
  await pipe.focus()
  await page.keyboard.press('Space')
  await expect(pipe).not.toBeChecked()
})

test('on a phone the houses stand under each other, pipes are rows, and words and time stay in view', async ({
  page,
}) => {
  await page.setViewportSize(PHONE)
  await openPlace(page, 'chain-of-claims')
  await goToStep(page, 60)
  await expect(page.getByRole('switch', { name: /^claims from the fund to North/ })).toBeVisible()
  await expect(page.locator('svg.pipes')).toHaveCount(0)
  await house(page, 'west').evaluate((element) => element.scrollIntoView())
  await expect(headline(page)).toBeInViewport()
  await expect(slider(page)).toBeInViewport()
  await expectReadable(page, [PHONE, DESK], 'after failures')
})

test('a situation that is not there is said, and another one opens by its menu', async ({ page }) => {
  await page.goto('./#/contagion/nothing-like-it')
  await expect(page.getByRole('heading', { name: 'There is no such situation' })).toBeVisible()
  await openPlace(page)
  // The first one shows one failure after another.
  await expect(headline(page)).toHaveText('A chain of claims: summer 2022.')
  await page.getByLabel('Situation').selectOption({ label: 'A vote too late' })
  await expect(page).toHaveURL(/#\/contagion\/vote-too-late$/)
  await expect(headline(page)).toHaveText('A vote too late.')
})

test('a situation that cannot be loaded is said, and is there once it can', async ({ page }) => {
  await page.route('**/situation-vote-too-late-*.json', (route) => route.abort())
  await page.goto('./#/contagion/vote-too-late')
  await expect(page.getByRole('heading', { name: 'This situation could not be loaded' })).toBeVisible()
  await page.unrouteAll()
  await page.reload()
  await expect(headline(page)).toHaveText('A vote too late.')
})

test('at a desk every house, its pipes and the time are seen without a scroll', async ({ page }) => {
  await page.setViewportSize(DESK)
  // The longest of each form: under each other, over banks, with four markets.
  for (const id of ['chain-of-claims', 'backed-by-its-own-token', 'pool-and-run', 'one-margin-two-coins']) {
    await openPlace(page, id)
    await goToStep(page, 60)
    await expect(page.getByText(/^(?:Drag to any moment|.*Worth a look)/).last(), id).toBeInViewport({
      ratio: 1,
    })
  }
})

test('events are listed with their house, kept to one, led to and saved', async ({ page }) => {
  await openPlace(page, 'vote-too-late')
  await goToStep(page, 60)
  await page.getByRole('button', { name: 'Events', exact: true }).click()
  const list = page.getByRole('region', { name: 'Events' })
  await expect(list.getByText(/events up to .*, newest first\./)).toBeVisible()
  await list.getByLabel('Only of house').selectOption({ label: 'Lend' })
  await list.getByRole('checkbox', { name: /^Vote/ }).check()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list.getByRole('listitem')).toContainText(
    'Lend · Vote A vote to make the maintenance margin 25.0% passed.',
  )
  await expectAccessible(page, 'with events')
  await list.getByRole('listitem').getByRole('button').click()
  await expect.poll(() => readStep(page)).toBe(20)
  await expect(list.getByRole('button', { name: /^Back to/ })).toBeVisible()
  const download = page.waitForEvent('download')
  await list.getByRole('button', { name: 'Save all events as CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/-events\.csv$/)
})

test('whoever cannot pay is not said to stand', async ({ page }) => {
  await openPlace(page, 'pool-and-run')
  await goToStep(page, 240)
  const failed = page.getByRole('region', { name: 'Who failed, in order' })
  await expect(failed.getByRole('listitem')).toHaveText([
    'Lend, Vault cannot pay, have not failed',
    'Pool, Alpha stand',
  ])
})

test('charts open where the chosen house has no market: they are of one that has', async ({ page }) => {
  await openPlace(page, 'chain-of-claims')
  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  await expect(page.getByText('The fund has no market; these are of Alpha.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Charts of bitcoin on Alpha' })).toBeVisible()
})

test('a rule is set and a run begins from the menu of pushes', async ({ page }) => {
  await openPlace(page, 'vote-too-late')
  await goToStep(page, 5)
  await page.getByLabel('Levers of').selectOption({ label: 'Lend' })
  await page.getByRole('button', { name: 'Push Lend' }).click()
  const menu = page.getByRole('group', { name: 'Push Lend' })
  await menu.getByRole('button', { name: '22.0%' }).first().click()
  await goToStep(page, 8)
  await expect(headline(page)).toHaveText(/^A maintenance margin of 22% holds at Lend\. /)
  await page.getByRole('button', { name: 'Push Lend' }).click()
  await menu.getByRole('button', { name: 'begins' }).click()
  await expect(page.getByRole('button', { name: 'Take back: a run on Lend' })).toBeVisible()
  await goToStep(page, 11)
  await expect(headline(page)).toHaveText(/Depositors take \$\S+ from Lend\.$/)
})
