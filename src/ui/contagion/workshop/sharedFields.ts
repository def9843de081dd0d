/** The forms of what venues share: the run itself, assets, desks and chains. */
import { readAt, writeAt } from '../../../schema/documentPath.ts'
import { PROCESS_FIELDS, type FairValueDocument } from '../../../schema/fairValue.ts'
import { parameter } from '../../../schema/parameters.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import { worldParameter } from '../../../schema/worldTable.ts'
import { createNews, listNews, NEWS_WORDS, readNews } from '../../controls/newsChoices.ts'
import {
  choiceAt,
  idOptions,
  numberAt,
  switchAt,
  type FieldGroup,
  type NumberField,
  type SwitchField,
  type TextField,
  type WorkshopField,
} from './field.ts'

export function runGroups(world: WorldDocument): FieldGroup[] {
  const text = (path: 'title' | 'seed', label: string, explain: string): TextField => ({
    kind: 'text',
    path,
    label,
    explain,
    value: world[path],
    apply: (before, value) => ({ ...before, [path]: value }),
  })
  return [
    {
      title: 'The run',
      fields: [
        text('title', 'Title', 'What the world is called, in files and in links.'),
        text('seed', 'Seed', 'The same seed gives the same crowds and the same news.'),
        numberAt(world, 'steps', parameter('steps')),
        numberAt(world, 'stepSeconds', parameter('stepSeconds')),
      ],
    },
  ]
}

export function assetGroups(world: WorldDocument, path: string): FieldGroup[] {
  const id = path.split('.')[1]
  const { fairValue } = world.assets[id]
  const venues = Object.keys(world.venues)
  const startPrice: NumberField = {
    ...numberAt(world, `${path}.startPrice`, worldParameter('assets.startPrice')),
    apply: (before, value) => setStartPrice(before, id, value),
  }
  return [
    {
      title: 'Price',
      ...(isTraded(world, id) ? {} : { note: 'Nobody trades it yet. A venue can add a market of it.' }),
      fields: [
        startPrice,
        choiceAt(
          world,
          `${path}.tokenOf`,
          { label: 'Token of', explain: 'The price of a token falls with what its venue is worth.' },
          idOptions(venues, 'no venue'),
        ),
      ],
    },
    { title: 'News', fields: newsFields(world, path, fairValue) },
  ]
}

function isTraded({ venues }: WorldDocument, id: string): boolean {
  return Object.values(venues).some((venue) => venue.kind !== 'institution' && id in venue.markets)
}

function newsFields(world: WorldDocument, path: string, fairValue: FairValueDocument): WorkshopField[] {
  const at = `${path}.fairValue`
  const { startPrice } = readAt(world, path) as { startPrice: number }
  const given = 'path' in fairValue || fairValue.process === 'history' ? fairValue : { path: [startPrice] }
  const names =
    'process' in fairValue && fairValue.process !== 'history' ? PROCESS_FIELDS[fairValue.process] : []
  return [
    {
      kind: 'choice',
      path: at,
      ...NEWS_WORDS,
      value: readNews(fairValue),
      options: listNews(given),
      apply: (before, next) => writeAt(before, at, createNews(next, fairValue, given)),
    },
    ...names.map((name) => numberAt(world, `${at}.${name}`, parameter(`market.fairValue.${name}`))),
    numberAt(world, `${path}.loading`, worldParameter('assets.loading')),
  ]
}

/** A path of fair value begins at the start price: it moves with it. */
function setStartPrice(world: WorldDocument, id: string, startPrice: number): WorldDocument {
  const asset = world.assets[id]
  const { fairValue } = asset
  const scaled =
    'path' in fairValue
      ? {
          path: fairValue.path.map((price, i) =>
            i === 0 ? startPrice : (price / asset.startPrice) * startPrice,
          ),
        }
      : fairValue
  return { ...world, assets: { ...world.assets, [id]: { ...asset, startPrice, fairValue: scaled } } }
}

export function deskGroups(world: WorldDocument, path: string): FieldGroup[] {
  const id = path.split('.')[1]
  const books = Object.entries(world.venues).flatMap(([venue, one]) =>
    one.kind === 'exchange'
      ? Object.entries(one.markets)
          .filter(([, { liquidity }]) => liquidity.anchor === 'fair')
          .map(([asset, { liquidity }]) => ({ venue, asset, desk: liquidity.desk }))
      : [],
  )
  return [
    { title: 'Desk', fields: [numberAt(world, `${path}.capital`, worldParameter('desks.capital'))] },
    {
      title: 'Markets that it makes',
      note: 'What it loses on one of them it withdraws from all.',
      fields: books.map(({ venue, asset, desk }): SwitchField => {
        const at = `venues.${venue}.markets.${asset}.liquidity`
        return {
          kind: 'switch',
          path: `${at}.desk`,
          label: `${asset} on ${venue}`,
          isOn: desk === id,
          apply: (before, isOn) => setDesk(before, at, isOn ? id : undefined),
        }
      }),
    },
  ]
}

/** A market has a desk or makers of its own. */
export function setDesk(world: WorldDocument, liquidityAt: string, desk: string | undefined): WorldDocument {
  const plain = desk === undefined ? world : writeAt(world, `${liquidityAt}.makers`, undefined)
  return writeAt(plain, `${liquidityAt}.desk`, desk)
}

export function chainGroups(world: WorldDocument, path: string): FieldGroup[] {
  const id = path.split('.')[1]
  const traded = Object.entries(world.venues).filter(([, { kind }]) => kind !== 'institution')
  return [
    {
      title: 'Chain',
      fields: [...slotFields(world, path), numberAt(world, `${path}.gas`, worldParameter('chains.gas'))],
    },
    {
      title: 'Venues on it',
      note: 'Their liquidations share the block space.',
      fields: traded.map(([venue]) => {
        const at = `venues.${venue}.chain`
        return { ...switchAt(world, at, venue, () => id), isOn: readAt(world, at) === id }
      }),
    },
  ]
}

function slotFields(world: WorldDocument, path: string): WorkshopField[] {
  const at = `${path}.slotsPerStep`
  const row = worldParameter('chains.slotsPerStep')
  const limit = switchAt(world, at, 'Block space has a limit', () => row.default, null)
  const slots: NumberField = numberAt(world, at, row)
  return limit.isOn ? [{ ...limit, path: `${at}.limit` }, slots] : [limit]
}
