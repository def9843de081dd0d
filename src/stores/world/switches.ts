/** Switches of channels and of their links, as one list: what is off, in the order in which channels stand in their table. */
import { CHANNEL_IDS, CHANNELS, type ChannelId, type ChannelSwitch } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { sayAsset, venueTitle } from '../../schema/worldTitles.ts'

type Off = readonly ChannelSwitch[]

/** The links of a channel that are off, of those that the whole world has. */
function listOff(world: WorldDocument, off: Off, channel: ChannelId): string[] {
  const links = CHANNELS[channel].list(world)
  const isWhole = off.some((one) => one.channel === channel && one.link === undefined)
  return isWhole
    ? links
    : links.filter((link) => off.some((one) => one.channel === channel && one.link === link))
}

/** Whether the link is off, or without a link all of the channel. */
export function isOff(world: WorldDocument, off: Off, channel: ChannelId, link?: string): boolean {
  const links = listOff(world, off, channel)
  if (link !== undefined) return links.includes(link)
  return links.length > 0 && links.length === CHANNELS[channel].list(world).length
}

/** With the channel, or one of its links, the other way round. */
export function toggle(world: WorldDocument, off: Off, channel: ChannelId, link?: string): ChannelSwitch[] {
  const all = CHANNELS[channel].list(world)
  const now = listOff(world, off, channel)
  const wanted = isOff(world, off, channel, link)
    ? link === undefined
      ? []
      : now.filter((one) => one !== link)
    : link === undefined
      ? all
      : [...now, link]
  return CHANNEL_IDS.flatMap((id): ChannelSwitch[] => {
    if (id !== channel) return off.filter((one) => one.channel === id)
    const links = all.filter((one) => wanted.includes(one))
    return links.length === all.length && all.length > 0
      ? [{ channel }]
      : links.map((one) => ({ channel, link: one }))
  })
}

/** What a link is of, in titles. */
function sayLink(channel: ChannelId, link: string): string {
  const [first, second] = link.split('.')
  const titles = [channel === 'tokens' ? sayAsset(first) : venueTitle(first)]
  if (second) titles.push(channel === 'placed' ? venueTitle(second) : sayAsset(second))
  return titles.join(', ')
}

/** What was switched, within a sentence: `without arbitrage`, `arbitrage on again`. */
export function describeSwitch(channel: ChannelId, link: string | undefined, isNowOff: boolean): string {
  const { label } = CHANNELS[channel]
  const name = label.charAt(0).toLowerCase() + label.slice(1)
  const what = link === undefined ? name : `${name} (${sayLink(channel, link)})`
  return isNowOff ? `without ${what}` : `${what} on again`
}
