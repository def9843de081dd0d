/**
 * Goal: the link of each answer in the lab repeats it exactly: the event, what is swept, the push, scenario B, a world; one that cannot be
 * asked is refused in words, and a long study waits for its button.
 * Method: an answer through the page, its link copied and opened in another page; what both say is compared.
 */
import { expect, test, type Page } from '@playwright/test'
import { createContagion } from '../support/riskDocuments.ts'
import { toLink } from '../../src/schema/link.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { toLabAddress } from '../../src/stores/labScenario.svelte.ts'

const short = parseScenario({ ...nightOnTheSandbox, title: 'A short night', steps: 60, stepSeconds: 480 })

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function openQuestion(page: Page, name: RegExp): Promise<void> {
  await page.goto(`./${await toLabAddress(short)}`)
  await page.getByRole('link', { name }).click()
}

async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('The link is copied.')).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

/** What the answer says: its headline and its table. */
async function readAnswer(page: Page): Promise<string[]> {
  await expect(page.getByText(/runs, done/).first()).toBeVisible()
  const texts = await page.locator('.answer :is(h2, table)').allInnerTexts()
  return texts.map((text) => text.replace(/\s+/g, ' '))
}

/** Opens the copied link in a page that knows nothing, and finds the same answer. */
async function expectRepeated(page: Page): Promise<Page> {
  const said = await readAnswer(page)
  const other = await page.context().newPage()
  await other.goto(await copyLink(page))
  await expect.poll(() => readAnswer(other)).toEqual(said)
  return other
}

test('a sweep over two numbers', async ({ page }) => {
  await openQuestion(page, /What matters/)
  await page.getByLabel('How likely is it that').selectOption('priceBelow')
  await page.getByRole('spinbutton').first().fill('91.5')
  await page.getByRole('spinbutton').first().press('Tab')
  await page.getByRole('combobox', { name: /^and over/ }).selectOption({ label: 'Depth' })
  await page.getByRole('combobox', { name: /^values of each/ }).selectOption('5')
  await page.getByRole('combobox', { name: /^runs of each/ }).selectOption('20')
  await page.getByRole('button', { name: 'Sweep', exact: true }).click()
  await expect(page.getByText('500 of 500 runs, done')).toBeVisible()
  // What is typed afterwards is not what was asked.
  await page.getByRole('combobox', { name: /^runs of each/ }).selectOption('50')
  const other = await expectRepeated(page)
  await expect(other.getByRole('combobox', { name: /^runs of each/ })).toHaveValue('20')
  await expect(other.getByRole('spinbutton').first()).toHaveValue('91.5')
})

test('the push that breaks it', async ({ page }) => {
  await openQuestion(page, /What breaks it/)
  await page.getByRole('combobox', { name: /^under/ }).selectOption({ label: 'an outsider sells at once' })
  await page.getByRole('combobox', { name: /^seeds/ }).selectOption('50')
  await page.getByRole('button', { name: 'Find the push' }).click()
  await expectRepeated(page)
})

test('better or lucky: moved numbers, and another scenario', async ({ page }) => {
  await openQuestion(page, /Better or lucky/)
  await page.getByRole('combobox', { name: /^seeds/ }).selectOption('100')
  await page.getByRole('button', { name: 'Compare' }).click()
  await expectRepeated(page)

  const calm = { ...short, title: 'A calmer night', venue: { ...short.venue, maxLeverage: 8 } }
  await page.getByText('Or another scenario by its address').click()
  await page.getByLabel('Address of B').fill((await toLabAddress(calm)) ?? '')
  await page.getByLabel('Address of B').press('Tab')
  await expect(page.getByText('B is A calmer night, from its address.')).toBeVisible()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByText('200 of 200 runs, done')).toBeVisible()
  const other = await expectRepeated(page)
  await expect(other.getByText('B is A calmer night, from its address.')).toBeVisible()
})

test('a rare event, a tail, and how many futures', async ({ page }) => {
  await openQuestion(page, /How rare/)
  await page.getByLabel('How likely is it that').selectOption('adl')
  await page.getByRole('button', { name: 'Ask' }).click()
  const done = (at: Page) =>
    at.getByRole('status').filter({ hasText: /counted in [\d,]+ runs\.|whole ones\./ })
  const said = await done(page).innerText()
  const other = await page.context().newPage()
  await other.goto(await copyLink(page))
  await expect(done(other)).toHaveText(said)

  await page.getByRole('link', { name: /How fat is the tail/ }).click()
  await page.getByLabel('over a time of').selectOption({ index: 1 })
  await page.getByLabel('fit the largest').selectOption({ index: 0 })
  const returns = (at: Page) => at.getByRole('status').filter({ hasText: /returns of/ })
  await expect(returns(page)).toHaveText('480 returns of 40 min from 40 futures.')
  const tail = await page.locator('#fat-headline').innerText()
  await other.goto(await copyLink(page))
  await expect(returns(other)).toHaveText('480 returns of 40 min from 40 futures.')
  await expect(other.locator('#fat-headline')).toHaveText(tail)

  await page.getByRole('link', { name: /How likely/ }).click()
  await page.getByRole('button', { name: '1,000 runs' }).click()
  await expect(page.getByText('1,000 of 1,000 runs, done')).toBeVisible()
  await other.goto(await copyLink(page))
  await expect(other.getByText('1,000 of 1,000 runs, done')).toBeVisible()
})

test('a world, with how many of its venues fail', async ({ page }) => {
  await page.goto('./#/lab')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a file' }).click()
  const buffer = Buffer.from(JSON.stringify({ ...createContagion(), title: 'An exchange and its bank' }))
  await (await choosing).setFiles({ name: 'world.json', mimeType: 'application/json', buffer })
  await expect(page.getByText('An exchange and its bank')).toBeVisible()
  await expect(page.getByText('400 of 400 runs, done')).toBeVisible()
  await page.getByRole('combobox', { name: 'At least' }).selectOption('2 venues')
  const said = await page.locator('#world-headline').innerText()
  await page.getByRole('button', { name: 'Switch each off' }).click()
  await expect(page.getByText('200 of 200 runs, done')).toBeVisible()
  const link = await copyLink(page)
  expect(link.length).toBeLessThan(3_000)
  const other = await page.context().newPage()
  await other.goto(link)
  await expect(other.getByText('400 of 400 runs, done')).toBeVisible()
  await expect(other.getByText('An exchange and its bank')).toBeVisible()
  await expect(other.locator('#world-headline')).toHaveText(said)
  await expect(other.getByText('200 of 200 runs, done')).toBeVisible()
  // The sandbox has one exchange, and says where a world opens.
  await other.goto(link.replace(/#\/lab\/likely/, '#/'))
  await expect(other.getByRole('status').filter({ hasText: 'cannot be opened' })).toBeVisible()
})

test('what cannot be asked is said, and a long study waits for its button', async ({ page }) => {
  const ask = (...asked: string[]) =>
    toLink({
      document: short,
      compared: null,
      place: '/lab/matters',
      step: 0,
      engineVersion: ENGINE_VERSION,
      asked,
    }) as string
  await page.goto(`./${ask('evinsolvent', 'xavenue.maxLeverage-30-20')}`)
  await expect(page.getByRole('alert')).toContainText('What the address asks cannot be asked')
  await expect(page.getByText('A short night', { exact: true })).toBeVisible()
  await page.goto(
    `./${ask('evadl', 'xavenue.maxLeverage-2-100', 'yacrowd.longShare-0.2-0.8', 'pl20', 'ru1000')}`,
  )
  await expect(page.getByText('400,000 runs')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sweep', exact: true })).toBeVisible()
})
