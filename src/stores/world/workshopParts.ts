/** The parts of a world as a list: what each is called, and where it stands in the document. */
import { formatCount } from '../../schema/words.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldCrowd } from '../../schema/worldCrowd.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import type { VenueDocument } from '../../schema/worldVenues.ts'

export type PartKind =
  'world' | 'asset' | 'venue' | 'market' | 'crowd' | 'treasury' | 'desk' | 'chain' | 'push'

export interface WorkshopPart {
  /** As documentPath.ts writes it; empty of the world as a whole. */
  readonly path: string
  readonly kind: PartKind
  readonly name: string
  /** What it is, beside its name. */
  readonly note: string
  /** Belongs to the venue above it. */
  readonly isInner: boolean
}

/** What a push does, in lists and choices. */
export const SHOCK_NAMES: Readonly<Record<WorldShock['kind'], string>> = {
  fairValue: 'news',
  sell: 'a sale',
  depth: 'another depth',
  chain: 'a crowded chain',
  loss: 'a theft',
  rule: 'a new rule',
  proposal: 'a vote',
}

export function listParts(world: WorldDocument): WorkshopPart[] {
  const { assets, venues, desks, chains, shocks } = world
  const of = (record: object, at: string, kind: PartKind, note: string) =>
    Object.keys(record).map((id) => create(`${at}.${id}`, kind, id, note))
  return [
    create('', 'world', 'The run', 'title, seed, length'),
    ...of(assets, 'assets', 'asset', 'asset'),
    ...Object.entries(venues).flatMap(([id, venue]) => listVenue(id, venue)),
    ...of(desks, 'desks', 'desk', 'desk'),
    ...of(chains, 'chains', 'chain', 'chain'),
    ...shocks.map((shock, i) =>
      create(`shocks.${i}`, 'push', `Step ${shock.step}: ${SHOCK_NAMES[shock.kind]}`, placeOf(shock)),
    ),
  ]
}

function create(path: string, kind: PartKind, name: string, note: string, isInner = false): WorkshopPart {
  return { path, kind, name, note, isInner }
}

/** What kind of venue it is: a pool is an exchange with nothing but books that quote what they hold. */
function describeVenue(venue: VenueDocument): string {
  if (venue.kind !== 'exchange') return venue.kind === 'lending' ? 'lending protocol' : 'bank or fund'
  const markets = Object.values(venue.markets)
  const isPool = markets.length > 0 && markets.every(({ liquidity }) => liquidity.anchor === 'reserves')
  return isPool ? 'pool' : 'exchange'
}

function listVenue(id: string, venue: VenueDocument): WorkshopPart[] {
  const path = `venues.${id}`
  const whole = create(path, 'venue', id, describeVenue(venue))
  const inner = (name: string, kind: PartKind, label: string, note: string) =>
    create(`${path}.${name}`, kind, label, note, true)
  const markets = venue.kind === 'institution' ? [] : Object.keys(venue.markets)
  const crowds = venue.kind === 'institution' ? [] : venue.crowd
  return [
    whole,
    ...markets.map((asset) => inner(`markets.${asset}`, 'market', `${asset} on ${id}`, 'market')),
    ...crowds.map((crowd, i) =>
      inner(
        `crowd.${i}`,
        'crowd',
        crowds.length > 1 ? `Crowd ${i + 1} of ${id}` : `Crowd of ${id}`,
        sizeOf(crowd, venue.kind === 'lending' ? 'borrower' : 'trader'),
      ),
    ),
    ...(venue.treasury ? [inner('treasury', 'treasury', `Treasury of ${id}`, 'deposits')] : []),
  ]
}

function sizeOf(crowd: WorldCrowd, noun: string): string {
  const count = 'accounts' in crowd ? crowd.accounts.length : crowd.traders
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

function placeOf(shock: WorldShock): string {
  if ('chain' in shock) return shock.chain
  if (!('venue' in shock)) return shock.asset
  return 'asset' in shock ? `${shock.asset} on ${shock.venue}` : shock.venue
}
