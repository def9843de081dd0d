/** A row of a menu of pushes: what happens, and how much of it, by choice. */
export interface PushRow {
  readonly says: string
  readonly choices: readonly { readonly words: string; readonly give: () => void; readonly isOff?: boolean }[]
}

/** News, as shares of fair value, of one market and of a world. */
export const NEWS = {
  market: [-0.01, -0.02, -0.04, -0.07, -0.1],
  world: [-0.02, -0.05, -0.1, -0.2],
} as const
/** Liquidity that falls, as a share of that at the start. */
export const THIN_BOOK = 0.3
