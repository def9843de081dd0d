/**
 * Goal: a world is built by hand, on a desk and on a phone: two exchanges with arbitrage from nothing, run, taken back, and what is
 * wrong is read at its field. Nothing is found by axe on the way.
 */
import { expect, test, type Page } from '@playwright/test'
import { expectReadable } from './axe.ts'
import { DESK, PHONE, VISITS, nameSizes, watchProblems } from './sandboxPage.ts'

async function openWorkshop(page: Page): Promise<void> {
  await page.goto('#/contagion/two-exchanges-one-coin')
  await expect(page.getByRole('heading', { name: 'Alpha' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Build a world' }).click()
  await expect(page.getByRole('heading', { name: 'Build a world' })).toBeFocused()
}

const workshop = (page: Page) => page.getByRole('region', { name: 'Build a world' })

/** On a phone the list of parts is shown alone, before a part is. */
async function choose(page: Page, part: string): Promise<void> {
  const back = workshop(page).getByRole('button', { name: 'All parts' })
  if (await back.isVisible()) await back.click()
  await workshop(page).getByRole('navigation').getByRole('button', { name: part }).click()
}

async function add(page: Page, kind: string): Promise<void> {
  const back = workshop(page).getByRole('button', { name: 'All parts' })
  if (await back.isVisible()) await back.click()
  await workshop(page).getByRole('group', { name: 'Add' }).getByRole('button', { name: kind }).click()
}

async function type(page: Page, field: string, value: string): Promise<void> {
  const entry = workshop(page).getByRole('spinbutton', { name: field, exact: true })
  await entry.fill(value)
  await entry.press('Enter')
}

for (const size of [DESK, PHONE])
  test(`two exchanges with arbitrage are built from nothing, run and taken back, ${size.width} wide`, async ({
    page,
  }) => {
    const problems = watchProblems(page)
    await page.setViewportSize(size)
    await openWorkshop(page)
    const part = workshop(page)
    const state = part.getByRole('status')
    await part
      .getByRole('combobox', { name: 'Begin as' })
      .selectOption({ label: 'Nothing: one asset, one exchange' })
    await expect(part.getByRole('navigation').getByRole('button')).toHaveCount(5)
    await expect(state).toHaveText('This is the world that runs.')

    await add(page, 'Exchange')
    await expect(part.getByRole('textbox', { name: 'Name' })).toHaveValue('beta')
    for (const market of ['coin on alpha', 'coin on beta']) {
      await choose(page, market)
      await type(page, 'Arbitrage', '20')
    }
    await add(page, 'Push')
    await expect(state).toContainText('Changed.')
    await part.getByRole('button', { name: 'Run it' }).click()
    await expect(state).toHaveText('This is the world that runs.')
    await part.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('button', { name: 'Build a world' })).toBeFocused()
    await expect(page.getByRole('heading', { name: 'beta' }).first()).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Situation' })).toHaveValue('')

    // It has no address of its own, and is still there after a look elsewhere.
    await page.goto('#/limits')
    await expect(page.getByRole('heading', { level: 1, name: 'Contagion' })).toHaveCount(0)
    await page.goto('#/contagion')
    await expect(page.getByRole('heading', { name: 'beta' }).first()).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Situation' })).toHaveValue('')
    await page.getByRole('button', { name: 'Build a world' }).click()
    await part.getByRole('button', { name: 'Undo: a push' }).click()
    await part.getByRole('button', { name: 'Undo: arbitrage' }).click()
    await part.getByRole('button', { name: 'Redo: arbitrage' }).click()
    await expect(state).toContainText('Changed.')
    await choose(page, 'beta exchange')
    await part.getByRole('button', { name: 'Remove' }).click()
    await part.getByRole('button', { name: 'Run it' }).click()
    await expect(state).toHaveText('This is the world that runs.')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'beta' })).toHaveCount(0)
    expect(problems).toEqual([])
  })

for (const sizes of VISITS)
  test(`what is wrong is read at its field, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openWorkshop(page)
    const part = workshop(page)
    await expectReadable(page, sizes, 'the parts of a world')
    await choose(page, 'Crowd of alpha')
    await type(page, 'Share of longs', '120')
    await expect(part.getByRole('alert')).toHaveText('Not set: it takes a number from 0 to 100.')
    await type(page, 'Share of longs', '70')
    await type(page, 'Lowest leverage', '90')
    await expect(part.getByRole('alert')).toHaveText('Got 25, expected at least “Lowest leverage”, 90.')
    await expect(part.getByRole('button', { name: 'Run it' })).toBeDisabled()
    await expect(part.getByRole('status')).toContainText('It cannot run yet.')
    await expectReadable(page, sizes, 'a part with an error')
    await choose(page, 'btc asset')
    await part.getByRole('button', { name: 'Show what is wrong: Crowd of alpha' }).click()
    await expect(part.getByRole('alert')).toBeInViewport()
    await type(page, 'Lowest leverage', '2')
    await expect(part.getByRole('alert')).toHaveCount(0)
    await expect(part.getByRole('button', { name: 'Run it' })).toBeEnabled()
    // Without its only crowd an exchange has nothing that its fund could be a share of: said at once, at the fund.
    await part.getByRole('button', { name: 'Remove' }).click()
    await part.getByRole('button', { name: 'Show what is wrong: alpha' }).click()
    const wrong = part.getByRole('alert')
    await expect(wrong).toHaveText(
      'Got 0.006, expected an amount, since nobody trades here: there is nothing to take a share of.',
    )
    await expect(wrong).toBeInViewport()
    await expectReadable(page, sizes, 'a fund without a crowd')
  })

test('on a phone no number leaves its house, and nothing stands over the workshop', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(PHONE)
  await page.goto('./#/contagion/loans-on-a-crowded-chain')
  const vault = page.locator('[data-house="vault"]')
  await expect(vault.getByText('owed to lenders')).toBeVisible()
  const beyond = await vault.evaluate((house) => {
    const edge = house.getBoundingClientRect().right
    const words = [...house.querySelectorAll('.cellar :is(strong, .name, .notes)')]
    return words.filter((one) => one.getBoundingClientRect().right > edge - 2).map((one) => one.textContent)
  })
  expect(beyond).toEqual([])
  await page.getByRole('button', { name: 'Build a world' }).click()
  await expect(page.getByRole('heading', { name: 'Build a world' })).toBeFocused()
  const isOnTop = await workshop(page).evaluate((drawer) => {
    const { left, bottom } = drawer.getBoundingClientRect()
    return drawer.contains(document.elementFromPoint(left + 40, bottom - 30))
  })
  expect(isOnTop).toBe(true)
})
