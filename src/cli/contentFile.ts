/**
 * How content reaches the page: in the built site as a JSON file that is fetched when it is asked for, since words are not
 * code; in development and in tests as a module, so that nothing has to be served.
 */
import type { Rolldown } from 'vite'

/** An expression of type Promise that gives the content. */
export function writeContent(
  context: Pick<Rolldown.PluginContext, 'emitFile'>,
  isBuild: boolean,
  name: string,
  content: unknown,
): string {
  const source = JSON.stringify(content)
  if (!isBuild) return `Promise.resolve(${source})`
  const file = context.emitFile({ type: 'asset', name: `${name}.json`, source })
  return `fetch(import.meta.ROLLUP_FILE_URL_${file}).then((response) => {
    if (!response.ok) throw new Error('${name} could not be loaded (' + response.status + ').')
    return response.json()
  })`
}
