/**
 * What of a night is heard, where somebody has asked for sound: each cue goes with something that stands on the screen. To be called
 * where components set up their effects.
 */
import type { NightDesk } from '../../stores/desk/nightDesk.svelte.ts'
import type { Speaker } from '../../stores/desk/speaker.ts'
import { listNightMarkets } from './nightMarkets.ts'

/** Forced sales of this share of the depth in one step are as loud as it gets. */
const LOUDEST_SALE = 0.5
const SOUND_OF = { asked: null, failed: 'failed', waiting: 'passed', inForce: 'starts' } as const

export function useNightSounds(desk: () => NightDesk, speaker: Speaker): void {
  onChange(
    () => (desk().phase === 'night' ? desk().night.run.step : -1),
    (step, before) => {
      const { opened, series } = desk().night.run
      if (!opened || step <= before || before < 0) return
      const [own] = listNightMarkets(desk().game.night, opened.world)
      const sold = Math.abs(series.at('forcedContracts', step, own.place))
      speaker.say('tick', Math.min(1, sold / (LOUDEST_SALE * Math.max(1, series.at('depth', step, own.place)))))
    },
  )
  onChange(
    () => desk().night.warnings.length,
    (count, before) => {
      if (count > before && desk().phase === 'night') speaker.say('alarm')
    },
  )
  onChange(
    () => desk().night.proposals.map(({ state }) => state).join(),
    (states, before) => {
      if (desk().phase !== 'night') return
      const known = before.split(',')
      states.split(',').forEach((state, i) => {
        const cue = SOUND_OF[state as keyof typeof SOUND_OF] ?? null
        if (cue && state !== known[i]) speaker.say(cue)
      })
    },
  )
  onChange(
    () => desk().score.tiles.length,
    (count, before) => {
      for (const { outcome } of count > before ? desk().score.tiles.slice(before) : [])
        speaker.say(outcome.won ? 'solvent' : 'insolvent')
    },
  )
  onChange(
    () => desk().score.score !== null,
    (isKnown, before) => {
      if (isKnown && !before) speaker.say(desk().hasWon ? 'won' : 'lost')
    },
  )
} // prettier-ignore

/** Not for what is there already when it begins. */
function onChange<T>(read: () => T, then: (value: T, before: T) => void): void {
  let before: T | undefined
  let isFirst = true
  $effect(() => {
    const value = read()
    if (!isFirst && value !== before) then(value, before as T)
    before = value
    isFirst = false
  })
}
