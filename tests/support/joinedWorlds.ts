/** Puts two worlds that share nothing into one document, in an order of choice. */
import type { DrawnWorld } from './randomDrawnWorld.ts'

/** Every id that random worlds use. */
const IDS = 'btc eth token alpha beta gamma lend bank trust house vault north south main'.replaceAll(' ', '|')

/** The same world with other names. */
export function renameIds(world: object, suffix: string): DrawnWorld {
  const text = JSON.stringify(world).replaceAll(new RegExp(`"(${IDS})"`, 'g'), `"$1${suffix}"`)
  return JSON.parse(text) as DrawnWorld
}

/**
 * Everything of the one before everything of the other, or by turns. Seed and length are those of whichever has the smaller
 * title, so that the order does not decide.
 */
export function joinWorlds(one: DrawnWorld, two: DrawnWorld, isMixed = false): DrawnWorld {
  const [first] = [one, two].sort((a, b) => ((a.title ?? '') < (b.title ?? '') ? -1 : 1))
  const join = <T>(a: Record<string, T> = {}, b: Record<string, T> = {}): Record<string, T> => {
    if (!isMixed) return { ...a, ...b }
    const [mine, others] = [Object.entries(a), Object.entries(b)]
    const places = Array.from({ length: Math.max(mine.length, others.length) }, (_, i) => i)
    return Object.fromEntries(places.flatMap((i) => [...mine.slice(i, i + 1), ...others.slice(i, i + 1)]))
  }
  const paths = Object.values({ ...one.assets, ...two.assets }).map(({ fairValue }) => fairValue['path'])
  const longest = Math.max(...paths.map((path) => (Array.isArray(path) ? path.length - 1 : 0)))
  return {
    version: 2,
    seed: first.seed,
    stepSeconds: first.stepSeconds ?? 60,
    steps: Math.max(longest, first.steps),
    assets: join(one.assets, two.assets),
    desks: join(one.desks, two.desks),
    chains: join(one.chains, two.chains),
    venues: join(one.venues, two.venues),
    shocks: [...(one.shocks ?? []), ...(two.shocks ?? [])],
  }
}
