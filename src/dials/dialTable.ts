/**
 * The eight dials of systemic risk (docs/model.md section 13), as data: what each tells, of which readings it is made, at which
 * line it warns, and which worlds have it. The line is one for all worlds, chosen from the meaning of the number and not fitted to any
 * run: how often it warned in vain and in time is counted over futures and stands beside it.
 */
import type { Dial, DialId, DialPart } from './dial.ts'
import type { Measure } from '../situations/situation.ts'
import type { WorldDocument } from '../schema/world.ts'

const FILE = 'src/dials/dialTable.ts'
/** The near are those whom a fall by this many percent sells out (src/engine/crowdReadings.ts). */
const NEAR_PERCENT = 5

export const DIALS: Readonly<Record<DialId, Dial>> = {
  nearDepth: {
    id: 'nearDepth',
    label: 'Near liquidation, over liquidity',
    term: 'open interest near liquidation ÷ depth',
    said: 'contracts near liquidation over liquidity',
    sentence: 'Above 1, a fall by 5% would force out more than buyers take for another 5%.',
    rule: {
      words:
        'Bets on a rise that a fall of the price by 5% would sell out, over what can be sold while the price gives way by another 5%. Of several markets the worst counts. It tells what would happen, not when.',
      formula: ['x = N / {5 · D}'],
      symbols: {
        N: 'contracts within 5% of their liquidation price',
        D: 'contracts whose sale moves the price by 1%',
      },
      code: [
        [FILE, 'findNear'],
        ['src/engine/crowdReadings.ts', 'computeNearContracts'],
      ],
    },
    unit: 'times',
    worse: 'higher',
    line: 1,
    find: findNear,
  },
  fundCover: {
    id: 'fundCover',
    label: 'Money set aside over a bad loss',
    term: 'fund ÷ 1-in-20 loss',
    said: 'money set aside over a bad loss',
    sentence: 'Below 1, in more than one future of twenty someone else has to pay.',
    rule: {
      words:
        'Insurance fund, and own money where it pays too, over the loss beyond deposits that one future of twenty exceeds. That loss was counted before over many seeds, from the opening on; it is not counted anew as the run goes on. Of several venues the worst counts.',
      formula: ['x = F / "loss"_{1/20}'],
      symbols: { F: 'fund and own money that stand before others' },
      code: [
        [FILE, 'findCover'],
        ['src/risk/badLoss.ts', 'estimateBadLosses'],
      ],
    },
    unit: 'times',
    worse: 'lower',
    line: 1,
    find: findCover,
  },
  ownToken: {
    id: 'ownToken',
    label: 'Own token, of all that it has',
    term: 'own-token share of assets',
    said: 'the own token’s share of all that a venue has',
    sentence: 'What a venue holds of its own token is worth least when it is needed.',
    rule: {
      words:
        'What a venue holds of a token that moves with the venue itself, at the price on the book, over all that it has. Selling all of it would bring less. Of several venues the worst counts.',
      formula: ['x = T / A'],
      symbols: { T: 'own token held, at its price', A: 'all that it has' },
      code: [
        [FILE, 'findOwnToken'],
        ['src/engine/treasury.ts', 'ownTokenHeld'],
      ],
    },
    unit: 'share',
    worse: 'higher',
    line: 0.25,
    find: findOwnToken,
  },
  makersRoom: {
    id: 'makersRoom',
    label: 'Room of the makers',
    term: 'maker capital left',
    said: 'the makers’ room',
    sentence: 'What the makers, or the desk of several markets, can still lose before there is no book.',
    rule: {
      words:
        'What makers have left of their capital at the prices of now. Depth shrinks with it, in every market of a desk. Of several the worst counts.',
      formula: ['x = {C + Σ (c + q · p)} / C'],
      symbols: { C: 'capital at the opening', c: 'their cash', q: 'contracts that they hold', p: 'price' },
      code: [
        [FILE, 'findMakers'],
        ['src/engine/worldReadings.ts', 'readMakersLeft'],
      ],
    },
    unit: 'share',
    worse: 'lower',
    line: 0.8,
    find: findMakers,
  },
  claimsWorth: {
    id: 'claimsWorth',
    label: 'Claims on others over net worth',
    term: 'claims ÷ net worth',
    said: 'claims on others over net worth',
    sentence: 'Above 1, a venue is broken if those who owe it cannot pay.',
    rule: {
      words:
        'What other venues owe to a venue, over what it is worth. Who is worth nothing and has claims is beyond every line. Of several venues the worst counts.',
      formula: ['x = {Σ C} / N'],
      symbols: { C: 'claims that are left', N: 'net worth' },
      code: [
        [FILE, 'findClaims'],
        ['src/engine/treasury.ts', 'netWorth'],
      ],
    },
    unit: 'times',
    worse: 'higher',
    line: 1,
    find: findClaims,
  },
  utilization: {
    id: 'utilization',
    label: 'Lent out, of all deposits',
    term: 'utilization',
    said: 'the share of deposits that is lent out',
    sentence: 'Near 1, lenders cannot take their money out.',
    rule: {
      words:
        'What borrowers owe over what lenders have left there. Of several lending protocols the worst counts.',
      formula: ['x = {Σ d} / L'],
      symbols: { d: 'debt of a borrower', L: 'money that lenders left' },
      code: [
        [FILE, 'findLending'],
        ['src/engine/worldReadings.ts', 'utilization'],
      ],
    },
    unit: 'share',
    worse: 'higher',
    line: 0.9,
    find: findLending,
  },
  worldAhead: {
    id: 'worldAhead',
    label: 'R of the world, ahead',
    said: 'R of the world ahead',
    sentence: 'Above 1, somewhere below the price each sale forces a bigger one.',
    rule: {
      words:
        'The largest R of the world over a common fall of all prices by up to 20%, all else as now. It tells how far a fall would feed on itself, not whether one comes.',
      formula: ['x = "max\u00a0" R(f)', '0 ≤ f ≤ 0.2'],
      symbols: { f: 'the common fall' },
      code: [
        [FILE, 'findWorld'],
        ['src/engine/worldSpiral.ts', 'computeWorldSpiral'],
      ],
    },
    unit: 'number',
    worse: 'higher',
    line: 1,
    find: findWorld,
  },
  price: {
    id: 'price',
    label: 'Price, below its highest',
    term: 'drawdown',
    said: 'the fall of the price from its highest',
    sentence: 'What everybody sees, when it has happened.',
    rule: {
      words:
        'How far a price stands below the highest of the run so far. Of several markets the worst counts.',
      formula: ['x = 1 − p / {"max\u00a0" p}'],
      symbols: { p: 'price' },
      code: [[FILE, 'findPrices']],
    },
    unit: 'share',
    worse: 'higher',
    line: 0.1,
    find: findPrices,
  },
}

