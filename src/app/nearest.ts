/** Which of the places that exist is meant by a name that is none: the one that the fewest changed letters lead to. */

/** More changes than this part of the letters, and it may be another name altogether. */
const MOST_CHANGED = 0.34

/** How many letters have to be changed, added or taken away (Levenshtein's distance). */
function countChanges(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)))
    row = next
  }
  return row[b.length]
}

/** Null where none is near. */
export function findNearest(name: string, names: readonly string[]): string | null {
  const wanted = name.slice(0, 80).toLowerCase()
  const counted = names.map((one) => [countChanges(wanted, one.toLowerCase()) / one.length, one] as const)
  const [near] = counted.filter(([share]) => share <= MOST_CHANGED).sort(([a], [b]) => a - b)
  return near?.[1] ?? null
}
