// Goal: no setting of the model is beyond the oracle, or it is said why; a row that is added fails here by its name until the
// oracle knows it. Method: in random scenarios each row is changed alone, and what the oracle computes has to change.
import { expect, test } from 'vitest'
import { isTree, readAt, writeAt } from '../../src/schema/documentPath.ts'
import { settings } from '../../src/schema/parameterTable.ts'
import { findPart } from '../../src/schema/parts.ts'
import type { Setting } from '../../src/schema/row.ts'
import { ORACLE_IGNORES } from '../support/oracleRows.ts'
import { randomScenario } from '../support/randomScenario.ts'
import { runVersionOne } from '../support/oracle/oracle.ts'
import type { Scenario } from '../support/explicitScenario.ts'
import { valuesOf } from '../support/rowValues.ts'

const scenarios = Array.from({ length: 40 }, (_, seed) => randomScenario(seed))
const results = scenarios.map((scenario) => JSON.stringify(runVersionOne(scenario)))

/** Whether a change of the row alone changes anything, in any of the scenarios that have its part. */
function matters(row: Setting): boolean {
  const part = findPart(row.key)
  return scenarios.some((scenario, i) => {
    if (part !== undefined && !isTree(readAt(scenario, part))) return false
    return valuesOf(row).some((value) => {
      const changed: Scenario = writeAt(scenario, row.key, value)
      return JSON.stringify(runVersionOne(changed)) !== results[i]
    })
  })
}

test.each([...settings])('the oracle knows $key, or is said to do without', (row) => {
  const missing = 'write its rule into tests/support/oracle/step.ts, or say why not in tests/support/oracleRows.ts'
  expect(matters(row), missing).toBe(!(row.key in ORACLE_IGNORES))
})
