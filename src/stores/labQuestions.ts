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
