/** What a sweep says in words. */
import { parameter } from '../../schema/parameters.ts'
import { FEEDS, feedingPlaces, type Matters } from '../../stores/matters.svelte.ts'
import { sayValue } from '../controls/rowScale.ts'
import { per100, sayShare } from './shares.ts'

type Swept = NonNullable<Matters['sweep']['now']>

/** How far the probability goes over what was swept. */
export function sweepHeadline({ cells }: Swept): string {
  const shares = cells.filter(({ happened }) => happened.length > 0).map(({ share }) => share)
  if (shares.length === 0) return 'no'
  const [least, most] = [per100(Math.min(...shares)), per100(Math.max(...shares))]
  return least === most ? `${least} of 100` : `${least} to ${most} of 100`
}

/** Where it happens least and most often, and where R ahead passes 1. */
export function sweepSentence(swept: Swept): string {
  const { cells, question } = swept
  const known = cells.filter(({ happened }) => happened.length > 0)
  if (known.length === 0) return ''
  const at = ({ values }: Swept['cells'][number]) =>
    values
      .map((value, i) => {
        const row = parameter(question.axes[i].key)
        return `${row.label.toLowerCase()} ${sayValue(row, value)}`
      })
      .join(' and ')
  const [low, high] = [known.map(({ share }) => share)].flatMap((all) => [Math.min(...all), Math.max(...all)])
  /** Of several that are alike none is special, so it says how many there are. */
  const sayAll = (share: number) => {
    const alike = known.filter((cell) => cell.share === share)
    const many = alike.length > 1 ? `${alike.length} of ${known.length} places, one of them ` : ''
    return `${many}${at(alike[0])}: ${sayShare(alike[0])}. `
  }
  const ends = low === high ? '' : `Least often at ${sayAll(low)}Most often at ${sayAll(high)}`
  return `${ends}${sayFeeding(swept)}`
}

function sayFeeding(swept: Swept): string {
  const { cells, question } = swept
  const numbers = cells.flatMap(({ rAhead }) => (rAhead === null ? [] : [rAhead]))
  if (numbers.every((r) => r < FEEDS)) return 'R ahead stays below 1 everywhere.'
  if (numbers.every((r) => r >= FEEDS)) return 'R ahead is 1 or more everywhere.'
  if (question.axes.length > 1) return 'The dashed line is where R ahead is 1.'
  const [{ key, values }] = question.axes
  const found = feedingPlaces(swept).map((place) => {
    const before = Math.floor(place)
    const value =
      values[before] + (place - before) * ((values[before + 1] ?? values[before]) - values[before])
    return sayValue(parameter(key), Number(value.toPrecision(2)))
  })
  return `R ahead passes 1 near ${found.join(' and ')}.`
}

const FIVE = 0.05

/** Between which of the sizes that were played a fund is empty in 5 of 100 futures. */
export function sayFundAnew({ cells, question: { axes } }: Swept): string {
  const known = cells.filter(({ happened }) => happened.length > 0)
  const say = (cell: (typeof cells)[number]) => sayValue(parameter(axes[0].key), cell.values[0])
  const [first, last] = [known[0], known[known.length - 1]]
  if (known.length === 0) return ''
  // The last that was not enough: with winners closed early a larger fund may be empty more often than a smaller one.
  const place = known.findLastIndex(({ share }) => share > FIVE)
  if (place < 0) return `Even with ${say(first)} it is empty in ${sayShare(first)}.`
  if (place === known.length - 1) return `Even with ${say(last)} it is empty in ${sayShare(last)}.`
  const [less, more] = [known[place], known[place + 1]]
  return `With ${say(less)} it is empty in ${sayShare(less)}, with ${say(more)} in ${sayShare(more)}: 5 of 100 lie between them.`
}
