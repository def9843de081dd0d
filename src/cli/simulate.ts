/**
 * `npm run --silent simulate -- FILE [--summary] [--without CHANNEL]`: runs a document of either version, channels of it switched off
 * (docs/model.md section 11.9), and prints one JSON document (docs/model.md sections 10 and 11.10).
 * Standard output is the document alone; an invalid one exits with status 2 and one line on standard error.
 */
import { readDocument, UsageError, write } from './commandFile.ts'
import { createDepthOf } from '../engine/openedDepth.ts'
import { Simulation } from '../engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../engine/worldPrintout.ts'
import { readDocumentText } from '../schema/documentText.ts'
import { FieldError, toOneLine } from '../schema/fieldError.ts'
import { hasField } from '../schema/fields.ts'
import { parseDocument, toWrittenPath } from '../schema/parseDocument.ts'
import type { WorldDocument } from '../schema/world.ts'
import { CHANNEL_IDS, CHANNELS, isChannelId, switchOff, type ChannelId } from '../schema/worldChannels.ts'

const HELP = `Usage: npm run --silent simulate -- FILE [--summary] [--without CHANNEL[:LINK]]...

Runs the document FILE, a scenario or a world, and prints one JSON document: summary, accounts
and series.
Cash is in cents. FILE may be - for standard input.

  --summary                  print only the summary
  --without CHANNEL[:LINK]   switch off a channel of a world, or one of its links, as in
                             --without index --without placed:bank.alpha; channels are
                             ${CHANNEL_IDS.join(', ')}
  --help                     print this text

Exit status: 0 done, 2 the arguments or the document are not valid (one line on standard error says why).
`

interface Arguments {
  file: string
  summaryOnly: boolean
  /** What is switched off, in order. */
  without: readonly { readonly channel: ChannelId; readonly link?: string }[]
}

const WITHOUT = '--without'

function readArguments(list: readonly string[]): Arguments | 'help' {
  if (list.includes('--help') || list.includes('-h')) return 'help'
  const isValue = (i: number) => list[i - 1] === WITHOUT
  const without = list.flatMap((a, i) => (isValue(i) ? [readChannel(a)] : []))
  const others = list.filter((_, i) => !isValue(i))
  const unknown = others.find((a) => a.startsWith('-') && !['-', '--summary', WITHOUT].includes(a))
  if (unknown !== undefined) throw new UsageError(`${unknown}: unknown option; --help tells the known ones`)
  if (list.at(-1) === WITHOUT) throw new UsageError(`${WITHOUT}: got nothing, expected a channel`)
  const files = others.filter((a) => a !== '--summary' && a !== WITHOUT)
  if (files.length !== 1)
    throw new UsageError(`got ${files.length} files, expected one; --help tells the usage`)
  return { file: files[0], summaryOnly: list.includes('--summary'), without }
}

function readChannel(text: string): Arguments['without'][number] {
  const [channel, ...rest] = text.split(':')
  if (!isChannelId(channel))
    throw new UsageError(`${WITHOUT} ${text}: no such channel; known are ${CHANNEL_IDS.join(', ')}`)
  return rest.length === 0 ? { channel } : { channel, link: rest.join(':') }
}

/** The world with channels switched off; a link that is not there is a mistake of whoever asks. */
function cut(world: WorldDocument, without: Arguments['without']): WorldDocument {
  return without.reduce((changed, { channel, link }) => {
    const links = CHANNELS[channel].list(changed)
    if (link !== undefined && !links.includes(link))
      throw new UsageError(
        `${WITHOUT} ${channel}:${link}: no such link; there ${links.length === 0 ? 'is none' : `are ${links.join(', ')}`}`,
      )
    return switchOff(changed, channel, createDepthOf(changed), link)
  }, world)
}

/** Opens a document of either version; an error names the field as the document has it. */
function open(input: unknown, without: Arguments['without']): Simulation {
  try {
    return Simulation.create(cut(parseDocument(input), without))
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    throw new FieldError(toWrittenPath(error.path, input), error.value, error.expected)
  }
}

function run({ file, summaryOnly, without }: Arguments): string {
  const input = readDocumentText(readDocument(file))
  const simulation = open(input, without)
  const isWorld = hasField(input, 'version') && input['version'] === 2
  const series: object[] = []
  while (!simulation.isDone) {
    simulation.advance()
    if (!summaryOnly) series.push(isWorld ? readWorldSeriesRow(simulation) : simulation.readSeriesRow())
  }
  const summary = isWorld ? computeWorldSummary(simulation) : simulation.readSummary()
  if (summaryOnly) return `${JSON.stringify({ summary })}\n`
  const accounts = isWorld ? readWorldAccounts(simulation) : simulation.readAccounts()
  return `${JSON.stringify({ summary, accounts, series })}\n`
}

try {
  const parsed = readArguments(process.argv.slice(2))
  write(parsed === 'help' ? HELP : run(parsed))
} catch (error) {
  if (!(error instanceof FieldError) && !(error instanceof UsageError)) throw error
  process.stderr.write(`${toOneLine(error.message)}\n`)
  process.exitCode = 2
}
