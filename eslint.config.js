// The style of the code and, above all, its borders: which folder of src may import which, and what the
// deterministic core may never touch. tests/borders plants a violation of each and checks that it is seen.
// @ts-expect-error The package ships no types.
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { basename, join, relative, resolve, sep } from 'node:path'
import tseslint from 'typescript-eslint'

const ROOT = import.meta.dirname
const SRC = join(ROOT, 'src')

// ---------------------------------------------------------------- borders between folders

/**
 * Who may import what, beside its own folder. `x (types)` allows only `import type`. The `.worker.ts` files are
 * what runs in the worker; the rest of src/worker is the client that the page loads.
 * @type {Record<string, string[]>}
 */
const MAY_IMPORT = {
  schema: [],
  engine: ['schema'],
  prices: ['schema'],
  dials: ['schema', 'engine', 'situations'],
  nights: ['schema', 'dials', 'situations', 'course'],
  risk: ['schema', 'engine', 'dials', 'situations', 'nights'],
  'worker entry': ['schema', 'engine', 'dials', 'risk', 'prices', 'worker client'],
  'worker client': ['schema'],
  cli: ['schema', 'engine', 'dials', 'risk', 'prices', 'course', 'situations', 'nights'],
  course: ['schema'],
  situations: ['schema (types)'],
  stores: ['schema', 'dials', 'risk', 'prices', 'worker client', 'course', 'situations', 'nights'],
  stage: ['schema'],
  charts: ['schema'],
  ui: [
    'schema',
    'dials',
    'risk (types)',
    'course (types)',
    'situations (types)',
    'nights (types)',
    'stores',
    'stage',
    'charts',
  ],
  app: [
    'schema',
    'risk (types)',
    'course (types)',
    'situations (types)',
    'nights (types)',
    'stores',
    'stage',
    'charts',
    'ui',
    'worker client',
  ],
  main: ['app'],
}

/** Packages with one home each: a second random source or a second drawing place is a mistake. */
const PACKAGE_HOMES = {
  seedrandom: ['engine'],
  papaparse: ['prices'],
  'pixi.js': ['stage'],
  'chart.js': ['charts'],
  'chartjs-plugin-annotation': ['charts'],
  svelte: ['stores', 'ui', 'app', 'main'],
}

/** The core may import these packages and no others. */
const CORE_PACKAGES = {
  schema: ['valibot'],
  engine: ['seedrandom'],
  dials: [],
  risk: [],
}

/** Folders that may read the content in lessons/. */
const LESSON_READERS = ['course', 'cli']

/** The name that MAY_IMPORT uses for the place of a file, or undefined outside of src. */
function toPlace(/** @type {string} */ path) {
  const [first, ...rest] = relative(SRC, path).split(sep)
  if (first === undefined || first === '..') return undefined
  if (rest.length === 0) return basename(first).split('.')[0]
  if (first !== 'worker') return first
  return /\.worker(\.[jt]s)?$/.test(path) ? 'worker entry' : 'worker client'
}

function checkPackage(/** @type {string} */ from, /** @type {string} */ specifier) {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (name.startsWith('node:')) return from === 'cli' ? undefined : 'Only src/cli may import modules of Node.'
  const core = CORE_PACKAGES[/** @type {keyof typeof CORE_PACKAGES} */ (from)]
  if (core && !core.some((allowed) => allowed === name))
    return `src/${from} may not import the package ${name}.`
  const homes = PACKAGE_HOMES[/** @type {keyof typeof PACKAGE_HOMES} */ (name)]
  if (homes && !homes.includes(from)) return `Only ${homes.join(', ')} may import ${name}, not ${from}.`
  return undefined
}

