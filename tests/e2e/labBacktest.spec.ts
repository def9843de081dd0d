/**
 * Goal: whether a margin rule would have known: prices that come with the site, and a file of one’s own; by keyboard too, and axe finds
 * nothing.
 * Method: the built site on a desk and on a phone.
 */
import { expect, test } from '@playwright/test'
import { expectReadable } from './axe.ts'
import { findCutWords } from './labPage.ts'
import { nameSizes, VISITS } from './sandboxPage.ts'

for (const sizes of VISITS) {
  test(`a rule that passed its backtest meets a crowd, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await page.goto('./#/lab/backtest')
    await expect(page.getByRole('heading', { name: 'It passed: 3 breaches in 251 days.' })).toBeVisible()
    await expect(page.getByText(/5,105 prices, .* names Yahoo Finance/)).toBeVisible()
    await expect(
      page.getByRole('heading', { name: /With a crowd, the worst day is −.* instead of −3\.5%/ }),
    ).toBeVisible()
    await expectReadable(page, sizes, 'a backtest')

    // By keyboard: another year, another rule; the answers follow.
    const until = page.getByRole('slider', { name: /Tried until/ })
    await until.press('End')
    await expect(until).toHaveAttribute('aria-valuetext', '2020-04-17')
    await expect(
      page.getByRole('heading', { name: /It did not know: \d+ breaches in 3,\d+ days/ }),
    ).toBeVisible()
    await page.getByLabel('The margin comes from').selectOption('garch')
    await expect(page.getByRole('row', { name: /Kupiec.* rejected/ })).toBeVisible()
    await page.getByText('The breaches, day by day').click()
    await expect(page.getByRole('row', { name: /2007-02-27 −3\.5%/ })).toBeVisible()
    await expectReadable(page, sizes, 'the breaches')

    await page.getByLabel('Prices').selectOption('bitcoin')
    await expect(page.getByText(/parsabe\/Open-data/)).toBeVisible()
    await expect(page.getByRole('img', { name: /^Moves from 2/ }).getByText('−42.7%')).toBeVisible()
    expect(await findCutWords(page)).toEqual([])
    await page.getByRole('link', { name: 'Watch it on the stage' }).click()
    await expect(page).toHaveURL(/#\/\?r=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Sandbox' })).toBeAttached()
    await expect(page.getByTestId('notice')).toBeHidden()
  })
}

test('a file of one’s own is read in the background, said in a line, and can be cancelled', async ({
  page,
}) => {
  await page.goto('./#/lab/backtest')
  await expect(page.getByRole('heading', { name: /It passed/ })).toBeVisible()
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => (100 + 10 * Math.sin(i / 9) + ((i * 7919) % 13) / 10).toFixed(2))
  const choose = async (name: string, text: string) => {
    const picker = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Your own file' }).click()
    await (await picker).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  }
  await choose('large.csv', `price\n${rows(900_000).join('\n')}\n`)
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByText(/Reading the table|Loading the file/)).toBeHidden()
  await expect(page.getByText(/5,105 prices/)).toBeVisible()
  await choose('mine.csv', `price\n${rows(400).join('\n')}\n`)
  await expect(page.getByText(/^400 prices, /)).toBeVisible()
  await expect(page.getByText(/your own prices stay on this device/)).toBeVisible()
  await choose('none.csv', '1\n2\n3\n')
  await expect(page.getByRole('alert')).toContainText('none.csv')
  await expect(page.getByText(/^400 prices, /)).toBeVisible()

  // What is in doubt stands before the question that settles it, and not under what is still shown.
  const days = Array.from({ length: 9 }, (_, i) => `0${i + 1}/02/2024,${10 + i}`)
  await choose('days.csv', `date,close\n${days.join('\n')}\n`)
  const doubt = page.getByLabel('Read it so')
  await expect(doubt).toBeVisible()
  const [said, asked] = await Promise.all([page.getByRole('alert').boundingBox(), doubt.boundingBox()])
  expect(said?.y).toBeLessThan(asked?.y ?? 0)
})
