/**
 * The closed list of small live figures: glossary entries and questions of lessons name them by id, and
 * src/ui/live/Figure.svelte draws them. Each computes with a closed formula that the tests hold to the engine.
 */
export const FIGURE_IDS = [
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
] as const
export type FigureId = (typeof FIGURE_IDS)[number]

export function isFigureId(id: string): id is FigureId {
  return (FIGURE_IDS as readonly string[]).includes(id)
}
