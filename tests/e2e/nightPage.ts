/** A night of the risk desk as its folder says it and as the page plays it. */
import { expect, type Page } from '@playwright/test'
import { buildNight, readNights } from '../../src/cli/nightFiles.ts'
import type { NightModule } from '../../src/nights/catalog.ts'

export interface ReadNight extends NightModule {
  readonly number: number
}

export const nightRow: readonly ReadNight[] = readNights().map((parsed) => ({
  ...buildNight(parsed),
  number: parsed.number,
}))
export const [firstNight] = nightRow

/** Opened at its rules; without motion nothing plays before it is told to. */
export async function openNight(page: Page, id: string, query = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`./#/desk/${id}${query}`)
  await expect(openButton(page)).toBeVisible()
}

export const openButton = (page: Page) => page.getByRole('button', { name: 'Open for business' })
export const verdict = (page: Page) => page.locator('#score-head')
export const tiles = (page: Page) => page.getByRole('list', { name: 'Hidden nights' })
export const toTheEnd = (page: Page) => page.getByRole('button', { name: 'To the end' })

/** A stop of a rule, by its place among those of the rule. */
export function stopOfRule(page: Page, { night, words }: ReadNight, rule: string, stop: string) {
  const place = night.rules[rule].stops.findIndex(({ id }) => id === stop)
  return page.getByRole('group', { name: words.rules[rule].label, exact: true }).getByRole('radio').nth(place)
}

/** Sets the best known rules. */
export async function setBestRules(page: Page, read: ReadNight): Promise<void> {
  for (const [rule, stop] of Object.entries(read.night.best.rules)) {
    const chip = stopOfRule(page, read, rule, stop)
    // As a key does it: a thumb would scroll it out from beneath the bar at the bottom.
    await chip.press(' ')
    await expect(chip).toBeChecked()
  }
}

/** Plays the open night to its score, and returns what the verdict says. */
export async function playToScore(page: Page, { night }: ReadNight): Promise<string> {
  await openButton(page).click()
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(new RegExp(`Stood in \\d+ of ${night.seeds}$`))
  return (await verdict(page).innerText()).replace(/^[✓✕]\s*/, '')
}
