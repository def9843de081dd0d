/**
 * Goal: the risk desk is played through its interface: from its button to a score, with pointer, thumb and keyboard, seen and heard;
 * a link gives the same score, a code comes into the teacher's table, and what was reached is kept.
 * Method: the built site, a whole night at a time. Nothing plays by itself; what is judged is waited for.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectReadable } from './axe.ts'
import {
  firstNight,
  nightRow,
  openButton,
  openNight,
  playToScore,
  setBestRules,
  stopOfRule,
  tiles,
  toTheEnd,
  verdict,
} from './nightPage.ts'
import { DESK, headline, PHONE, watchProblems } from './sandboxPage.ts'

const { night, words } = firstNight
const announcer = (page: Page) => page.getByTestId('announcer')
const timeOf = async (page: Page) =>
  Number(await page.getByRole('progressbar', { name: 'Time of the night' }).getAttribute('aria-valuenow'))

for (const viewport of [DESK, PHONE])
  test(`a whole night, from the desk to a score and on, ${viewport.width} wide`, async ({ page }) => {
    const problems = watchProblems(page)
    await page.setViewportSize(viewport)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('./#/desk')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, 'the desk')
    await page.getByRole('link', { name: /^Start the first night/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible()
    await setBestRules(page, firstNight)
    await expect(page.locator('.budget [role=status]')).toContainText('left')
    // What the rules do to the business is there before it is too late.
    await expect(page.locator('.floors .row strong').first()).toContainText('%')
    await expectAccessible(page, 'before the night')
    await openButton(page).click()
    await expect(headline(page)).toHaveText('Open for business.')
    await expect(page.getByRole('heading', { name: 'What is published' })).toBeVisible()
    await expect(page.getByText('shown after the night').first()).toBeAttached()
    await expectAccessible(page, 'in the night')
    await toTheEnd(page).click()
    await expect(verdict(page)).toHaveText(
      `Stood in ${night.seeds} of ${night.seeds}`.replace(/^Stood in \d+/, await won(page)),
    )
    await expect(tiles(page).getByRole('button')).toHaveCount(night.seeds)
    await expect(page.getByText(words.misconception)).toBeVisible()
    // The truth stands beside what was published.
    await expect(page.getByText('shown after the night')).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'What each of your rules was worth' })).toBeVisible()
    await expect(page.getByText(`Of ${night.seeds} nights, beside the same nights without it.`)).toBeVisible()
    await expect(page.getByRole('table', { name: 'Safety against business' }).getByRole('row')).toHaveCount(4)
    await expectReadable(page, [viewport], 'after the night')
    // The best known rules win: the next night is the first way on.
    await expect(page.locator('.ways .primary')).toHaveText(
      `Night ${nightRow[1].number}: ${nightRow[1].words.title}`,
    )
    await page.locator('.ways .primary').click()
    await expect(page.getByRole('heading', { level: 1, name: nightRow[1].words.title })).toBeVisible()
    expect(problems).toEqual([])
  })

/** As many as the tiles say. */
async function won(page: Page): Promise<string> {
  await expect(tiles(page).getByRole('button')).toHaveCount(night.seeds)
  return `Stood in ${await tiles(page)
    .getByRole('button', { name: /everything held/ })
    .count()}`
}

test('by keyboard alone, and heard: rules, the night, a change, and the score', async ({ page }) => {
  await openNight(page, night.id)
  const [[rule, { stops, start }]] = Object.entries(night.rules)
  await stopOfRule(page, firstNight, rule, start).focus()
  await page.keyboard.press('ArrowLeft')
  const before = stops[stops.findIndex(({ id }) => id === start) - 1]
  await expect(stopOfRule(page, firstNight, rule, before.id)).toBeChecked()
  // A ban is heard as what it is, and so is its end.
  const lacking = page.locator('.floors [role=status]')
  const away = stops.findIndex(({ id }) => id === before.id)
  for (let i = 0; i < away; i++) await page.keyboard.press('ArrowLeft')
  await expect(lacking).toContainText('Too little business.')
  for (let i = 0; i < away; i++) await page.keyboard.press('ArrowRight')
  await expect(lacking).toBeEmpty()
  await openButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(announcer(page)).toContainText('Open for business.')
  for (let i = 0; i < 3; i++) await page.keyboard.press('.')
  await expect.poll(() => timeOf(page)).toBe(3)
  // Back in time only after the night.
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => timeOf(page)).toBe(3)
  await expect(announcer(page)).toContainText('No figures are published yet.')
  const { old, every } = night.published
  for (let step = 3; step < old; step++) {
    await page.keyboard.press('.')
    await expect.poll(() => timeOf(page)).toBe(step + 1)
  }
  await expect(page.getByText(new RegExp(`This is .* old`))).toBeVisible()
  await expect(announcer(page)).toContainText('Published, as of the start')
  expect(every).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^Propose a change/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Propose a change' })).toBeVisible()
  await expectAccessible(page, 'with the menu of changes')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('.vote')).toHaveCount(1)
  await expect(page.getByRole('group', { name: 'Propose a change' })).toBeHidden()
  await toTheEnd(page).focus()
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
  await expect(announcer(page)).toHaveText(/^Stood in \d+ of \d+ hidden nights\. .* percent\.$/)
  // After the night one may go anywhere.
  await page.getByRole('button', { name: 'Watch the worst' }).click()
  await expect(page.getByRole('heading', { name: /^The worst: hidden night \d+$/ })).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toBeEnabled()
})

