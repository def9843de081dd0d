/**
 * What every link has around what it carries: the place, the version of the model, and a check at its end. `#PLACE?r=VERSION_…_CHECK`.
 * Opening trusts nothing: length first, then the check, then the version; what is carried is read by link.ts or linkWorld.ts.
 */
import { FieldError } from './fieldError.ts'
import { computeCheck } from './linkText.ts'
import { mendAddress } from './mendAddress.ts'

/** The link was made with another version that still gives nearly the same run. */
export interface VersionNotice {
  readonly linkVersion: string
  readonly engineVersion: string
  readonly words: string
}

/** A document that a link cannot carry, with a sentence that says why and what to do. */
export interface NeedsFile {
  readonly needsFile: string
}

const SEPARATOR = '_'
/** Before what is asked about the document; no setting has a key like it. */
const ASKED = 'ASK'
const PLACE = /^\/[a-z0-9/-]{0,60}$/
const VERSION = /^(\d{1,4})\.\d{1,4}\.\d{1,4}$/
const LINK = /^#?(\/[^?]*)\?r=([A-Za-z0-9._-]*)$/
/** Before the document of a world; a scenario has the number of its step there. */
export const WORLD_MARK = 'w'
const WORLD = /\?r=[\d.]{1,14}_w/
const WORLD_BEGINS_WITHIN = 200
const CHECKED = /^(.*)_([0-9a-z]{7})$/

/** What a link says beside its document. */
export interface LinkFrame {
  /** The route, as in `/sandbox`. */
  readonly place: string
  readonly engineVersion: string
  /** What is asked about it, in texts without the separator. */
  readonly asked?: readonly string[]
}

/** Whether an address carries a world, or says that it does (linkWorld.ts). */
export function isWorldLink(hash: string): boolean {
  return WORLD.test(hash.slice(0, WORLD_BEGINS_WITHIN))
}

/**
 * The hash.
 * @param parts what it carries, in texts without the separator
 * @throws FieldError where the place or the version is not one
 */
export function writeFrame(
  { place, engineVersion, asked = [] }: LinkFrame,
  parts: readonly string[],
): string {
  if (!PLACE.test(place)) throw new FieldError('place', place, 'a route of small letters, as in /sandbox')
  if (!VERSION.test(engineVersion)) throw new FieldError('engineVersion', engineVersion, 'three numbers')
  const question = asked.length === 0 ? [] : [ASKED, ...asked]
  const body = `${place}?r=${[engineVersion, ...parts, ...question].join(SEPARATOR)}`
  return `#${body}${SEPARATOR}${computeCheck(body)}`
}

/**
 * What a link carries, once its length and its check are right.
 * @throws FieldError at `link`
 */
export function readFrame(
  hash: string,
  mostCharacters: number,
): { readonly frame: LinkFrame; readonly parts: readonly string[] } {
  if (hash.length > mostCharacters)
    throw new FieldError('link', hash, `at most ${mostCharacters} characters, not ${hash.length}`)
  const copied = readCopied(hash)
  // What was changed on the way is mended where that makes the link whole again; what is wrong is said of what was given.
  const mended = copied instanceof FieldError ? readCopied(mendAddress(hash)) : copied
  if (mended instanceof FieldError) throw copied
  const { place, body } = mended
  const [engineVersion = '', ...all] = body.split(SEPARATOR)
  const at = all.indexOf(ASKED)
  const parts = at < 0 ? all : all.slice(0, at)
  return { frame: { place, engineVersion, ...(at >= 0 && { asked: all.slice(at + 1) }) }, parts }
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

/**
 * Runs are the same within a version. A link of an older one opens with a notice; one of a later first number may say what this
 * version does not know.
 * @throws FieldError
 */
export function compareVersions(linkVersion: string, engineVersion: string): VersionNotice | null {
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
