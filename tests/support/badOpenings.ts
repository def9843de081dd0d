/** Documents that are well formed and cannot be played, and texts that are none. */
import { account, bad, createAccount, createDocument, type BadDocument, type Json } from './badDocuments.ts'

/** What only the opening can tell: the document is well formed, and cannot be played. */
export const badOpenings: readonly BadDocument[] = [
  bad('crowd.accounts[1].leverage', 'at most venue.maxLeverage, 25', account({ leverage: 25.01 })),
  bad('crowd.accounts[1].collateral', 'enough for one contract', account({ collateral: 0.19 })),
  bad(
    'crowd.accounts[1].leverage',
    'above maintenance margin at the start price, 100',
    account({ entry: 130 }),
  ),
  bad('crowd.accounts[1].collateral', 'at most 9007199254740991 contracts', {
    market: { startPrice: 0.01, fairValue: { path: [0.01] } },
    venue: { maxLeverage: 1000 },
    crowd: {
      accounts: [
        createAccount({ entry: 0.01 }),
        createAccount({ collateral: 1e10, leverage: 1000, entry: 0.01 }),
      ],
    },
  }),
  ...(
    ['liquidity.depth', 'venue.insuranceFund', 'venue.venueEquity', 'liquidity.makers.capital'] as const
  ).map((field) => {
    const [group, ...names] = field.split('.')
    const share = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), {
      shareOfOpenInterest: 0.5,
    })
    const plain: Json = { liquidity: { depth: 100 }, venue: { insuranceFund: 0 } }
    return bad(`${field}.shareOfOpenInterest`, 'nobody could open a position', {
      ...plain,
      [group]: { ...(plain[group] as Json), ...(share as Json) },
      crowd: { traders: 5, deposit: { median: 0.01, sigma: 0 } },
    })
  }),
  bad('crowd', 'deposits below 100000000000000 cents', {
    crowd: { accounts: new Array(100).fill(createAccount({ collateral: 1e10, leverage: 1 })) },
  }),
  bad('crowd', 'open interest below 100000000000000 cents', {
    crowd: { accounts: new Array(5).fill(createAccount({ collateral: 1e10, leverage: 20 })) },
  }),
]

export const badTexts: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['a blank', ' \n'],
  ['half a document', JSON.stringify(createDocument()).slice(0, 60)],
  ['one bracket too many', `${JSON.stringify(createDocument())}}`],
  ['a comment', '// a scenario\n{}'],
  ['bytes of a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR'],
  ['zeros', '\u0000'.repeat(500)],
  ['a very long line', 'x'.repeat(100_000)],
  ['NaN, which JSON does not know', '{"version": NaN}'],
  ['lists without end', '['.repeat(500_000)],
]
