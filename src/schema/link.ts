/**
 * A run as a link in the address's hash: `#/sandbox?r=VERSION_STEP_SETTINGS_CHECK`. It carries what differs from the
 * table's defaults, so it stays short, and opens to the same run, bit for bit. Opening trusts nothing: length first,
 * then the check, the version, the form, and in the end the validator of every scenario.
 */
import { FieldError, orFieldError } from './fieldError.ts'
import {
  readDifferences,
  readScenario,
  STARTING_POINT,
  writeDifferences,
  writeScenario,
  type WrittenScenario,
} from './linkCodec.ts'
import {
  compareVersions,
  isWorldLink,
  readFrame,
  writeFrame,
  type LinkFrame,
  type NeedsFile,
  type VersionNotice,
} from './linkFrame.ts'
import { fitsIntoLink } from './linkHistory.ts'
import type { Scenario } from './scenario.ts'

/** Of the whole hash; with the address before it a link stays under 1.5 kB. */
export const MAX_LINK_CHARACTERS = 1_400
const MAX_LINK_PUSHES = 16
const MAX_LINK_PATH = 2

export interface LinkedRun extends LinkFrame {
  readonly document: Scenario
  /** The other side of a comparison. */
  readonly compared: Scenario | null
  /** The moment. */
  readonly step: number
}

export interface OpenedLink extends LinkedRun {
  readonly versionNotice: VersionNotice | null
}

/** Between the scenario and the one it is compared with; no setting has a key like it. */
const COMPARED = 'VS'
const STEP = /^\d{1,7}$/
const INSTEAD = 'Save the scenario as a file instead.'

/**
 * The hash of a run, or why it has to travel as a file.
 * @throws FieldError where the place or the version is not one
 */
export function toLink({ document, compared, step, ...frame }: LinkedRun): string | NeedsFile {
  for (const scenario of compared ? [document, compared] : [document]) {
    const reason = findObstacle(scenario)
    if (reason !== null) return { needsFile: `${reason} ${INSTEAD}` }
  }
  const written = writeScenario(document)
  const parts = [String(step), ...writeDifferences(written, STARTING_POINT)]
  if (compared) parts.push(COMPARED, ...writeDifferences(writeScenario(compared), written))
  const link = writeFrame(frame, parts)
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
  return orFieldError(() => {
    return readLink(hash, engineVersion)
  })
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
  if (isWorldLink(hash))
    throw new FieldError(
      'link',
      hash,
      'a link of one exchange; this one is of a world, which the risk lab opens',
    )
  const { frame, parts: carried } = readFrame(hash, MAX_LINK_CHARACTERS)
  const linkVersion = frame.engineVersion
  const [step = '', ...parts] = carried
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
  return { ...frame, document, compared, step: Number(step), versionNotice }
}

/** A scenario of the kind that links carry, and no other. */
function readCarried(written: WrittenScenario): Scenario {
  const scenario = readScenario(written)
  const reason = findObstacle(scenario)
  if (reason !== null) throw new FieldError('link', scenario, `a scenario that fits into a link. ${reason}`)
  return scenario
}
