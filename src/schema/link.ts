/**
 * A run as a link in the address's hash: `#/sandbox?r=VERSION_STEP_SETTINGS_CHECK`. It carries what differs from the
 * table's defaults, so it stays short, and opens to the same run, bit for bit. Opening trusts nothing: length first,
 * then the check, the version, the form, and in the end the validator of every scenario.
 */
import { FieldError } from './fieldError.ts'
import {
  readDifferences,
  readScenario,
  STARTING_POINT,
  writeDifferences,
  writeScenario,
  type WrittenScenario,
} from './linkCodec.ts'
import { fitsIntoLink } from './linkHistory.ts'
import { computeCheck } from './linkText.ts'
import { mendAddress } from './mendAddress.ts'
import type { Scenario } from './scenario.ts'

/**
 * Of the whole hash; with the address before it a link stays under 1.5 kB.
 * @internal
 */
export const MAX_LINK_CHARACTERS = 1_400
const MAX_LINK_PUSHES = 16
const MAX_LINK_PATH = 2

export interface LinkedRun {
  readonly document: Scenario
  /** The other side of a comparison. */
  readonly compared: Scenario | null
  /** The route, as in `/sandbox`. */
  readonly place: string
  /** The moment. */
  readonly step: number
  readonly engineVersion: string
}

/** A scenario that a link cannot carry, with a sentence that says why and what to do. */
export interface NeedsFile {
  readonly needsFile: string
}

/** The link was made with another version that still gives nearly the same run. */
interface VersionNotice {
  readonly linkVersion: string
  readonly engineVersion: string
  readonly words: string
}

export interface OpenedLink extends LinkedRun {
  readonly versionNotice: VersionNotice | null
}

const SEPARATOR = '_'
/** Between the scenario and the one it is compared with; no setting has a key like it. */
const COMPARED = 'VS'
const PLACE = /^\/[a-z0-9/-]{0,60}$/
const VERSION = /^(\d{1,4})\.\d{1,4}\.\d{1,4}$/
const STEP = /^\d{1,7}$/
const LINK = /^#?(\/[^?]*)\?r=([A-Za-z0-9._-]*)$/
const CHECKED = /^(.*)_([0-9a-z]{7})$/
const INSTEAD = 'Save the scenario as a file instead.'

/**
 * The hash of a run, or why it has to travel as a file.
 * @throws FieldError where the place or the version is not one
 */
export function toLink({ document, compared, place, step, engineVersion }: LinkedRun): string | NeedsFile {
  if (!PLACE.test(place)) throw new FieldError('place', place, 'a route of small letters, as in /sandbox')
  if (!VERSION.test(engineVersion)) throw new FieldError('engineVersion', engineVersion, 'three numbers')
  for (const scenario of compared ? [document, compared] : [document]) {
    const reason = findObstacle(scenario)
    if (reason !== null) return { needsFile: `${reason} ${INSTEAD}` }
  }
  const written = writeScenario(document)
  const parts = [engineVersion, String(step), ...writeDifferences(written, STARTING_POINT)]
  if (compared) parts.push(COMPARED, ...writeDifferences(writeScenario(compared), written))
  const body = `${place}?r=${parts.join(SEPARATOR)}`
  const link = `#${body}${SEPARATOR}${computeCheck(body)}`
  if (link.length <= MAX_LINK_CHARACTERS) return link
  return { needsFile: `The settings, names and pushes are too long for a link. ${INSTEAD}` }
}

/**
 * Reads and validates a link.
 * @param hash with or without its `#`
 * @param engineVersion the version that would run it here
 * @returns the run, or an error in words; the error's path is `link` where the link itself is wrong
 */
