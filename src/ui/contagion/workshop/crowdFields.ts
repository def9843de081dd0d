/** The forms of crowds: drawn ones by the rows of the table, others account by account. */
import { readAt, writeAt } from '../../../schema/documentPath.ts'
import { parameter } from '../../../schema/parameters.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import type { DrawnWorldCrowd, ExplicitWorldCrowd, LeggedAccount } from '../../../schema/worldCrowd.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import type { TradedDocument } from '../../../schema/worldVenues.ts'
import { createCrowd } from '../../../stores/world/workshopAdditions.ts'
import {
  choiceAt,
  fieldsOfRows,
  idOptions,
  numberAt,
  type ChoiceField,
  type FieldGroup,
  type GroupAct,
  type WorkshopField,
} from './field.ts'

/** Nobody is short of a loan, so nobody hedges it; without a book nobody trades by themselves. */
const BORROWERS_WITHOUT = [
  'crowd.longShare',
  'crowd.hedgers',
  'crowd.behavior.stopLoss',
  'crowd.behavior.takeProfit',
  'crowd.behavior.relever',
  'crowd.behavior.turnover',
  'crowd.behavior.arrivals',
]
/** More of them have no place in a form; a file has. */
const MAX_FORMS = 20

export function crowdGroups(world: WorldDocument, path: string): FieldGroup[] {
  const [, venue, , place] = path.split('.')
  const traded = world.venues[venue] as TradedDocument
  const crowd = traded.crowd[Number(place)]
  const without = traded.kind === 'lending' ? BORROWERS_WITHOUT : []
  const groups =
    'accounts' in crowd ? listAccounts(world, path, traded, crowd) : drawnGroups(world, path, crowd, without)
  return [
    { title: 'The crowd', fields: [kindAt(path, world, traded, 'accounts' in crowd)] },
    ...groups,
    {
      title: 'What traders do by themselves',
      fields: fieldsOfRows(world, { prefix: 'crowd', at: path, group: 'behavior', without }),
    },
  ]
}

function kindAt(path: string, world: WorldDocument, traded: TradedDocument, isGiven: boolean): ChoiceField {
  const [first] = Object.keys(traded.markets)
  return {
    kind: 'choice',
    path: `${path}.kind`,
    label: 'The crowd is',
    explain: 'Drawn from distributions with the seed, or written account by account.',
    value: isGiven ? 'accounts' : 'drawn',
    options: [
      ['drawn', 'drawn'],
      ['accounts', 'account by account'],
    ],
    apply: (before, next) =>
      writeAt(
        before,
        path,
        next === 'drawn' ? createCrowd(traded) : { accounts: [createAccount(world, first)] },
      ),
  }
}

function createAccount({ assets }: WorldDocument, asset: string): LeggedAccount {
  return { collateral: parameter('crowd.deposit.median').default, legs: [createLeg({ assets }, asset)] }
}

const LEG_LEVERAGE = 2

function createLeg(
  { assets }: Pick<WorldDocument, 'assets'>,
  asset: string,
  room = LEG_LEVERAGE,
): LeggedAccount['legs'][number] {
  return { asset, side: 'long', leverage: Math.min(room, LEG_LEVERAGE), entry: assets[asset].startPrice }
}

// --- drawn

function drawnGroups(
  world: WorldDocument,
  path: string,
  crowd: DrawnWorldCrowd,
  without: readonly string[],
): FieldGroup[] {
  const hasWeights = crowd.leverage.distribution === 'weights'
  const rows = fieldsOfRows(world, {
    prefix: 'crowd',
    at: path,
    group: 'crowd',
    without: hasWeights ? [...without, 'crowd.leverage'] : without,
  })
  return [
    tradedGroup(world, path, crowd),
    { title: 'Who they are', fields: [...(hasWeights ? [distributionAt(world, path)] : []), ...rows] },
  ]
}

/** Weights come from a file; here they can only be given up. */
function distributionAt(world: WorldDocument, path: string): ChoiceField {
  return {
    ...choiceAt(
      world,
      `${path}.leverage.distribution`,
      { label: 'Leverage', explain: 'Some leverages with weights of their own, or all between two ends.' },
      [
        ['weights', 'as the document lists it'],
        ['logUniform', 'between two ends'],
      ],
    ),
    apply: (before, next) =>
      next === 'weights'
        ? before
        : writeAt(before, `${path}.leverage`, {
            distribution: next,
            min: parameter('crowd.leverage.min').default,
            max: parameter('crowd.leverage.max').default,
          }),
  }
}

