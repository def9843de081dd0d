/** The form of a treasury: what the public left there, claims on others, holdings, and when depositors run. */
import { writeAt } from '../../../schema/documentPath.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import type { RunCondition, Treasury } from '../../../schema/worldTreasury.ts'
import { listBooksOf } from '../../../stores/world/workshopAdditions.ts'
import {
  choiceAt,
  idOptions,
  numberAt,
  switchAt,
  type ChoiceField,
  type FieldGroup,
  type GroupAct,
  type Options,
  type WorkshopField,
} from './field.ts'

export function treasuryGroups(world: WorldDocument, path: string): FieldGroup[] {
  const own = path.split('.')[1]
  const treasury = world.venues[own].treasury as Treasury
  return [
    {
      title: 'Deposits',
      fields: [numberAt(world, `${path}.depositors`, worldParameter('treasury.depositors'))],
    },
    claimGroup(world, path, own, treasury),
    ...holdingGroups(world, path, treasury),
    ...runGroups(world, path, own, treasury),
  ]
}

function remove(label: string, path: string): GroupAct {
  return { label, apply: (before) => writeAt(before, path, undefined) }
}

function claimGroup(world: WorldDocument, path: string, own: string, { placed }: Treasury): FieldGroup {
  const others = Object.keys(world.venues).filter((id) => id !== own && !Object.hasOwn(placed, id))
  const debtors = Object.keys(placed)
  return {
    title: 'Claims',
    note: 'Money placed with other venues. Who fails pays it back in part, or not at all.',
    fields: debtors.map((id) =>
      numberAt(world, `${path}.placed.${id}`, worldParameter('treasury.placed'), `Placed with ${id}`),
    ),
    acts: [
      ...others.map((id) => ({
        label: `Place money with ${id}`,
        apply: (before: WorldDocument) => writeAt(before, `${path}.placed.${id}`, 0),
      })),
      ...debtors.map((id) => remove(`Take the claim on ${id} away`, `${path}.placed.${id}`)),
    ],
  }
}

function holdingGroups(world: WorldDocument, path: string, { holdings }: Treasury): FieldGroup[] {
  const at = `${path}.holdings`
  const held = Object.keys(holdings)
  const others = Object.keys(world.assets).filter(
    (id) => !held.includes(id) && listBooksOf(world, id).length > 0,
  )
  const row = worldParameter('treasury.holdings.contracts')
  return [
    ...held.map((id) => ({
      title: `Holding of ${id}`,
      fields: [
        numberAt(world, `${at}.${id}.contracts`, row),
        choiceAt(
          world,
          `${at}.${id}.soldOn`,
          { label: 'Sold on', explain: 'Where it is sold when depositors ask for their money.' },
          idOptions(listBooksOf(world, id)),
        ),
      ],
      acts: [remove(`Take the holding of ${id} away`, `${at}.${id}`)],
    })),
    {
      title: held.length > 0 ? 'More holdings' : 'Holdings',
      note: row.explain,
      fields: [],
      acts: others.map((id) => ({
        label: `Hold ${id}`,
        apply: (before: WorldDocument) =>
          writeAt(before, `${at}.${id}`, { contracts: row.default, soldOn: listBooksOf(before, id)[0] }),
      })),
    },
  ]
}

// --- the run on it

type ConditionKind = 'step' | 'insolvent' | 'illiquid' | 'closed' | 'below'

const CONDITIONS: Readonly<Record<ConditionKind, string>> = {
  step: 'a step has come',
  insolvent: 'a venue is insolvent',
  illiquid: 'a venue cannot pay',
  closed: 'a venue has closed',
  below: 'a price is below',
}

function kindOf(condition: RunCondition): ConditionKind {
  return Object.keys(condition)[0] as ConditionKind
}

