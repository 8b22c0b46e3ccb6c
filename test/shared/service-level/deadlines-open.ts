import { readDeadlineCases } from './deadline-case.ts';

/** Clocks that stand, with what is left. */
export const openPauses = readDeadlineCases(`
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-07 15:00 .. | | left 10 working-day | [SL40] stopped on the day of the start nothing has counted
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-08 15:00 .. | | left 10 working-day | [SL40] Thursday has not counted before it is over
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 09:00 .. | | left 8 working-day | [SL40] Thursday and Friday have counted
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-11 09:00 .. | | left 8 working-day | [SL40] the same on the Sunday
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-10 00:00 .. | | left 8 working-day | [SL40] the same at the midnight that ends Friday
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-09T20:59:59.999Z .. | | left 9 working-day | [SL40] a millisecond before Friday had not counted
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-21 10:00 .. | | left 1 working-day | [SL40] on the last day that day is left
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-22 10:00 .. | | left 0 working-day | [SL40] once it was due nothing is left
VAR | 10 working-day | 2026-10-07 10:00 | 2026-12-22 10:00 .. | | left 0 working-day | [SL40] and long after it not less than nothing
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-05 10:00 .. | | left 10 working-day | [SL41] stopped before the start everything is left
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-14 12:00; 2026-10-16 09:00 .. | | left 6 working-day | [SL40] 8, 9, 14 and 15 October have counted
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-14 12:00; 2026-10-14 15:00 .. | | left 8 working-day | [SL40] stopped again on the day it ran again
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-07 12:00 .. 2026-10-09 12:00; 2026-10-09 15:00 .. | | left 10 working-day | [SL40] nothing has counted yet
SMI | 5 working-day | 2026-06-17 10:00 | 2026-06-22 10:00 .. | | left 3 working-day | [SL40] 18 and 19 June have counted
SMI | 5 working-day | 2026-06-17 10:00 | 2026-06-27 10:00 .. | | left 1 working-day | [SL40] the worked Saturday is left
VAR | 5 working-day | 2026-06-17 10:00 | 2026-06-27 10:00 .. | | left 0 working-day | [SL40] here it was due on Friday
VAR | 0 working-day | 2026-10-10 10:00 | 2026-10-10 11:00 .. | | left 0 working-day | [SL40] zero working days have nothing to count
VAR | 14 calendar-day | 2026-10-09 10:00 | 2026-10-12 10:00 .. | | left 12 calendar-day | [SL40] the weekend has counted
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-17 10:00 .. | | left 1 calendar-day | [SL40] the last day, a Saturday, is left
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-17 10:00 .. 2026-10-18 09:00; 2026-10-18 15:00 .. | | left 1 calendar-day | [SL40] stopped over the end of the last day, one day has yet to count
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. | | left 0 calendar-day | [SL40] between the last day and the Monday all have counted
VAR | 1 month | 2026-09-09 10:00 | 2026-09-14 10:00 .. | | left 26 calendar-day | [SL40] 14 to 30 September and nine days of October
VAR | 1 month | 2026-09-09 10:00 | 2026-09-14 10:00 .. 2026-09-28 10:00; 2026-10-09 10:00 .. | | left 15 calendar-day | [SL40] 9 to 23 October
VAR | 1 month | 2026-02-10 10:00 | 2026-02-10 12:00 .. | | left 28 calendar-day | [SL40] a month from 10 February has 28 days
VAR | 1 month | 2028-01-31 10:00 | 2028-02-01 12:00 .. | | left 29 calendar-day | [SL40] a month up to the leap day has 29
VAR | 3 calendar-day | 2026-10-23 10:00 | 2026-10-25T21:59:59.999Z .. | | left 2 calendar-day | [SL40] the Sunday of 25 hours has not counted yet
VAR | 3 calendar-day | 2026-10-23 10:00 | 2026-10-25T22:00:00.000Z .. | | left 1 calendar-day | [SL40] now it has
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:10 .. | | left 20 minute | [SL40] ten minutes have run
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09T07:10:30.000Z .. | | left 20 minute | [SL40] the eleventh has not run whole
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:10 .. 2026-10-09 10:25; 2026-10-09 10:40 .. | | left 5 minute | [SL40] ten minutes and fifteen have run
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:30 .. | | left 0 minute | [SL40] at the instant at which it is due
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 11:30 .. | | left 0 minute | [SL40] an hour after it
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 09:30 .. | | left 30 minute | [SL41] stopped before the start
VAR | 120 minute | 2026-03-29T00:30:00.000Z | 2026-03-29T01:30:00.000Z .. | | left 60 minute | [SL40] an hour ran though the wall shows two
VAR | immediate | 2026-10-09 10:00 | 2026-10-09 10:00 .. | | left 0 immediate | [SL40] at once has nothing to count
`);
