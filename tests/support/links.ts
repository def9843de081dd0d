/** Links for tests: made of a situation, opened, refused, or forged with a correct check. */
import { expect } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink, toLink, type LinkedRun, type OpenedLink } from '../../src/schema/link.ts'
import { computeCheck } from '../../src/schema/linkText.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'

export function situation(id: string, changes: Partial<Scenario> = {}): Scenario {
  return { ...parseScenario(createSituation(id, 10_000)), ...changes }
}

export function toState(document: Scenario, changes: Partial<LinkedRun> = {}): LinkedRun {
  return { document, compared: null, place: '/', step: 0, engineVersion: ENGINE_VERSION, ...changes }
}

export function makeLink(state: LinkedRun): string {
  const link = toLink(state)
  if (typeof link !== 'string') throw new Error(link.needsFile)
  return link
}

export function openLink(hash: string): OpenedLink {
  const opened = fromLink(hash, ENGINE_VERSION)
  if (opened instanceof FieldError) throw opened
  return opened
}

/** The words of a refusal; fails where the link opens. */
export function refuse(hash: string, engineVersion = ENGINE_VERSION): string {
  const opened = fromLink(hash, engineVersion)
  expect(opened).toBeInstanceOf(FieldError)
  return (opened as FieldError).message
}

/** A link with a correct check, as somebody who means harm would make it. */
export function forge(parts: string, place = '/'): string {
  const body = `${place}?r=${parts}`
  return `#${body}_${computeCheck(body)}`
}