function createCondition(world: WorldDocument, own: string, kind: ConditionKind): RunCondition {
  const other = Object.keys(world.venues).find((id) => id !== own) ?? own
  if (kind === 'step') return { step: worldParameter('treasury.run.after.step').default }
  if (kind !== 'below') return { [kind]: other } as RunCondition
  const [asset, [venue]] = Object.keys(world.assets)
    .map((id) => [id, listBooksOf(world, id)] as const)
    .find(([, books]) => books.length > 0) ?? ['', ['']]
  return { below: { venue, asset, price: 0.9 * world.assets[asset].startPrice } }
}

function runGroups(world: WorldDocument, path: string, own: string, { run }: Treasury): FieldGroup[] {
  const at = `${path}.run`
  const begin = () => ({
    perStep: worldParameter('treasury.run.perStep').default,
    after: [createCondition(world, own, 'step')],
  })
  const whole = switchAt(world, at, 'Depositors can run', begin)
  if (!run) return [{ title: 'A run', fields: [whole] }]
  const list = `${at}.after`
  return [
    {
      title: 'A run',
      note: 'It begins with the first of its conditions that holds.',
      fields: [whole, numberAt(world, `${at}.perStep`, worldParameter('treasury.run.perStep'))],
      acts: [
        {
          label: 'Add a condition',
          apply: (before) =>
            writeAt(before, `${list}.${run.after.length}`, createCondition(before, own, 'step')),
        },
      ],
    },
    ...run.after.map((condition, i) => ({
      title: `Condition ${i + 1}`,
      fields: conditionFields(world, `${list}.${i}`, own, condition),
      acts: [remove(`Take condition ${i + 1} away`, `${list}.${i}`)],
    })),
  ]
}

function conditionFields(
  world: WorldDocument,
  path: string,
  own: string,
  condition: RunCondition,
): WorkshopField[] {
  const kind = kindOf(condition)
  const hasBook = Object.keys(world.assets).some((id) => listBooksOf(world, id).length > 0)
  const options = (Object.entries(CONDITIONS) as [ConditionKind, string][]).filter(
    ([one]) => one !== 'below' || kind === 'below' || hasBook,
  )
  const choice: ChoiceField = {
    kind: 'choice',
    path: `${path}.kind`,
    label: 'Depositors run when',
    explain: 'What a venue elsewhere goes through can frighten them too.',
    value: kind,
    options,
    apply: (before, next) => writeAt(before, path, createCondition(before, own, next as ConditionKind)),
  }
  return [choice, ...detailFields(world, path, condition)]
}

function detailFields(world: WorldDocument, path: string, condition: RunCondition): WorkshopField[] {
  if ('step' in condition) return [numberAt(world, `${path}.step`, worldParameter('treasury.run.after.step'))]
  if (!('below' in condition)) {
    const words = { label: 'Venue', explain: 'Whose fate they look at.' }
    return [choiceAt(world, `${path}.${kindOf(condition)}`, words, idOptions(Object.keys(world.venues)))]
  }
  return [
    ...placeFields(world, `${path}.below`, condition.below),
    numberAt(world, `${path}.below.price`, worldParameter('treasury.run.after.below')),
  ]
}

/**
 * An asset, and an exchange that trades it: another asset takes the exchange along, where there it is not traded.
 * @param booksOf the exchanges that can be meant
 */
export function placeFields(
  world: WorldDocument,
  path: string,
  { venue, asset }: { readonly venue: string; readonly asset: string },
  booksOf = listBooksOf,
): ChoiceField[] {
  const traded = Object.keys(world.assets).filter((id) => booksOf(world, id).length > 0)
  const assets: Options = idOptions(traded.includes(asset) ? traded : [asset, ...traded])
  const books = booksOf(world, asset)
  return [
    {
      ...choiceAt(world, `${path}.asset`, { label: 'Asset', explain: 'Which price it is about.' }, assets),
      apply: (before, next) => {
        const others = booksOf(before, next)
        const place = others.includes(venue) ? venue : others[0]
        return writeAt(writeAt(before, `${path}.asset`, next), `${path}.venue`, place)
      },
    },
    choiceAt(
      world,
      `${path}.venue`,
      { label: 'Exchange', explain: 'On whose book.' },
      idOptions(books.includes(venue) ? books : [venue, ...books]),
    ),
  ]
}
