/**
 * Goal: the picture's words lie over no curve, no mark and no other word, and none is cut, on a desk, a projector and a phone.
 * Method: the built site at five sizes, in the middle of the fall and at the end, alone and in a comparison; boxes of words are
 * measured, and pixels of the picture beneath them counted.
 */
import { expect, test, type Page } from '@playwright/test'
import { beginAgain } from './modelLine.ts'
import { expectClearLabels } from './pictureLabels.ts'
import { atEachSize, DESK, goToStep, listVisits, nameSizes, openSandbox, PHONE } from './sandboxPage.ts'

const PROJECTORS = [
  { width: 1280, height: 720 },
  { width: 1024, height: 600 },
  { width: 900, height: 600 },
]

/** Before the news, in the fall, on the way back and at the end. */
async function expectClearRun(
  page: Page,
  sizes: readonly (typeof PROJECTORS)[number][],
  state: string,
): Promise<void> {
  const end = Number(await page.getByRole('slider', { name: 'Moment of the run' }).getAttribute('max'))
  for (const step of [0, 26, 34, 48, 105, end]) {
    await goToStep(page, step)
    await atEachSize(page, sizes, ({ width }) =>
      expectClearLabels(page, `${state}, step ${step}, ${width} wide`),
    )
  }
}

for (const [place, all] of [
  ['on a screen', [DESK, PHONE]],
  ['in class', PROJECTORS],
] as const)
  for (const sizes of listVisits(all))
    test(`words of the picture are clear of curves, marks and each other, ${place}, ${nameSizes(sizes)} wide`, async ({
      page,
    }) => {
      const presents = place === 'in class'
      await page.setViewportSize(sizes[0])
      await openSandbox(page)
      if (presents) await page.keyboard.press('p')
      await expectClearRun(page, sizes, 'the sandbox')
      if (presents) await page.keyboard.press('p')
      await page.getByRole('button', { name: 'Compare' }).click()
      await expect(page.locator('.headline')).toContainText('B is the same as A')
      const liquidity = page
        .getByRole('region', { name: 'Levers of B' })
        .getByRole('slider', { name: /^Liquidity/ })
      await beginAgain(page, () => liquidity.fill('60'))
      if (presents) await page.keyboard.press('p')
      await expect(page.locator('.stage canvas')).toHaveCount(2)
      await expectClearRun(page, sizes, 'the comparison')
    })
