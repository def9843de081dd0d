/** The form of a push: what happens, where, when and how much. */
import { readAt, writeAt } from '../../../schema/documentPath.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import type { WorldShock } from '../../../schema/worldShocks.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import { listBooksOf } from '../../../stores/world/workshopAdditions.ts'
import { SHOCK_NAMES } from '../../../stores/world/workshopParts.ts'
import {
  choiceAt,
  idOptions,
  numberAt,
  type ChoiceField,
  type FieldGroup,
  type WorkshopField,
} from './field.ts'
import { createRule, listVenuesWith, ruleAt, ruleFields } from './ruleFields.ts'
import { placeFields } from './treasuryFields.ts'

type PushKind = WorldShock['kind']

export function pushGroups(world: WorldDocument, path: string): FieldGroup[] {
  const push = readAt(world, path) as WorldShock
  const kinds = (Object.entries(SHOCK_NAMES) as [PushKind, string][]).filter(
    ([kind]) => kind === push.kind || createPush(world, kind, push.step) !== null,
  )
  const choice: ChoiceField = {
    ...choiceAt(world, `${path}.kind`, { label: 'What happens', explain: 'One thing, at one place.' }, kinds),
    apply: (before, next) => writeAt(before, path, createPush(before, next as PushKind, push.step) ?? push),
  }
  return [
    {
      title: 'Push',
      fields: [
        choice,
        ...whereFields(world, path, push),
        numberAt(world, `${path}.step`, worldParameter('shocks.step')),
        ...howMuch(world, path, push),
      ],
    },
  ]
}

/** The first place where such a thing can happen; null where there is none. */
function createPush(world: WorldDocument, kind: PushKind, step: number): WorldShock | null {
  const book = Object.keys(world.assets)
    .flatMap((asset) => booksFor(kind)(world, asset).map((venue) => ({ venue, asset })))
    .at(0)
  const asset = Object.keys(world.assets).at(0)
  const venue = Object.keys(world.venues).at(0)
  const chain = Object.keys(world.chains).at(0)
  switch (kind) {
    case 'sell':
      return book ? { step, kind, ...book, contracts: 100_000 } : null
    case 'depth':
      return book ? { step, kind, ...book, factor: 0.5 } : null
    case 'fairValue':
      return asset === undefined ? null : { step, kind, asset, change: -0.1 }
    case 'chain':
      return chain === undefined ? null : { step, kind, chain, slots: 0.5, gas: 10 }
    case 'loss':
      return venue === undefined ? null : { step, kind, venue, amount: 1_000_000 }
    case 'rule':
    case 'proposal':
      return createRule(world, { step, kind, venue: '' }, 'maintenanceMargin')
  }
}

/** A pool has no depth that somebody could change. */
function booksFor(kind: PushKind): typeof listBooksOf {
  if (kind !== 'depth') return listBooksOf
  return (world, asset) =>
    listBooksOf(world, asset).filter((id) => {
      const place = world.venues[id]
      return place.kind === 'exchange' && place.markets[asset].liquidity.anchor === 'fair'
    })
}

function whereFields(world: WorldDocument, path: string, push: WorldShock): WorkshopField[] {
  const choose = (name: string, label: string, ids: string[]) =>
    choiceAt(world, `${path}.${name}`, { label, explain: 'Where it happens.' }, idOptions(ids))
  switch (push.kind) {
    case 'sell':
    case 'depth':
      return placeFields(world, path, push, booksFor(push.kind))
    case 'fairValue':
      return [choose('asset', 'Asset', Object.keys(world.assets))]
    case 'chain':
      return [choose('chain', 'Chain', Object.keys(world.chains))]
    case 'loss':
      return [choose('venue', 'Venue', Object.keys(world.venues))]
    case 'rule':
    case 'proposal':
      return [ruleAt(world, path, push), choose('venue', 'Venue', listVenuesWith(world, push))]
  }
}

const NUMBERS = {
  sell: ['contracts'],
  depth: ['factor'],
  fairValue: ['change', 'overSteps'],
  chain: ['slots', 'gas'],
  loss: ['amount'],
} as const satisfies Readonly<Partial<Record<PushKind, readonly string[]>>>

function howMuch(world: WorldDocument, path: string, push: WorldShock): WorkshopField[] {
  if (push.kind === 'rule' || push.kind === 'proposal') return ruleFields(world, path, push)
  return NUMBERS[push.kind].map((name) =>
    numberAt(world, `${path}.${name}`, worldParameter(`shocks.${name}`)),
  )
}
