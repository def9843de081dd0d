/** The forms of venues: exchanges, lending protocols and institutions. */
import type { GroupId } from '../../../schema/row.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import type { TradedDocument } from '../../../schema/worldVenues.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import { choiceAt, fieldsOfRows, idOptions, numberAt, type FieldGroup, type WorkshopField } from './field.ts'

/** What an exchange has in its markets or in a row of the world’s table. */
const EXCHANGE_WITHOUT = ['venue.mark', 'venue.maintenanceMargin']
/** No waterfall, no winners: a fund, then its own money. */
const LENDING_WITHOUT = [
  ...EXCHANGE_WITHOUT,
  'venue.maxLeverage',
  'venue.liquidation.surplus',
  'venue.waterfall',
  'venue.adl',
  'venue.socializedLoss',
  'venue.circuitBreaker',
  'venue.insuranceFund',
]

/** Of venues that are no exchange. */
const OWN_WORDS = { label: 'Own money', explain: 'It pays once the fund is empty.' }

export function venueGroups(world: WorldDocument, path: string): FieldGroup[] {
  const venue = world.venues[path.split('.')[1]]
  if (venue.kind === 'institution')
    return [
      {
        title: 'Its own money',
        note: 'It pays for losses before those do whose money it has.',
        fields: [
          numberAt(world, `${path}.insuranceFund`, worldParameter('venues.fund')),
          numberAt(world, `${path}.venueEquity`, { ...worldParameter('venues.fund'), ...OWN_WORDS }),
        ],
      },
      { title: 'Failure', fields: [failureAt(world, path)] },
    ]
  return venue.kind === 'exchange' ? exchangeGroups(world, path) : lendingGroups(world, path)
}

function failureAt(world: WorldDocument, path: string): WorkshopField {
  return choiceAt(
    world,
    `${path}.onFailure`,
    { label: 'When it fails', explain: 'A closed venue trades no more, and nobody can take money out.' },
    [
      ['carryOn', 'it carries on'],
      ['close', 'it closes'],
    ],
  )
}

function marginAt(world: WorldDocument, path: string): WorkshopField {
  return numberAt(world, `${path}.maintenanceMargin`, worldParameter('venues.maintenanceMargin'))
}

function exchangeGroups(world: WorldDocument, path: string): FieldGroup[] {
  const rows = (group: GroupId) =>
    fieldsOfRows(world, { prefix: 'venue', at: path, group, without: EXCHANGE_WITHOUT })
  return [
    {
      title: 'How traders are sold out',
      fields: [...rows('crowd'), marginAt(world, path), ...rows('engine')],
    },
    { title: 'Who pays', fields: rows('losses') },
    { title: 'Circuit breaker', fields: rows('breaker') },
    ...ruleGroups(world, path),
  ]
}

function lendingGroups(world: WorldDocument, path: string): FieldGroup[] {
  const rows = (group: GroupId) =>
    fieldsOfRows(world, { prefix: 'venue', at: path, group, without: LENDING_WITHOUT })
  return [
    {
      title: 'How loans are sold out',
      fields: [
        marginAt(world, path),
        numberAt(world, `${path}.bonus`, worldParameter('venues.bonus')),
        ...rows('engine'),
      ],
    },
    {
      title: 'Who pays',
      note: 'Its fund, then its own money; the rest is lost to the lenders.',
      fields: [
        numberAt(world, `${path}.insuranceFund`, worldParameter('venues.fund')),
        ...rows('losses').map(asOwnMoney),
      ],
    },
    ...ruleGroups(world, path),
  ]
}

/** The row of an exchange, of one that is none. */
function asOwnMoney(field: WorkshopField): WorkshopField {
  if (field.kind !== 'pair') return field
  const { plain, share } = field.pair
  const pair = { ...field.pair, plain: { ...plain, ...OWN_WORDS }, share: { ...share, ...OWN_WORDS } }
  return { ...field, label: OWN_WORDS.label, pair }
}

/** Chain, votes and failure, which exchanges and lending protocols share. */
function ruleGroups(world: WorldDocument, path: string): FieldGroup[] {
  const { chain } = world.venues[path.split('.')[1]] as TradedDocument
  const chains = Object.keys(world.chains)
  const rules = `${path}.governance`
  const onChain = choiceAt(
    world,
    `${path}.chain`,
    { label: 'Chain', explain: 'Liquidations of all venues on a chain share its block space.' },
    idOptions(chains, 'none'),
  )
  return [
    {
      title: 'Votes',
      note: 'A vote on a rule is planned as a push.',
      fields: [
        numberAt(world, `${rules}.delaySteps`, worldParameter('venues.governance.delaySteps')),
        numberAt(world, `${rules}.majority`, worldParameter('venues.governance.majority')),
        choiceAt(
          world,
          `${rules}.by`,
          {
            label: 'Votes count by',
            explain: 'By position, those who would be sold out have the larger say.',
          },
          [
            ['position', 'size of the position'],
            ['equity', 'what the account is worth'],
          ],
        ),
      ],
    },
    {
      title: 'Chain and failure',
      fields: [...(chains.length > 0 || chain !== undefined ? [onChain] : []), failureAt(world, path)],
    },
  ]
}
