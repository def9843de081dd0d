/** The form of each part of a world, and which field of it an error belongs to. */
import type { FieldError } from '../../../schema/fieldError.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import { isWithinPath, toPlainPath } from '../../../stores/world/workshopEdits.ts'
import type { PartKind, WorkshopPart } from '../../../stores/world/workshopParts.ts'
import { crowdGroups } from './crowdFields.ts'
import type { FieldGroup, WorkshopField } from './field.ts'
import { marketGroups } from './marketFields.ts'
import { pushGroups } from './pushFields.ts'
import { assetGroups, chainGroups, deskGroups, runGroups } from './sharedFields.ts'
import { treasuryGroups } from './treasuryFields.ts'
import { venueGroups } from './venueFields.ts'

interface Form {
  /** What the part is and does, in a sentence. */
  readonly sentence: string
  readonly list: (world: WorldDocument, path: string) => FieldGroup[]
}

const FORMS: Readonly<Record<PartKind, Form>> = {
  world: { sentence: 'What all parts share.', list: runGroups },
  asset: { sentence: 'Something with a fair value, traded on one or more venues.', list: assetGroups },
  venue: { sentence: 'Where accounts or money are, with its rules and its own money.', list: venueGroups },
  market: {
    sentence: 'One asset on one venue: its liquidity and the price that counts.',
    list: marketGroups,
  },
  crowd: { sentence: 'The traders or borrowers of one venue.', list: crowdGroups },
  treasury: { sentence: 'What the public left here, and where the money is.', list: treasuryGroups },
  desk: { sentence: 'Makers of several markets with one purse.', list: deskGroups },
  chain: { sentence: 'Block space that liquidations of several venues compete for.', list: chainGroups },
  push: { sentence: 'Something that happens in a step.', list: pushGroups },
}

export const sayPart = ({ kind }: WorkshopPart): string => FORMS[kind].sentence

export function listGroups(world: WorldDocument, { kind, path }: WorkshopPart): FieldGroup[] {
  return FORMS[kind].list(world, path)
}

/**
 * The field where an error is shown: the innermost around its place, or the first one within it; null where the form has none.
 */
export function findField(
  groups: readonly FieldGroup[],
  error: Pick<FieldError, 'path'>,
): WorkshopField | null {
  const path = toPlainPath(error.path)
  const fields = groups.flatMap(({ fields: own }) => own)
  const around = fields.filter((field) => isWithinPath(path, field.path))
  if (around.length > 0)
    return around.reduce((best, one) => (one.path.length > best.path.length ? one : best))
  return fields.find((field) => isWithinPath(field.path, path)) ?? null
}

const PATH = /\b(?:assets|venues|desks|chains|shocks)\.[\w.[\]]*\w/g

/** The words of an error with fields of this form by their labels; places elsewhere stay as the document writes them. */
export function sayProblem(groups: readonly FieldGroup[], words: string): string {
  return words.replace(PATH, (path) => {
    const field = findField(groups, { path })
    return field && field.path === toPlainPath(path) ? `“${field.label}”` : path
  })
}