function tradedGroup(world: WorldDocument, path: string, { assets }: DrawnWorldCrowd): FieldGroup {
  const at = `${path}.assets`
  const { markets } = world.venues[path.split('.')[1]] as TradedDocument
  return {
    title: 'What they trade',
    note: 'With several markets each trader has a position in all of them, under one margin.',
    fields: Object.keys(markets).map((id): WorkshopField => ({
      kind: 'switch',
      path: `${at}.${id}`,
      label: id,
      isOn: assets.includes(id),
      apply: (before, isOn) => {
        const now = readAt(before, at) as string[]
        return writeAt(before, at, isOn ? [...now, id] : now.filter((one) => one !== id))
      },
    })),
  }
}

// --- account by account

function listAccounts(
  world: WorldDocument,
  path: string,
  traded: TradedDocument,
  { accounts }: ExplicitWorldCrowd,
): FieldGroup[] {
  const at = `${path}.accounts`
  const [first] = Object.keys(traded.markets)
  const add: GroupAct = {
    label: 'Add an account',
    apply: (before) => writeAt(before, `${at}.${accounts.length}`, createAccount(world, first)),
  }
  const hidden = accounts.length - MAX_FORMS
  return [
    ...accounts
      .slice(0, MAX_FORMS)
      .map((account, i) => accountGroup(world, `${at}.${i}`, i, traded, account)),
    {
      title: 'More accounts',
      fields: [],
      acts: first === undefined ? [] : [add],
      ...(hidden > 0 && { note: `${hidden} more stand in the document and open with it.` }),
    },
  ]
}

function accountGroup(
  world: WorldDocument,
  path: string,
  place: number,
  traded: TradedDocument,
  { legs }: LeggedAccount,
): FieldGroup {
  const markets = Object.keys(traded.markets)
  const free = markets.filter((id) => legs.every(({ asset }) => asset !== id))
  const most = traded.kind === 'exchange' ? traded.maxLeverage : Infinity
  const room = most - legs.reduce((sum, { leverage }) => sum + leverage, 0)
  const sides = traded.kind === 'lending' ? ['long'] : ['long', 'short']
  const deposit = numberAt(world, `${path}.collateral`, parameter('crowd.deposit.median'), 'Deposit')
  const explained = { ...deposit, row: { ...deposit.row, explain: 'What the account began with.' } }
  return {
    title: `Account ${place + 1}`,
    fields: [
      explained,
      ...legs.flatMap(({ asset }, i) =>
        legFields(
          world,
          `${path}.legs.${i}`,
          markets.filter((id) => id === asset || free.includes(id)),
          sides,
          legs.length > 1 ? i + 1 : 0,
        ),
      ),
    ],
    acts: [
      ...(room > 0 ? free : []).map((id) => ({
        label: `Add a position in ${id}`,
        apply: (before: WorldDocument) =>
          writeAt(before, `${path}.legs.${legs.length}`, createLeg(world, id, room)),
      })),
      ...(legs.length > 1
        ? [
            {
              label: 'Take the last position away',
              apply: (before: WorldDocument) => writeAt(before, `${path}.legs.${legs.length - 1}`, undefined),
            },
          ]
        : []),
      {
        label: `Take account ${place + 1} away`,
        apply: (before) => writeAt(before, path, undefined),
      },
    ],
  }
}

function legFields(
  world: WorldDocument,
  path: string,
  markets: readonly string[],
  sides: readonly string[],
  number: number,
): WorkshopField[] {
  const named = (label: string) => (number > 0 ? `${label}, position ${number}` : label)
  const leverage = numberAt(world, `${path}.leverage`, parameter('crowd.leverage.max'), named('Leverage'))
  const entry = numberAt(world, `${path}.entry`, worldParameter('assets.startPrice'), named('Entry price'))
  return [
    choiceAt(
      world,
      `${path}.asset`,
      { label: named('Asset'), explain: 'Which market of the venue it is in.' },
      idOptions(markets),
    ),
    choiceAt(
      world,
      `${path}.side`,
      { label: named('Side'), explain: 'A long gains when the price rises, a short when it falls.' },
      idOptions(sides),
    ),
    {
      ...leverage,
      row: { ...leverage.row, explain: 'How many dollars of the asset a dollar of the deposit holds.' },
    },
    { ...entry, row: { ...entry.row, explain: 'The price at which it was opened.' } },
  ]
}
