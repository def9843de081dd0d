/** Pushes in words: news in percent, a sale in what moves the price by 1 %, a mix in times of what the scenario has. */
import type { PushKind } from '../../risk/reverse.ts'
import { formatCount, formatFew, formatPercent } from '../../schema/words.ts'

/** "−7.3%", "8.2 × depth (12,300 contracts)", "1.8 × its own pushes". @param depth contracts that move the price by 1 % */
export function sayPush(kind: PushKind, size: number, depth: number | null): string {
  if (size === 0) return 'no push'
  if (kind === 'news') return formatPercent(-size, 1)
  if (kind === 'mix') return `${formatFew(size)} × its own pushes`
  const contracts = `${formatCount(size)} contracts`
  return depth ? `${formatFew(size / depth)} × depth (${contracts})` : contracts
}

/** Behind the largest push that is looked at. */
export const PUSH_UNITS: Readonly<Record<PushKind, string>> = {
  news: '%',
  sale: '× the depth of 1%',
  mix: '× their size',
}

export const PUSH_NAMES: Readonly<Record<PushKind, string>> = {
  news: 'news: fair value falls at once',
  sale: 'an outsider sells at once',
  mix: 'its own pushes, all scaled together',
}

/** Around the size, in a sentence. */
export const PUSH_SENTENCES: Readonly<Record<PushKind, readonly [before: string, after: string]>> = {
  news: ['News of ', 'breaks it'],
  sale: ['A sale of ', 'breaks it'],
  mix: ['', 'break it'],
}

/** Below the axis of sizes. */
export const PUSH_AXES: Readonly<Record<PushKind, string>> = {
  news: 'news',
  sale: 'sale, in depths of 1%',
  mix: 'its own pushes, in times of their size',
}