test('a link plays it again with the same score, and keeps nothing of it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openNight(page, night.id)
  await setBestRules(page, firstNight)
  const said = await playToScore(page, firstNight)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain(`#/desk/${night.id}?play=`)
  const other = await context.newPage()
  await other.emulateMedia({ reducedMotion: 'reduce' })
  await other.evaluate(() => undefined)
  await other.goto(link)
  await expect(verdict(other)).toHaveText(new RegExp(`${said}$`))
  await other.goto('./#/desk')
  await expect(other.getByRole('link', { name: new RegExp(words.title) })).toContainText(
    `Won: ${/\d+/.exec(said)?.[0] ?? ''} of`,
  )
  // Damaged on its way, it says what is wrong.
  await other.goto(`./#/desk/${night.id}${link.slice(link.indexOf('?')).slice(0, -1)}`)
  await expect(other.getByRole('heading', { name: 'This night could not be opened' })).toBeVisible()
  await expect(other.getByText(/a part of it is missing or was changed/)).toBeVisible()
})

test('the code of a result comes into the teacher’s table, and a class plays the same hidden nights', async ({
  page,
}) => {
  await openNight(page, night.id)
  const said = await playToScore(page, firstNight)
  const code = await page.locator('.code strong').innerText()
  await page.getByRole('button', { name: 'QR for class' }).click()
  await expect(page.getByRole('img', { name: new RegExp(`QR code of .*code=${code}`) })).toBeVisible()
  await page.goto(`./#/teach?code=${code}`)
  await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText(
    `${/\d+/.exec(said)?.[0] ?? ''} of ${night.seeds}`,
  )
  await page.goto('./#/desk')
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`#/desk/${night.id}\\?code=${code}`))
  await expect(page.getByText('Attempt 1', { exact: true })).toBeVisible()
  await page.goto('./#/desk')
  await page.getByLabel('Code', { exact: true }).fill('4X-7KQQ')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(
    /^“[^”]+” is not a result code, .*a character of it is wrong\.$/,
  )
})

test('what was reached is there again, and a second attempt has other hidden nights', async ({ page }) => {
  await openNight(page, night.id)
  const said = await playToScore(page, firstNight)
  const first = await page.locator('.code strong').innerText()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Attempt 2', { exact: true })).toBeVisible()
  await playToScore(page, firstNight)
  expect(await page.locator('.code strong').innerText()).not.toBe(first)
  await page.goto('./#/desk')
  await page.reload()
  const card = page.getByRole('link', { name: new RegExp(words.title) }).last()
  await expect(card).toContainText(/(Won|Not won): \d+ of/)
  expect(Number(/(\d+) of/.exec(await card.innerText())?.[1])).toBeGreaterThanOrEqual(
    Number(/\d+/.exec(said)?.[0]),
  )
})

test('the crash of the day has three attempts, and the endless nights go on until the desk falls', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('./#/desk/daily')
  for (const attempt of [1, 2, 3]) {
    await expect(page.getByText(`Attempt ${attempt} of 3`)).toBeVisible()
    await openButton(page).click()
    await toTheEnd(page).click()
    await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
    // It is still the same attempt, and what wins the day is not given away.
    await expect(page.getByText(`Attempt ${attempt} of 3`)).toBeVisible()
    const best = page.getByRole('region', { name: 'The best rules we know' })
    await expect(best.getByText('after your last attempt')).toHaveCount(attempt < 3 ? 1 : 0)
    await expect(best.getByRole('listitem').first()).toBeVisible({ visible: attempt === 3 })
    if (attempt < 3) await page.getByRole('button', { name: 'Try again' }).click()
  }
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await page.goto('./#/desk')
  await expect(page.getByRole('link', { name: 'Look at today’s crash' })).toBeVisible()
  await expect(page.locator('.tries .played')).toHaveCount(3)
  await page.goto('./#/desk/endless')
  await openButton(page).click()
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/^The desk (stands|has fallen)\.$/)
  await page.getByRole('button', { name: /^(The next night|Begin anew)$/ }).click()
  await expect(openButton(page)).toBeVisible()
})

test('a model that stops in the night is said, and comes back at the same moment', async ({ page }) => {
  await openNight(page, night.id)
  await openButton(page).click()
  for (let step = 1; step <= 5; step++) {
    await page.getByRole('button', { name: 'One step' }).click()
    await expect.poll(() => timeOf(page)).toBe(step)
  }
  for (const worker of page.workers()) await worker.evaluate(() => close()).catch(() => undefined)
  await expect(page.getByRole('alert')).toContainText('The model has stopped')
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => timeOf(page)).toBe(5)
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
})

test('a night that is not there is said, with the one that may be meant', async ({ page }) => {
  await page.goto(`./#/desk/${night.id.slice(1)}`)
  await expect(page.getByRole('heading', { name: 'There is no such night' })).toBeVisible()
  await page.getByRole('link', { name: words.title }).click()
  await expect(openButton(page)).toBeVisible()
})

test('sound is off until it is asked for, and stays as it was chosen', async ({ page }) => {
  await page.addInitScript(() => {
    const made = { count: 0 }
    Object.assign(globalThis, { made })
    const Context = globalThis.AudioContext
    globalThis.AudioContext = class extends Context {
      constructor() {
        super()
        made.count++
      }
    }
  })
  const count = () => page.evaluate(() => (globalThis as unknown as { made: { count: number } }).made.count)
  await openNight(page, night.id)
  await playToScore(page, firstNight)
  expect(await count()).toBe(0)
  const sound = page.getByRole('button', { name: 'Sound', exact: true })
  await expect(sound).toHaveAttribute('aria-pressed', 'false')
  await sound.click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await playToScore(page, firstNight)
  await expect.poll(count).toBe(1)
  await page.reload()
  await expect(sound).toHaveAttribute('aria-pressed', 'true')
})
