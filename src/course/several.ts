/**
 * A control that holds several of its options at once, as three dials of eight: its setting is their names in the order of the
 * options, joined by plus signs, so that equal choices are equal settings.
 */
import { FieldError } from '../schema/fieldError.ts'

const JOINT = '+'

interface Several {
  /** So many are chosen, no more and no fewer. */
  readonly pick: number
  readonly options: readonly { readonly id: string; readonly value: unknown }[]
}

export function toSetting({ options }: Several, chosen: readonly string[]): string {
  return options
    .filter(({ id }) => chosen.includes(id))
    .map(({ id }) => id)
    .join(JOINT)
}

export function toChosen(setting: string): string[] {
  return setting.split(JOINT)
}

/**
 * What the chosen options stand for.
 * @throws FieldError unless the setting names as many options as are picked, in their order
 */
export function valuesOf(field: string, control: Several, setting: number | string): unknown[] {
  const chosen = toChosen(String(setting))
  const isRight = chosen.length === control.pick && toSetting(control, chosen) === setting
  if (!isRight) {
    const names = control.options.map(({ id }) => id).join(', ')
    throw new FieldError(field, setting, `${control.pick} of ${names}, in this order, joined by ${JOINT}`)
  }
  return control.options.filter(({ id }) => chosen.includes(id)).map(({ value }) => value)
}

/** The first ones and the last ones, for brute force. */
export function endsOf(control: Several): [string, string] {
  const ids = control.options.map(({ id }) => id)
  return [ids.slice(0, control.pick).join(JOINT), ids.slice(-control.pick).join(JOINT)]
}
