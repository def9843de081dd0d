/**
 * Which game is played: a night of the row, the crash of a day, or one of the endless nights; with the night as it is for this game,
 * its words, and the number of its hidden seeds.
 */
import type { NightEntry, NightModule } from '../../nights/catalog.ts'
import type { Night } from '../../nights/night.ts'
import type { NightWords } from '../../nights/nightWords.ts'
import { listReadings } from '../../nights/measureShape.ts'
import { writePlayText, type PlayedGame } from '../../nights/playLink.ts'
import { playOf, type Play } from '../../nights/play.ts'
import { MOST_ATTEMPTS, readResultCode, writeResultCode } from '../../nights/resultCode.ts'
import { dailyNight, endlessNight } from '../../risk/nights/games.ts'
import { hiddenSeeds, shownSeed } from '../../risk/nights/score.ts'

export interface NightGame extends PlayedGame {
  /** As in the catalog: also of the night that a day or a level has taken. */
  readonly number: number
  readonly night: Night
  readonly words: NightWords
}

/** A night of the row. */
export async function loadNight(entry: NightEntry, attempt: number): Promise<NightGame> {
  const { night, words } = await entry.load()
  return { game: night.id, attempt, number: entry.number, night, words }
}

/** @param day as games.ts counts them */
export async function loadDaily(catalog: readonly NightEntry[], day: number): Promise<NightGame> {
  const all = await loadAll(catalog)
  const night = dailyNight(
    all.map((one) => one.night),
    day,
  )
  return { game: 'daily', attempt: day, ...findBase(catalog, all, night), night }
}

export async function loadEndless(
  catalog: readonly NightEntry[],
  attempt: number,
  level: number,
): Promise<NightGame> {
  const all = await loadAll(catalog)
  const { night } = endlessNight(
    all.map((one) => one.night),
    attempt,
    level,
  )
  return { game: 'endless', attempt, level, ...findBase(catalog, all, night), night }
}

const loadAll = (catalog: readonly NightEntry[]) => Promise.all(catalog.map((entry) => entry.load()))

/** What was made of a night still has its rules. */
function findBase(catalog: readonly NightEntry[], all: readonly NightModule[], { rules }: Night) {
  const place = all.findIndex(({ night }) => night.rules === rules)
  return { number: catalog[place].number, words: all[place].words }
}

/** Houses beside one's own that have to stand: those of which something has to hold. */
export function listKept({ venue, survives }: Night): string[] {
  const named = survives.flatMap(({ measure }) => listReadings(measure)).flatMap((one) => one.venue ?? [])
  return [...new Set(named)].filter((one) => one !== venue)
}

/** The best known rules. */
export const bestPlayOf = ({ night }: NightGame): Play => playOf(night.best)

/** An endless run has a number of its own, so that nobody knows it by heart. */
export const drawRun = (): number => crypto.getRandomValues(new Uint16Array(1))[0] % MOST_ATTEMPTS

/**
 * Whose hidden nights a code means.
 * @throws FieldError
 */
export const attemptOfCode = (code: string): number => readResultCode(code).attempt

/** The seed that is seen while one plays. */
export const seedOf = ({ night, attempt }: NightGame): string => shownSeed(night, attempt)

/** Those that judge; endless nights are judged by what was seen. */
export function seedsOf(of: NightGame): readonly string[] {
  return of.game === 'endless' ? [seedOf(of)] : hiddenSeeds(of.night, of.attempt)
}

export const isEndless = ({ game }: PlayedGame): boolean => game === 'endless'

/** The address within the place, without what was played. */
export function toGameHash({ game, attempt }: Pick<PlayedGame, 'game' | 'attempt'>, play = ''): string {
  const path = game === 'daily' ? `daily/${attempt}` : game
  return `#/desk/${path}${play === '' ? '' : `?play=${play}`}`
}

export function toPlayText({ game, level, attempt, night }: NightGame, play: Play): string {
  return writePlayText({ game, attempt, ...(level !== undefined && { level }) }, night, play)
}

/** @param score seeds won, or nights stood; null where it has not been played */
export function toResultCode({ game, attempt, number }: NightGame, score: number | null): string {
  const which = game === 'daily' || game === 'endless' ? game : number
  return writeResultCode({ game: which, attempt, score })
}
