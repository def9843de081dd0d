/**
 * Goal: a file of prices becomes the fair value of the sandbox, one line says what was read, and a doubt is settled by a choice.
 * Method: exports of two sites through the file picker, with the keyboard, on a desk and on a phone.
 */
import { expect, test, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible } from './axe.ts'
import { DESK, openSandbox, PHONE, watchProblems } from './sandboxPage.ts'

const YAHOO =
  'Date,Open,High,Low,Close,Adj Close,Volume\n2021-05-10,0.57,0.60,0.42,0.45,0.44,165\n' +
  '2021-05-11,0.45,0.55,0.44,0.50,0.49,145\n2021-05-12,null,null,null,null,null,null\n2021-05-13,0.39,0.52,0.35,0.49,0.48,186\n'
const INVESTING =
  '\uFEFF"Date","Price","Vol.","Change %"\n"03/05/2024","63,801.2","109.43K","-6.6%"\n' +
  '"03/04/2024","68,330.4","70.95K","8.2%"\n"03/03/2024","63,137.0","26.25K","1.7%"\n'

const notice = (page: Page) => page.getByTestId('notice')

async function openFile(page: Page, name: string, content: Buffer) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: content })
}

test('prices that were read may be drawn in blocks by chance, and replayed as they were', async ({
  page,
}) => {
  await openSandbox(page)
  const prices = Array.from({ length: 61 }, (_, i) => (100 - i / 10 + (i % 3)).toFixed(2))
  await openFile(page, 'mine.csv', Buffer.from(`price\n${prices.join('\n')}\n`))
  await expect(notice(page)).toContainText('mine.csv: 61 prices')
  await notice(page).getByRole('button', { name: 'Close' }).click()
  const saveNews = async () => {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save file' }).click()
    const document = JSON.parse(await readFile(await (await coming).path(), 'utf8')) as {
      market: { fairValue: unknown }
    }
    return document.market.fairValue
  }
  const read = (await saveNews()) as { path: number[] }
  expect(read.path.slice(0, 61)).toEqual(prices.map(Number))

  await page.getByRole('button', { name: 'All controls' }).click()
  await page.locator('summary', { hasText: 'The market and its news' }).click()
  const news = page.getByLabel('How the news moves')
  await news.selectOption({ label: 'the same prices in blocks of 20 steps, drawn by chance' })
  await expect.poll(saveNews).toEqual({ process: 'history', prices: read.path, blockSteps: 20 })
  await expect(news.locator('option:checked')).toHaveText(/in blocks of 20 steps/)
  await news.selectOption({ label: 'a history that is replayed' })
  await expect.poll(saveNews).toEqual({ process: 'history', prices: read.path })
})

for (const viewport of [DESK, PHONE])
  test(`two exports are read and said in one line, ${viewport.width} wide`, async ({ page }) => {
    const problems = watchProblems(page)
    await page.setViewportSize(viewport)
    await openSandbox(page)

    await openFile(page, 'doge.csv', Buffer.from(YAHOO))
    await expect(notice(page)).toContainText(
      'doge.csv: 3 prices, 0.45 to 0.49, daily, oldest first, 1 gap. They are from the column “Close”.',
    )
    const column = notice(page).getByLabel('Prices are in')
    await expect(column.locator('option:checked')).toHaveText('Close: 0.45 to 0.49')
    await expectAccessible(page, 'what was read')
    await column.selectOption('Adj Close: 0.44 to 0.48')
    await expect(notice(page)).toContainText('doge.csv: 3 prices, 0.44 to 0.48, daily, oldest first, 1 gap.')

    await openFile(page, 'btc.csv', Buffer.from(INVESTING, 'utf16le'))
    await expect(notice(page)).toContainText('btc.csv cannot be opened. line 2, column 1: got "03/05/2024"')
    await notice(page).getByLabel('Read it so').selectOption('Dates are month/day/year')
    await expect(notice(page)).toContainText(
      'btc.csv: 3 prices, 63,137 to 63,801.2, daily, newest first, no gaps.',
    )
    await notice(page).getByRole('button', { name: 'Close' }).click()
    await expect(notice(page)).toBeHidden()
    await expect(page.getByRole('slider', { name: 'Max leverage' })).toBeEnabled()
    expect(problems).toEqual([])
  })