export const DIAL_IDS = Object.keys(DIALS) as DialId[]

/** Of all markets that somebody can be sold out of. */
function findNear(document: WorldDocument): DialPart[] | string {
  const parts = listCrowded(document).map(({ venue, asset }): DialPart => {
    const place = { venue, asset }
    const depth: Measure = { reading: 'depth', ...place }
    const room: Measure = { sum: Array.from({ length: NEAR_PERCENT }, () => depth) }
    return { place, top: { reading: 'nearContracts', ...place }, bottom: room }
  })
  return parts.length > 0 ? parts : 'Not here, because nobody can be sold out.'
}

function findCover({ venues }: WorldDocument, { losses }: Parameters<Dial['find']>[1]): DialPart[] | string {
  if (losses === undefined) return 'Not here yet, because the loss of one future in twenty was not counted.'
  const parts = Object.entries(venues).flatMap(([venue, document]): DialPart[] => {
    const loss = Object.hasOwn(losses, venue) ? losses[venue] : 0
    if (!(loss > 0)) return []
    const pays = (layer: 'insuranceFund' | 'venueEquity') =>
      document.kind !== 'exchange' || document.waterfall.includes(layer)
    const money: Measure[] = [
      ...(pays('insuranceFund') ? [{ reading: 'fundLeft', venue } as const] : []),
      ...(pays('venueEquity') ? [{ reading: 'venueEquity', venue } as const] : []),
    ]
    return [{ place: { venue }, top: { sum: money }, bottom: loss }]
  })
  return parts.length > 0
    ? parts
    : 'Not here, because in nineteen of twenty futures nobody loses more than was put down.'
}

