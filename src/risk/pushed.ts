/** What happens to a world from outside, as a document has it: who compares a calm run with a storm plays it without. */
import type { RiskDocument } from './counting.ts'

/** Rules that are set or voted on are none. */
const PUSHES: ReadonlySet<string> = new Set(['sell', 'depth', 'fairValue', 'chain', 'loss'])

export function hasPushes({ shocks }: RiskDocument): boolean {
  return shocks.some(({ kind }) => PUSHES.has(kind))
}

export function withoutPushes(document: RiskDocument): RiskDocument {
  const stays = ({ kind }: { readonly kind: string }) => !PUSHES.has(kind)
  return document.version === 2
    ? { ...document, shocks: document.shocks.filter(stays) }
    : { ...document, shocks: document.shocks.filter(stays) }
}