/** What is wrong with an import, in a sentence, or undefined. */
function checkImport(
  /** @type {string} */ filename,
  /** @type {string} */ specifier,
  /** @type {boolean} */ isType,
) {
  const from = toPlace(filename)
  if (from === undefined) return undefined
  const path = specifier.replace(/[?#].*$/, '')
  if (!/^[./]/.test(path)) return checkPackage(from, path)
  const target = path.startsWith('/') ? join(ROOT, path) : resolve(filename, '..', path)
  const to = toPlace(target)
  if (to === from) return undefined
  if (to === undefined) {
    const isLesson = !relative(join(ROOT, 'lessons'), target).startsWith('..')
    return isLesson && LESSON_READERS.includes(from)
      ? undefined
      : `${from} may not reach outside of src: ${path}.`
  }
  const allowed = MAY_IMPORT[from] ?? []
  if (allowed.includes(to) || (isType && allowed.includes(`${to} (types)`))) return undefined
  const only = allowed.includes(`${to} (types)`) ? ' other than by `import type`' : ''
  return `${from} may not import ${to}${only} (see the table of borders in README.md).`
}

/** @type {import('eslint').Rule.RuleModule} */
const borders = {
  create(context) {
    const check = (/** @type {any} */ node, /** @type {any} */ source, isType = false) => {
      const specifier = source?.type === 'TemplateLiteral' ? source.quasis[0].value.cooked : source?.value
      if (typeof specifier !== 'string') return
      const message = checkImport(context.filename, specifier, isType)
      if (message !== undefined) context.report({ node, message })
    }
    return {
      ImportDeclaration: (/** @type {any} */ node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (/** @type {any} */ node) =>
        check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (/** @type {any} */ node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (/** @type {any} */ node) => check(node, node.source ?? node.argument?.literal, true),
      'CallExpression[callee.property.name="glob"][callee.object.type="MetaProperty"]': (
        /** @type {any} */ node,
      ) => {
        const patterns = node.arguments[0]?.elements ?? [node.arguments[0]]
        for (const pattern of patterns) check(node, pattern)
      },
    }
  },
}

// ---------------------------------------------------------------- exact arithmetic in the core

/** The parts of Math that give the same bits in every engine. */
const EXACT_MATH = new Set(
  (
    'abs ceil clz32 floor fround imul max min round sign sqrt trunc ' +
    'E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2'
  ).split(' '),
)

const MATH_MESSAGE =
  'gives different bits in different engines, or hides which part of Math is used: see src/engine/arithmetic.ts.'

/** @type {import('eslint').Rule.RuleModule} */
const exactMath = {
  create(context) {
    const isGlobal = (/** @type {import('eslint').Scope.Reference} */ reference) =>
      !reference.resolved || reference.resolved.defs.length === 0
    const checkReference = (/** @type {any} */ identifier) => {
      const parent = identifier.parent
      const isMember = parent?.type === 'MemberExpression' && parent.object === identifier
      const name = !isMember ? '' : parent.computed ? parent.property.value : parent.property.name
      if (EXACT_MATH.has(name)) return
      context.report({ node: identifier, message: `Math${name ? `.${name}` : ''} ${MATH_MESSAGE}` })
    }
    return {
      'Program:exit': () => {
        for (const scope of context.sourceCode.scopeManager.scopes) {
          for (const reference of scope.references) {
            if (reference.identifier.name === 'Math' && isGlobal(reference))
              checkReference(reference.identifier)
          }
        }
      },
    }
  },
}

/** Everything that a browser or Node adds to the language, and the parts of the language that are not exact. */
const CORE_BANNED_GLOBALS = [
  ...Object.keys({ ...globals.browser, ...globals.worker, ...globals.node }).filter(
    (name) => !(name in globals.builtin),
  ),
  ...['Date', 'Intl', 'globalThis', 'eval', 'Function', 'FinalizationRegistry', 'WeakRef'],
].map((name) => ({ name, message: 'The core knows no clock, no browser, no machine and no language.' }))

const BARREL = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that defines it.',
}

const NOT_EXACT = [
  {
    selector: ':matches(BinaryExpression, AssignmentExpression)[operator=/^\\*\\*=?$/]',
    message: '** gives different bits in different engines: multiply instead.',
  },
  { selector: 'MetaProperty', message: 'The core does not know where it runs.' },
  {
    selector: 'MemberExpression[property.name=/^(toLocale|localeCompare)/]',
    message: 'The core knows no language.',
  },
]

const SIZE = { skipBlankLines: true, skipComments: true }

export default tseslint.config(
  { ignores: ['dist/**', 'tests/borders/fixture/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: { eqeqeq: 'error', 'no-console': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    // TypeScript sees undefined names better, and knows the types' names too.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['src/**'],
    plugins: { house: { rules: { borders, 'exact-math': exactMath } } },
    rules: {
      'house/borders': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 70, ...SIZE }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', BARREL],
    },
  },
  {
    files: ['src/engine/**', 'src/dials/**', 'src/risk/**'],
    rules: {
      'house/exact-math': 'error',
      'no-restricted-globals': ['error', ...CORE_BANNED_GLOBALS],
      'no-restricted-syntax': ['error', BARREL, ...NOT_EXACT],
    },
  },
  {
    files: ['src/cli/**', 'tests/bench/**'],
    rules: { 'no-console': 'off' },
  },
)
