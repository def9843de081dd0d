/** The questions of the risk lab, in the order in which they stand; the id is the address's. */
export const LAB_QUESTIONS = [
  'likely',
  'fund',
  'rare',
  'matters',
  'breaks',
  'better',
  'tails',
  'backtest',
] as const

export type LabQuestion = (typeof LAB_QUESTIONS)[number]

export function isLabQuestion(text: string | undefined): text is LabQuestion {
  return (LAB_QUESTIONS as readonly (string | undefined)[]).includes(text)
}

/** How many runs can be chosen, of what is asked. */
export const RUN_CHOICES = {
  futures: [100, 400, 1_000, 4_000],
  sweep: [20, 50, 200, 1_000],
  tornado: [50, 200, 1_000],
  breaks: [50, 200, 1_000],
  better: [100, 400, 1_000],
  tails: [40, 160],
  volatility: [100, 400],
  channels: [100, 400, 1_000],
} as const

/** How many values of each number a sweep may have. */
export const PLACE_CHOICES = [5, 9, 20] as const

/** Of the largest moves, so many are fitted. */
export const FITTED_SHARES = [0.1, 0.05, 0.02, 0.01] as const

/** Over so many steps a return of the tails may go. */
export const RETURN_SPANS = [1, 5, 20, 60] as const
