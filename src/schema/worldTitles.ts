/**
 * What venues, assets and chains are called in words. A document has only ids; a title is made from one, so that every world,
 * also one from a link, reads as a sentence does: `alpha` is Alpha, `northBank` is North bank, `fund` the fund, `btc` bitcoin.
 */

/** Ids that are words of their own: on a sign, and within a sentence. */
const KNOWN_VENUES: Readonly<Record<string, readonly [sign: string, said: string]>> = {
  lme: ['LME', 'the LME'],
  clearing: ['Clearing house', 'the clearing house'],
  futures: ['Futures exchange', 'the futures exchange'],
  dealers: ['Bond dealers', 'the bond dealers'],
}
const COMMON_NOUNS: ReadonlySet<string> = new Set([
  'bank',
  'bridge',
  'exchange',
  'fund',
  'house',
  'issuer',
  'lender',
  'market',
  'pool',
])
const KNOWN_ASSETS: Readonly<Record<string, string>> = {
  btc: 'bitcoin',
  eth: 'ether',
  sol: 'solana',
  coin: 'the coin',
  token: 'the token',
  index: 'the index',
  spread: 'the spread',
  wrapped: 'the wrapped coin',
  dollar: 'the dollar coin',
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `northBank2` → "north bank 2". */
const split = (id: string): string =>
  id
    .replace(/([A-Z])|(\d+)/g, (part) => ` ${part.toLowerCase()}`)
    .replace(/\s+/g, ' ')
    .trim()

/** On a sign, in a list or a table. */
export function venueTitle(id: string): string {
  return Object.hasOwn(KNOWN_VENUES, id) ? KNOWN_VENUES[id][0] : capital(split(id))
}

/** Within a sentence. */
export function sayVenue(id: string): string {
  if (Object.hasOwn(KNOWN_VENUES, id)) return KNOWN_VENUES[id][1]
  return COMMON_NOUNS.has(id) ? `the ${id}` : venueTitle(id)
}

/** Of what happens there: "on Alpha", "at the fund", "in the pool". */
export function sayWhere(id: string): string {
  const isName = sayVenue(id) === venueTitle(id)
  return `${id === 'pool' ? 'in' : isName ? 'on' : 'at'} ${sayVenue(id)}`
}

/** Within a sentence, where a letter alone would read as a word: `a` is coin A. */
export function sayAsset(id: string): string {
  if (Object.hasOwn(KNOWN_ASSETS, id)) return KNOWN_ASSETS[id]
  return /^[a-z]$/i.test(id) ? `coin ${id.toUpperCase()}` : split(id)
}

/** Beside other words. */
export const assetWord = (id: string): string => sayAsset(id).replace(/^the /, '')

/** On a sign, in a list or a table. */
export const assetTitle = (id: string): string => capital(assetWord(id))

/** Within a sentence: a chain that is called main is just the chain. */
export const sayChain = (id: string): string => (id === 'main' ? 'the chain' : `the chain ${venueTitle(id)}`)

/** "a, b and c". */
export function listTitles(titles: readonly string[]): string {
  if (titles.length < 2) return titles[0] ?? ''
  return `${titles.slice(0, -1).join(', ')} and ${titles[titles.length - 1]}`
}
