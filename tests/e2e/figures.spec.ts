/**
 * Goal: what lessons 1 to 3 ask is on the screen, and a number in the words is the number in the figure, at a desk and on a phone.
 * Method: steps that tell, opened by their address; the words and the figure are read and held against one another.
 */
import { expect, test, type Page } from '@playwright/test'
import { waitForStep } from './lessonPage.ts'
import { DESK, PHONE } from './sandboxPage.ts'

async function open(page: Page, lesson: string, step: string) {
  await page.goto(`./#/lessons/${lesson}/${step}`)
  await waitForStep(page, step)
  return { words: page.locator('.step'), figure: page.locator('.own-figure') }
}

for (const viewport of [DESK, PHONE]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport })

    test('twenty months stand there for both bets, and their counts are those of the words', async ({
      page,
    }) => {
      const { words, figure } = await open(page, 'one-trader-one-bet', 'how-often')
      const counts = figure.locator('figcaption strong')
      await expect(counts).toHaveCount(2)
      await expect(counts.last()).toHaveText(/^\d+ of 20 still there$/)
      await expect(figure.locator('svg path.line')).toHaveCount(40)
      const said = await words.innerText()
      for (const text of await counts.allInnerTexts())
        expect(said).toContain(text.replace(' still there', ''))
      const there = Number((await counts.last().innerText()).split(' ')[0])
      await expect(figure.locator('svg circle.out')).toHaveCount(20 - there)
    })

    test('the line of a first bet stands there before anything is pressed', async ({ page }) => {
      const { figure } = await open(page, 'one-trader-one-bet', 'ruin')
      await expect(figure.locator('svg line.mark')).not.toHaveCount(0)
      await expect(figure.locator('svg')).toContainText('sold out at $')
    })

    test('both prices are drawn, and what is left is what the words say', async ({ page }) => {
      const { figure } = await open(page, 'two-prices', 'the-gap')
      await expect(figure.locator('svg')).toContainText('$90.45')
      await expect(figure.locator('svg')).toContainText('$90.00')
      await expect(figure.locator('svg line.mark')).toHaveCount(1)
      await expect(figure.locator('svg line.zero')).toHaveCount(1)
      await expect(figure.locator('figcaption')).toContainText('At the line 4.5% of the deposit was left.')
    })

    test('money set aside stands in the picture in the dollars of the words, and in shares of the control', async ({
      page,
    }) => {
      await page.goto('./#/lessons/who-pays/the-price')
      await waitForStep(page, 'the-price')
      const words = await page.locator('.step .text').innerText()
      const [average, safe] = words.match(/\$[\d.]+K/g) ?? []
      const days = page.locator('.days svg')
      await expect(days).toContainText(`A: 1.5%, ${average}`)
      await expect(days).toContainText(`B: 6%, ${safe}`)
      const size = await days.locator('text.name').evaluate((text) => text.getBoundingClientRect().height)
      expect(size).toBeGreaterThan(11)
    })

    test('an order eats its bids, and its fills and its cost are those of the words', async ({ page }) => {
      const { words, figure } = await open(page, 'selling-moves-the-price', 'stairs')
      await expect(figure.locator('svg rect.bid.taken')).toHaveCount(24)
      await expect(figure.locator('figcaption')).toContainText('$120K of $120K sold')
      const told = await figure.locator('figcaption').innerText()
      const [, last, cost] = /the last at (\$[\d.]+)\. It costs ([\d.]+%)/.exec(told) ?? []
      const said = await words.innerText()
      expect(said).toContain(last)
      expect(said).toContain(cost)
    })
  })
}
