import { proveLessons } from '../support/proveLessons.ts'

proveLessons(1, 2)
