/**
 * An address as it was meant, where a mail program, a messenger or a hand has changed it on the way: escaped or quoted signs,
 * spaces and line breaks within, closing signs at the end, large letters in the place. It only takes away what no address
 * of this site holds; whether a link to a run is whole again, its check decides (link.ts). Reads a text, writes nothing.
 */

/** Far beyond any address; longer ones are no addresses. */
const MOST = 10_000

/** What a pasted address begins with; before it stands the site, or what somebody wrote to it. */
const HASH = /(?:#|%23)(?:[#/]|%(?:25)*2F|\?r=)[^]*$/i

/** What was escaped on the way may have been escaped before; a line may have been broken amid an escape. */
function decode(given: string, times: number): string {
  const text = given.replace(/(?<=%[0-9a-f]?)=\r?\n|[\s\u00ad\u200b-\u200d\u2060]|%20|%0[ad]/gi, '')
  try {
    return times === 0 || !text.includes('%') ? text : decode(decodeURIComponent(text), times - 1)
  } catch {
    return text
  }
}

/** A good address comes back as it is. */
export function mendAddress(hash: string): string {
  if (hash.length > MOST) return hash
  const text = decode(hash, 5)
    .normalize('NFKC')
    .replace(/=(?:3D)+/gi, '=')
    // The rest of quoted printable: only signs that an address holds, and never a value of its own.
    .replace(/=(2D|2E|2F|3F|5F)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('&amp;', '&')
    .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/^#[#/]*(?:#\/*|(?=\?))/, '#/')
    .replaceAll('\\', '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^A-Za-z0-9/?]+$/, '')
    // At the start, what follows a question mark was meant as a link: a lost one is told of.
    .replace(/(?<=\w)\?$/, '')
  const [place, ...rest] = text.split('?')
  const query = rest.join('?')
  const run = /(?:^|[&;])r=([^?&]*)/.exec(query)?.[1]
  // After its check nothing of a link follows.
  const mended = run?.replace(/[^\w.-]/g, '').replace(/(_[0-9a-z]{7})[^_]+$/, '$1')
  return [place.toLowerCase().replaceAll('=', ''), ...(mended === undefined ? rest : [`r=${mended}`])].join(
    '?',
  )
}

/** The address in a text that was pasted; empty where there is none, or where it is too long for one. */
export function findAddress(text: string): string {
  return text.length < MOST ? mendAddress(HASH.exec(text)?.[0] ?? '') : ''
}
