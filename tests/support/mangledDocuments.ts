/**
 * What a careless hand or a hostile one does to a document: nodes replaced, scaled, taken out, put in or copied elsewhere, with
 * values of every kind. A copy may hold itself.
 */
import fc from 'fast-check'
import { uniform } from './arbitraries.ts'

const strange = fc.constantFrom<unknown>(
  null,
  undefined,
  NaN,
  Infinity,
  -0,
  10n,
  '',
  'adl',
  'weights',
  'gbm',
  '1',
  'a\nb\u001b[31m',
  true,
  {},
  [],
  { shareOfOpenInterest: 1e-9 },
  { shareOfTraders: 1 },
  new Date(0),
  new Map(),
  Object.create(null),
)
const number = fc.oneof(
  fc.constantFrom(
    -1,
    0,
    1e-300,
    0.001,
    0.005,
    0.01,
    0.5,
    0.999999,
    1,
    2,
    25,
    1000,
    1e6,
    1e9,
    1e12,
    1e15,
    1e308,
  ),
  fc.double(),
)
/** A later change may be to the value itself, which stands for all documents. */
const copy = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) !== null
    ? structuredClone(value)
    : value
const junk = fc.oneof(number, strange, fc.string(), fc.anything({ maxDepth: 2, withBigInt: true })).map(copy)
const key = fc.constantFrom('path', 'process', 'accounts', 'traders', 'constructor', 'toString', 'x', 'a\nb')

/** One change to a document; `where` and `from` are places as shares of all. */
export interface Mutation {
  where: number
  /** `copy` puts what stands `from` somewhere else in its place. */
  from: number
  how: 'replace' | 'scale' | 'delete' | 'insert' | 'copy'
  factor: number
  key: string
  value: unknown
}
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: uniform(0, 0.999_999),
  from: uniform(0, 0.999_999),
  how: fc.constantFrom('replace', 'scale', 'scale', 'delete', 'insert', 'copy'),
  factor: fc.constantFrom(0, 0.5, 0.9, 2, 3, 10, 1000, -1),
  key,
  value: junk,
})

type Place = readonly [owner: Record<string, unknown>, key: string]

function listPlaces(node: unknown, depth = 0): Place[] {
  if (typeof node !== 'object' || node === null || depth > 8) return []
  const owner = node as Record<string, unknown>
  return Object.keys(owner).flatMap((name): Place[] => [[owner, name], ...listPlaces(owner[name], depth + 1)])
}

/** Changes the document in place. */
export function mutate(document: unknown, { where, from, how, factor, key, value }: Mutation): void {
  const places = listPlaces(document)
  if (places.length === 0) return
  const [owner, name] = places[Math.floor(where * places.length)]
  const number = owner[name]
  if (how === 'copy') {
    const [giver, given] = places[Math.floor(from * places.length)]
    owner[name] = giver[given]
  } else if (how === 'scale') {
    owner[name] = typeof number === 'number' ? number * factor : value
  } else if (Array.isArray(owner)) {
    if (how === 'replace') owner[Number(name)] = value
    else owner.splice(Number(name), how === 'delete' ? 1 : 0, ...(how === 'insert' ? [value] : []))
  } else if (how === 'delete') Reflect.deleteProperty(owner, name)
  else owner[how === 'replace' ? name : key] = value
}
