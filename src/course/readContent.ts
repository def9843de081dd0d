/**
 * Content of the built site: lessons, plans, terms and worlds lie beside the code as JSON (src/cli/contentFile.ts) and are fetched
 * when somebody asks for them.
 */

/**
 * The content of this name.
 * @throws Error that says what could not be loaded, and why
 */
export async function readContent(name: string, address: string | URL): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(address)
  } catch {
    throw new Error(`"${name}" could not be loaded: the connection may be gone.`)
  }
  if (!response.ok) throw new Error(`"${name}" could not be loaded (${response.status}).`)
  return response.json()
}
