/** The day of a daily crash by the clock on the wall, so that it changes at midnight wherever one is. */
import { dayOf } from '../../risk/nights/games.ts'

const two = (value: number) => String(value).padStart(2, '0')

export function toDeskDay(now: Date): number {
  return dayOf(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`)
}
