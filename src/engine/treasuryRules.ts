/**
 * What a treasury is told to do (docs/model.md section 11.6): where it placed money, what it holds, and when its depositors run. Numbers of
 * the document, with places instead of names. Read by every mechanism, written by none.
 */
import { toCents } from './arithmetic.ts'
import type { Names } from './names.ts'
import type { RunCondition, Treasury } from '../schema/worldTreasury.ts'

export interface TreasuryRules {
  readonly placed: readonly { readonly venue: number; readonly cents: number }[]
  readonly holdings: readonly { readonly market: number; readonly contracts: number }[]
  readonly run: { readonly perStep: number; readonly after: readonly RunRule[] } | null
}

/** When depositors begin to run. */
export type RunRule =
  | { readonly when: 'step'; readonly step: number }
  | { readonly when: 'insolvent' | 'illiquid' | 'closed'; readonly venue: number }
  | { readonly when: 'below'; readonly market: number; readonly price: number }

export function createTreasuryRules(treasury: Treasury | undefined, names: Names): TreasuryRules {
  if (treasury === undefined) return { placed: [], holdings: [], run: null }
  const { placed, holdings, run } = treasury
  return {
    placed: Object.entries(placed).map(([venue, dollars]) => ({
      venue: names.venues.indexOf(venue),
      cents: toCents(dollars),
    })),
    holdings: Object.entries(holdings).map(([asset, { contracts, soldOn }]) => ({
      market: names.marketOf(soldOn, asset),
      contracts,
    })),
    run: run
      ? { perStep: run.perStep, after: run.after.map((condition) => createRunRule(condition, names)) }
      : null,
  }
}

function createRunRule(condition: RunCondition, names: Names): RunRule {
  if ('step' in condition) return { when: 'step', step: condition.step }
  if ('below' in condition) {
    const { venue, asset, price } = condition.below
    return { when: 'below', market: names.marketOf(venue, asset), price }
  }
  const [when, venue] = Object.entries(condition)[0] as ['insolvent' | 'illiquid' | 'closed', string]
  return { when, venue: names.venues.indexOf(venue) }
}
