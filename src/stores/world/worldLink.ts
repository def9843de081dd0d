/**
 * What a link of the contagion place says beside its world: the moment, and the channels that are off. Texts under keys of two letters;
 * keys are a promise to links that exist.
 */
import { FieldError } from '../../schema/fieldError.ts'
import { readNumber, readText, writeNumber, writeText } from '../../schema/linkText.ts'
import { CHANNELS, isChannelId, type ChannelSwitch } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'

const STEP = 'st'
const SWITCH = 'sw'

export interface LinkedMoment {
  readonly step: number
  readonly off: readonly ChannelSwitch[]
}

export function writeMoment({ step, off }: LinkedMoment): string[] {
  const switches = off.map(
    ({ channel, link }) => `${SWITCH}${writeText(link === undefined ? channel : `${channel}:${link}`)}`,
  )
  return [...(step > 0 ? [`${STEP}${writeNumber(step)}`] : []), ...switches]
}

/** @throws FieldError at `link` where the world has no such step, channel or link */
export function readMoment(texts: readonly string[], world: WorldDocument): LinkedMoment {
  let step = 0
  const off: ChannelSwitch[] = []
  for (const text of texts) {
    const [key, value] = [text.slice(0, 2), text.slice(2)]
    if (key === STEP) step = readStep(value, world)
    else if (key === SWITCH) off.push(readSwitch(value, world))
    else throw new FieldError('link', text, 'a moment or a channel that is off')
  }
  return { step, off }
}

function readStep(text: string, { steps }: WorldDocument): number {
  const step = readNumber('link', text)
  if (!Number.isInteger(step) || step < 0 || step > steps)
    throw new FieldError('link', text, `a step of the run, from 0 to ${steps}`)
  return step
}

function readSwitch(text: string, world: WorldDocument): ChannelSwitch {
  const [channel = '', link] = readText('link', text).split(':')
  if (!isChannelId(channel)) throw new FieldError('link', text, 'a channel')
  if (link === undefined) return { channel }
  const links = CHANNELS[channel].list(world)
  if (!links.includes(link)) throw new FieldError('link', text, `a link of that channel: ${links.join(', ')}`)
  return { channel, link }
}
