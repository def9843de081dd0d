/**
 * The closed list of small live figures: glossary entries and questions of lessons name them by id, and
 * src/ui/live/LiveFigure.svelte draws them. Each computes with a closed formula that the tests hold to the engine.
 */
export const LIVE_FIGURE_IDS = [
  'leverage-ruin',
  'two-prices',
  'margins',
  'bad-debt',
  'depth',
  'market-impact',
  'resilience',
  'forced-selling-loop',
  'insurance-fund',
  'socialized-loss',
  'adl-ranking',
  'circuit-breaker',
  'mark-and-index',
  'default-waterfall',
  'impermanent-loss',
  'breach-count',
  'fat-tail',
  'ruin-chance',
] as const
export type LiveFigureId = (typeof LIVE_FIGURE_IDS)[number]

export function isLiveFigureId(id: string): id is LiveFigureId {
  return (LIVE_FIGURE_IDS as readonly string[]).includes(id)
}
