/** From a code that was typed to the address of what it names: the same night on the same hidden seeds. */
import type { NightEntry } from '../../nights/catalog.ts'
import { readResultCode, writeResultCode } from '../../nights/resultCode.ts'
import { FieldError } from '../../schema/fieldError.ts'

/** @throws FieldError that says what is wrong with the code */
export function toHashOfCode(catalog: readonly NightEntry[], typed: string): string {
  const result = readResultCode(typed)
  if (result.game === 'daily') return `#/desk/daily/${result.attempt}`
  const query = `code=${writeResultCode(result)}`
  if (result.game === 'endless') return `#/desk/endless?${query}`
  const entry = catalog.find(({ number }) => number === result.game)
  if (!entry) throw new FieldError('code', typed, 'the code of a night that this version has')
  return `#/desk/${entry.id}?${query}`
}
