/**
 * The words of lessons as safe HTML. Of markdown only what is named here comes through; markup is shown as it is written,
 * pictures and other addresses do not exist. Placeholders become places for numbers.
 */
import { Marked, type Tokens } from 'marked'
import { TOKEN, type KnownNumbers } from '../course/numbers.ts'

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A button of the browser is no text: it breaks into no lines, and the stop behind it would begin one. */
const ATTRIBUTES: Readonly<Record<string, (id: string, words: string) => string>> = {
  glossary: (id, words) => `<a href="#/glossary/${id}" data-term="${id}">${words}</a>`,
  lesson: (id, words) => `<a href="#/lessons/${id}">${words}</a>`,
  rule: (id, words) => `<span role="button" tabindex="0" class="rule-link" data-rule="${id}">${words}</span>`,
  claim: (id, words) => `<span class="claim" data-claim="${id}">${words}</span>`,
}

const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
    image: ({ text }: Tokens.Image) => escape(text),
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens)
      const [, kind = '', id = ''] = /^([a-z]+):([A-Za-z0-9-]*)$/.exec(href) ?? []
      if (Object.hasOwn(ATTRIBUTES, kind)) return ATTRIBUTES[kind](id, words)
      if (!href.startsWith('https://')) return words
      return `<a href="${escape(href)}" rel="noreferrer" target="_blank">${words}</a>`
    },
  },
})

/** Numbers that are known are written; the others are places that the page fills. */
function fillTokens(html: string, numbers: KnownNumbers): string {
  return html.replace(TOKEN, (_, name: string) => {
    const known = Object.hasOwn(numbers, name) ? numbers[name] : { text: '' }
    const source = 'source' in known ? ` <small class="source">(${escape(known.source ?? '')})</small>` : ''
    return `<span data-value="${name}">${escape(known.text)}</span>${source}`
  })
}

/** The same in plain text, where every number is known. */
export function fillPlain(text: string, numbers: KnownNumbers): string {
  return text.replace(TOKEN, (whole, name: string) =>
    Object.hasOwn(numbers, name) ? numbers[name].text : whole,
  )
}

/** Safe HTML. One paragraph alone stays without its element where `isInline`. */
export function toHtml(markdown: string, numbers: KnownNumbers): string {
  return fillTokens(marked.parse(markdown, { async: false }).trim(), numbers)
}
