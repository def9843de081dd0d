/**
 * Which news can leap (docs/model.md section 12.3): a Student-t number, or a jump. Of documents alone, so that a page can ask.
 */
import type { RiskDocument } from './counting.ts'
import type { FairValueDocument } from '../schema/fairValue.ts'

type StudentT = Extract<FairValueDocument, { process: 'studentT' }>
export type Jumps = Extract<FairValueDocument, { process: 'jumps' }>
export type Leaping = StudentT | Jumps

export function isLeaping(fairValue: FairValueDocument): fairValue is Leaping {
  return 'process' in fairValue && (fairValue.process === 'studentT' || fairValue.process === 'jumps')
}

/** Whether news leaps that is left to the levels, which cannot see it: splitting would find too little. */
export function leapsUnseen(document: RiskDocument): boolean {
  if (document.version !== 2) return false
  return Object.values(document.assets).some(
    ({ fairValue, loading }) => loading !== 0 && isLeaping(fairValue),
  )
}
