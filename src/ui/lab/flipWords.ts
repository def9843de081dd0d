/** What a seed did in A and in B, in words, and its sign in the figure. */
import type { Flip } from '../../risk/paired.ts'

export const FLIP_WORDS: Readonly<Record<Flip, string>> = {
  both: 'in A and in B',
  onlyA: 'only in A',
  onlyB: 'only in B',
  none: 'in neither',
}

export const FLIP_SIGNS: Readonly<Record<Flip, string>> = { both: '■', onlyA: '▲', onlyB: '▼', none: '•' }