export function fromLink(hash: string, engineVersion: string): OpenedLink | FieldError {
  try {
    return readLink(hash, engineVersion)
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}

/** Why a link cannot carry the scenario, or null. */
function findObstacle({ crowd, market, shocks }: Scenario): string | null {
  if (!('traders' in crowd)) return 'A link cannot carry a list of traders.'
  if ('path' in market.fairValue && market.fairValue.path.length > MAX_LINK_PATH)
    return 'A link cannot carry a path of prices.'
  if (
    'process' in market.fairValue &&
    market.fairValue.process === 'history' &&
    !fitsIntoLink(market.fairValue)
  )
    return 'A link carries a history of few prices in whole numbers, and this one is another.'
  if (shocks.length > MAX_LINK_PUSHES)
    return `A link carries at most ${MAX_LINK_PUSHES} pushes; there are ${shocks.length}.`
  return null
}

function readLink(hash: string, engineVersion: string): OpenedLink {
  if (hash.length > MAX_LINK_CHARACTERS)
    throw new FieldError('link', hash, `at most ${MAX_LINK_CHARACTERS} characters, not ${hash.length}`)
  const copied = readCopied(hash)
  // What was changed on the way is mended where that makes the link whole again; what is wrong is said of what was given.
  const mended = copied instanceof FieldError ? readCopied(mendAddress(hash)) : copied
  if (mended instanceof FieldError) throw copied
  const { place, body } = mended
  const [linkVersion = '', step = '', ...parts] = body.split(SEPARATOR)
  const versionNotice = compareVersions(linkVersion, engineVersion)
  const at = parts.indexOf(COMPARED)
  const own = at < 0 ? parts : parts.slice(0, at)
  const unknownKey = `a setting that version ${engineVersion} knows; the link was made with version ${linkVersion}`
  const written = readDifferences(own, STARTING_POINT, unknownKey)
  const document = readCarried(written)
  const compared = at < 0 ? null : readCarried(readDifferences(parts.slice(at + 1), written, unknownKey))
  const steps = Math.max(document.steps, compared?.steps ?? 0)
  if (!STEP.test(step) || Number(step) > steps)
    throw new FieldError('step', step, `a step of the run, from 0 to ${steps}`)
  return { document, compared, place, step: Number(step), engineVersion: linkVersion, versionNotice }
}

/** The place and what the link says, where its check is right. */
function readCopied(hash: string): { readonly place: string; readonly body: string } | FieldError {
  const whole = LINK.exec(hash)
  if (!whole || !PLACE.test(whole[1]))
    return new FieldError('link', hash, 'a link as it was copied, as in #/?r=…')
  const [, place, coded] = whole
  const checked = CHECKED.exec(coded)
  if (!checked) return new FieldError('link', hash, 'the whole link; its end is missing')
  const [, body, check] = checked
  if (computeCheck(`${place}?r=${body}`) === check) return { place, body }
  return new FieldError('link', hash, 'the link as it was copied; a part of it is missing or was changed')
}

/** A scenario of the kind that links carry, and no other. */
function readCarried(written: WrittenScenario): Scenario {
  const scenario = readScenario(written)
  const reason = findObstacle(scenario)
  if (reason !== null) throw new FieldError('link', scenario, `a scenario that fits into a link. ${reason}`)
  return scenario
}

/**
 * Runs are the same within a version. A link of an older one opens with a notice; one of a later first number may say what this
 * version does not know.
 * @throws FieldError
 */
function compareVersions(linkVersion: string, engineVersion: string): VersionNotice | null {
  const made = VERSION.exec(linkVersion)
  if (!made) throw new FieldError('link', linkVersion, 'the version of the model, three numbers')
  if (linkVersion === engineVersion) return null
  const major = VERSION.exec(engineVersion)?.[1]
  if (Number(made[1]) > Number(major))
    throw new FieldError(
      'link',
      `version ${linkVersion}`,
      `a version of the model up to ${major}, since this site runs ${engineVersion}; reload the page for a newer one`,
    )
  const how =
    made[1] === major ? 'so details can differ' : 'whose rules are more exact, so results can differ'
  const words = `This link was made with version ${linkVersion} of the model. Here it runs with version ${engineVersion}, ${how}.`
  return { linkVersion, engineVersion, words }
}