function findOwnToken({ assets, venues }: WorldDocument): DialPart[] | string {
  const parts = Object.entries(venues).flatMap(([venue, { treasury }]): DialPart[] => {
    const holdsOwn = Object.keys(treasury?.holdings ?? {}).some((asset) => assets[asset].tokenOf === venue)
    if (!holdsOwn) return []
    return [
      { place: { venue }, top: { reading: 'ownTokenHeld', venue }, bottom: { reading: 'assetsHeld', venue } },
    ]
  })
  return parts.length > 0 ? parts : 'Not here, because nobody holds a token of its own.'
}

/** One market of each desk, and each market whose makers have a limit of their own. */
function findMakers({ venues }: WorldDocument): DialPart[] | string {
  const desks = new Set<string>()
  const parts = Object.entries(venues).flatMap(([venue, document]): DialPart[] => {
    if (document.kind !== 'exchange') return []
    return Object.entries(document.markets).flatMap(([asset, { liquidity }]): DialPart[] => {
      const { desk, makers } = liquidity
      if (desk === undefined ? makers === undefined : desks.has(desk)) return []
      if (desk !== undefined) desks.add(desk)
      const place = { venue, asset }
      return [{ place, top: { reading: 'makersLeft', ...place } }]
    })
  })
  return parts.length > 0 ? parts : 'Not here, because no loss makes the makers withdraw.'
}

function findClaims({ venues }: WorldDocument): DialPart[] | string {
  const parts = Object.entries(venues).flatMap(([venue, { treasury }]): DialPart[] => {
    if (Object.keys(treasury?.placed ?? {}).length === 0) return []
    return [
      { place: { venue }, top: { reading: 'claimsLeft', venue }, bottom: { reading: 'netWorth', venue } },
    ]
  })
  return parts.length > 0 ? parts : 'Not here, because no venue owes another one.'
}

function findLending({ venues }: WorldDocument): DialPart[] | string {
  const parts = Object.entries(venues).flatMap(([venue, { kind }]): DialPart[] =>
    kind === 'lending' ? [{ place: { venue }, top: { reading: 'utilization', venue } }] : [],
  )
  return parts.length > 0 ? parts : 'Not here, because nobody lends.'
}

function findWorld(document: WorldDocument): DialPart[] | string {
  if (listCrowded(document).length === 0) return 'Not here, because nobody can be sold out.'
  return [{ place: {}, top: { reading: 'rWorldAhead' } }]
}

/** Of markets with a book. */
function findPrices({ venues }: WorldDocument): DialPart[] | string {
  const parts = Object.entries(venues).flatMap(([venue, document]): DialPart[] => {
    if (document.kind !== 'exchange') return []
    return Object.keys(document.markets).map((asset): DialPart => {
      const now: Measure = { reading: 'price', venue, asset }
      const highest: Measure = { ...now, at: 'highest' }
      return { place: { venue, asset }, top: { difference: [highest, now] }, bottom: highest }
    })
  })
  return parts.length > 0 ? parts : 'Not here, because nothing is traded.'
}

/** Markets of venues with accounts, those of loans included. */
function listCrowded({ venues }: WorldDocument): { readonly venue: string; readonly asset: string }[] {
  return Object.entries(venues).flatMap(([venue, document]) =>
    document.kind === 'institution' || document.crowd.length === 0
      ? []
      : Object.keys(document.markets).map((asset) => ({ venue, asset })),
  )
}
